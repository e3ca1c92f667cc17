"""What a comment may hold that tells who somebody is: marked for the moderator, who decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text

GONE: Final = "[…]"
KINDS: Final = {
    "email": Text("an e-mail address"),
    "link": Text("an address on the web"),
    "number": Text("a telephone number, or the number of a paper"),
    "title": Text("a name after a title"),
    "capitals": Text("perhaps a name"),
}
"""Kind → what it may be. All but the last are taken out of the words that are proposed."""

_TITLES: Final = (
    "mr|mrs|ms|miss|dr|sir|madam|prof|md|mohd|shri|sri|smt|sheikh|haji|hajji|boss|kuya|ate|pak|bapak|ibu|"
    "monsieur|madame|mme|mlle|señor|señora|sr|sra|don|doña"
)
_TITLES_ELSEWHERE: Final = "السيد|السيدة|الشيخ|الأستاذ|المدير|أبو|أم|श्री|श्रीमती|सुश्री|डा|মোঃ|মো|জনাব|বেগম|সৈয়দ|শ্রী"
_PATTERNS: Final = {
    "email": re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+"),
    "link": re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    "number": re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){5,}"),
    "title": re.compile(
        rf"\b(?i:{_TITLES})\b\.?(?:\s+[A-Z][\w’'-]+)+|(?<!\w)(?:{_TITLES_ELSEWHERE})\.?\s+[^\s.,;:!?।،]+"
    ),
    "capitals": re.compile(
        r"(?<![.!?…।]\s)(?<!^)(?<![.!?…।])\b[A-Z][a-z’'-]+(?:\s+[A-Z][a-z’'-]+)*|\b[A-Z]{3,}(?:\s+[A-Z]{2,})+"
    ),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a comment; `what` says why it is marked, or nothing."""

    text: str
    kind: str = ""
    what: Text | None = None


def pieces(text: str) -> tuple[Piece, ...]:
    """The whole comment in its order, with what may tell who somebody is marked."""
    return tuple(_pieces(text))


def proposed(text: str) -> str:
    """The comment without what surely tells who somebody is: what the moderator begins from."""
    return "".join(GONE if one.kind not in ("", "capitals") else one.text for one in pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for start, stop, kind in _marked(text):
        if start > end:
            yield Piece(text[end:start])
        yield Piece(text[start:stop], kind, KINDS[kind])
        end = stop
    if end < len(text):
        yield Piece(text[end:])


def _marked(text: str) -> list[tuple[int, int, str]]:
    """Where something begins and ends, and what it may be; what was found by an earlier pattern wins."""
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(text):
            start, stop = found.span()
            if all(stop <= one[0] or start >= one[1] for one in taken):
                taken.append((start, stop, kind))
    return sorted(taken)
