"""Counts that leave casework, and requests that were made for it."""
