"""Scores and floors on corpora."""
