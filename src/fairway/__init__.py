"""Fairway: evidence about labour migration corridors, with its sources."""
