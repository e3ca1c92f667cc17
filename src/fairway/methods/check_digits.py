"""Numbers that people copy by hand: digits of any script, and a check digit that catches a slip.

Source: H. M. Damm, "Total anti-symmetrische Quasigruppen" (2004): the digit of the quasigroup of order 10 finds every
single wrong digit and every swap of two neighbours.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

_TABLE: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def plain_digits(text: str) -> str:
    """The digits of a text in ASCII, whatever their script; spaces and dashes between groups are left out.

    Args:
        text: As somebody typed it: `१२३४ ٥٦٧٨-9`.

    Returns:
        Digits alone; empty where the text holds anything else than digits, spaces and dashes.
    """
    found = []
    for character in text:
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            found.append(str(digit))
        elif unicodedata.category(character) not in ("Zs", "Pd", "Cf") and character not in "\t\r\n":
            return ""
    return "".join(found)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` whole.

    Args:
        digits: ASCII digits.
    """
    interim = 0
    for digit in digits:
        interim = int(_TABLE[interim][int(digit)])
    return str(interim)


def whole(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return len(digits) > 1 and check_digit(digits) == "0"


def drawn(length: int) -> str:
    """A random number of so many digits, the last of them its check digit."""
    chosen = "".join(secrets.choice("0123456789") for _ in range(length - 1))
    return chosen + check_digit(chosen)


def grouped(digits: str, size: int = 4) -> str:
    """`1234 5678 …`: as a card shows it, and as it is read aloud."""
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))
