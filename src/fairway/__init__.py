"""Fairway: evidence about labour migration corridors, with its sources."""

__version__ = "0.1.0"
