"""What makes the models. Not part of the wheel; imports sayso, never the other way."""
