"""Numbers and addresses by which somebody who complained could be found: refused wherever the register keeps words.

A name cannot be told from other words; the forms warn of names, and people check. Numbers of files, decisions, laws and
dates pass.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fairway.kernel.text import Text
from fairway_portal.register.inspections.errors import Identifies

_HARMLESS: Final = re.compile(
    r"(?<!\d)(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)"  # dates
    r"|(?<![\d-])(?:19|20)\d\d ?[/–-] ?\d{1,8}(?!\d)"  # 2026-001234, of a file
    r"|(?<!\d)\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)"  # sums with separators
)
_PATTERNS: Final = (
    (re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+"), Text("an e-mail address")),
    (re.compile(r"(?<![\w/])(?:\+|00)[ (]{0,2}\d(?:[ ().-]{0,2}\d){6,14}"), Text("a telephone number")),
    (re.compile(r"(?<![\w/.,-])\(?\d(?:[ ().-]{0,2}\d){7,14}(?![\w/])"), Text("a telephone number")),
    (re.compile(r"(?<![\w/-])[A-Z]{1,2}\d{6,9}[A-Z]?(?!\w)", re.IGNORECASE), Text("the number of a passport or card")),
)


def what_identifies(text: str) -> tuple[Text, ...]:
    """What in a text may identify a person, each kind once.

    Args:
        text: As somebody typed it; digits may be of any script.
    """
    plain = _HARMLESS.sub(" … ", "".join(_plain(one) for one in unicodedata.normalize("NFKC", text)))
    return tuple(dict.fromkeys(what for pattern, what in _PATTERNS if pattern.search(plain)))


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(character) == "Cf" else character


def refuse_identifying(**fields: str) -> None:
    """Refuses words that identify somebody.

    Args:
        fields: Name of the field → its words.

    Raises:
        Identifies: Naming the first field and what was found in it.
    """
    for name, words in fields.items():
        found = what_identifies(words)
        if found:
            raise Identifies(name, found)
