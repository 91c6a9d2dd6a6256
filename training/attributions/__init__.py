"""Trains the attribution reader on PolNeAR: ``python -m training.attributions --help``."""
