"""Remittances and what sending them costs."""
