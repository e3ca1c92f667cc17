"""How wide a text will be, roughly, so that labels are wrapped and cut before they meet the edge.

The server does not know the reader's font. Widths are those of common sans-serif faces, a little generous.
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum
from typing import Final

NARROW: Final = frozenset("iljI.,:;'’|! \xa0\u202f")
SLIM: Final = frozenset("tfrJ()[]-–/")
WIDE: Final = frozenset("mwMW%@…—")
BROAD: Final = frozenset("→←⇄")
MARKS: Final = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
"""Marks of direction: they take no room."""
ELLIPSIS: Final = "…"
FIRST_WITHOUT_CASE: Final = 0x0590
"""Hebrew, Arabic and everything after: no capitals, and narrower than Latin in the usual faces."""


@lru_cache(maxsize=8192)
def width(text: str, size: float) -> float:
    """Width of a line of text. Unit: that of `size`."""
    return fsum(_advance(character) for character in text) * size


def _advance(character: str) -> float:
    if character in MARKS:
        return 0.0
    if character in NARROW:
        return 0.28
    if character in SLIM:
        return 0.41
    if character in WIDE:
        return 0.88
    if character in BROAD:
        return 1.0
    if ord(character) >= FIRST_WITHOUT_CASE:
        return 0.5
    return 0.68 if character.isupper() else 0.59


def wrap(text: str, size: float, room: float, most: int = 2) -> list[str]:
    """The text in at most `most` lines no wider than `room`; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == most - 1:
            return [*lines, cut(" ".join(words), size, room)]
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(cut(line, size, room))
    return lines or [""]


def cut(text: str, size: float, room: float) -> str:
    """The text, shortened to fit."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:") + ELLIPSIS
