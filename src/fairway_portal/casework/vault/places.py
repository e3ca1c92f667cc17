"""What a thing is within its report, as the second layer binds it."""

from __future__ import annotations


def envelope_place(number: int) -> str:
    """Of an envelope, by its number in the report."""
    return f"envelope {number}"
