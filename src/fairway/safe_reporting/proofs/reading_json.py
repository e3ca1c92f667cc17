"""Reading what a stranger's file holds: every value is looked at before it is believed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

HASH_LETTERS: Final = 64


def read_json(text: str) -> dict[str, Any]:
    """The object of a JSON text; empty where it is none."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def listed(given: Any) -> list[Any]:
    """A list.

    Raises:
        TypeError: It is none.
    """
    if not isinstance(given, list):
        raise TypeError
    return given


def whole_number(given: Any) -> int:
    """A number from 0.

    Raises:
        TypeError: It is none.
    """
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise TypeError
    return given


def hash_of(given: Any) -> bytes:
    """32 bytes of 64 small hexadecimal digits.

    Raises:
        TypeError, ValueError: They are not.
    """
    if not isinstance(given, str) or len(given) != HASH_LETTERS or given != given.lower():
        raise TypeError
    return bytes.fromhex(given)


def day_of(given: Any) -> date:
    """A day.

    Raises:
        TypeError, ValueError: It is none.
    """
    if not isinstance(given, str):
        raise TypeError
    return date.fromisoformat(given)
