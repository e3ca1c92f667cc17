"""Sealed reports and what belongs to them, and the keys that are destroyed when they expire."""
