"""Receipts: numbers by which a worker finds her application again, of which the portal keeps a hash alone.

A number is worked out from the form's own random key under the portal's key: the same form sent twice gives the same
number, and nothing that could give it again is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final
from uuid import UUID

from django.conf import settings

from fairway.methods.check_digits import check_digit, plain_digits, whole

DIGITS: Final = 16
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""For codes: without letters and digits that are mistaken for one another."""


def receipt_of(form: UUID) -> str:
    """The number of the receipt for a form: 15 digits and a check digit.

    Args:
        form: The random key that the empty form carried.
    """
    made = int.from_bytes(_under("job receipt", form.bytes, str(settings.SECRET_KEY)), "big")
    digits = str(made % 10 ** (DIGITS - 1)).zfill(DIGITS - 1)
    return digits + check_digit(digits)


def typed(text: str) -> str:
    """The digits of a receipt as she typed it, in any script; empty where it cannot be one."""
    digits = plain_digits(text)
    return digits if len(digits) == DIGITS and whole(digits) else ""


def hashed(digits: str) -> str:
    """What is kept of a receipt."""
    return _under("job receipt hash", digits.encode("ascii"), str(settings.SECRET_KEY)).hex()


def hashes(digits: str) -> list[str]:
    """Under the present key, and under those that it replaced."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [_under("job receipt hash", digits.encode("ascii"), str(key)).hex() for key in keys]


def reach_hashes(order: int, folded: str) -> list[str]:
    """What is kept of a way to reach her, under the present key first: of one order alone, so that orders link nobody.

    Args:
        order: Its key.
        folded: Of `reaching.folded`.
    """
    message = f"{order} {folded}".encode()
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [_under("job reach", message, str(key)).hex() for key in keys]


def new_code() -> str:
    """A code for a list that is published: it says nothing of her, and is of no use to anybody else."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def _under(purpose: str, message: bytes, key: str) -> bytes:
    own = hmac.new(f"fairway {purpose}".encode("ascii"), key.encode(), hashlib.sha256).digest()
    return hmac.new(own, message, hashlib.sha256).digest()
