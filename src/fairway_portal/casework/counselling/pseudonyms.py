"""The number by which a centre knows a client again: drawn at the first visit, written on a card that she keeps.

Eight digits, the last of them a check digit (H. M. Damm, 2004): a slip is told at once, and no list of names is needed.
"""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway.methods.check_digits import drawn, grouped, plain_digits, whole

DIGITS: Final = 8


def draw() -> str:
    """A new number."""
    return drawn(DIGITS)


def read(typed: str) -> tuple[str, Text | None]:
    """The number that was typed in digits of any script, and what is wrong with it; "" and None for an empty field.

    Args:
        typed: As it was written.
    """
    if not typed.strip():
        return "", None
    digits = plain_digits(typed)
    if len(digits) != DIGITS:
        return "", Text("The client’s number has {n} digits.", n=DIGITS)
    if not whole(digits):
        return "", Text("One digit is wrong, or two changed places.")
    return digits, None


def shown(number: str) -> str:
    """In groups of four."""
    return grouped(number)
