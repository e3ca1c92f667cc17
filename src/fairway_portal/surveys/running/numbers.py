"""Numbers as people write them: in the digits of any script (०१२, ١٢٣), with the separators of their language."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

MOST_DIGITS: Final = 15
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009\u200e\u200f\u061c'’]+")
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": ",", "،": ","})
_GROUPED: Final = re.compile(r"-?\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}")


def western(written: str) -> str:
    """The same text with every decimal digit as 0–9."""
    return "".join(
        str(unicodedata.decimal(sign)) if sign not in "0123456789" and unicodedata.category(sign) == "Nd" else sign
        for sign in written
    )


def whole(written: str, tag: str) -> str | None:
    """A whole number as the form keeps it (`-1200`); None where it is none.

    Args:
        written: What was typed.
        tag: The language, whose separators count.
    """
    found = decimal(written, tag)
    if found is None or "." in found:
        return None
    return found


def decimal(written: str, tag: str) -> str | None:
    """A number as the form keeps it: `1250.5`, without an exponent; None where it is none, or could be two.

    `1.250` is 1250 in Spanish and 1.25 in English; where a language uses the sign for neither, it is refused.
    """
    text = _SPACES.sub("", western(written)).translate(_MINUS)
    group, point = _signs(tag)
    plain = _without_groups(text, group, point)
    if plain is None or not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", plain):
        return None
    if sum(sign.isdigit() for sign in plain) > MOST_DIGITS:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    said = format(value.normalize(), "f")
    return "0" if value == 0 else said


def _without_groups(text: str, group: str, point: str) -> str | None:
    """The number with a point and without signs between thousands; None where it could be two numbers."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    sign = text[last]
    other = "," if sign == "." else "."
    if other in text:  # both: the later one is the decimal sign
        return text.replace(other, "").replace(sign, ".") if text.count(sign) == 1 else None
    if text.count(sign) > 1:
        return text.replace(sign, "") if _GROUPED.fullmatch(text) else None
    if not _GROUPED.fullmatch(text) or sign == point:
        return text.replace(sign, ".")
    return text.replace(sign, "") if sign == group else None


@lru_cache(maxsize=256)
def _signs(tag: str) -> tuple[str, str]:
    """The signs between thousands and before decimals, each "." or "," or another."""
    try:
        symbols = Locale.parse(tag.replace("_", "-"), sep="-").number_symbols.get("latn", {})
    except (UnknownLocaleError, ValueError):
        symbols = {}
    return symbols.get("group", ","), symbols.get("decimal", ".")
