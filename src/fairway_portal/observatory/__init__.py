"""Explore numbers: corridors, countries, regions, and what nobody knows."""
