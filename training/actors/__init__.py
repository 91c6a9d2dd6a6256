"""What makes the generated actor tables."""
