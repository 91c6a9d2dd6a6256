"""What makes the event model: written sentences, PLV, training, export."""
