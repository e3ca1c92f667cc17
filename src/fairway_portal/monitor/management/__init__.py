"""Commands of the Monitor."""
