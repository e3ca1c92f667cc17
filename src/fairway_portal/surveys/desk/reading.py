"""What is written into the forms of this desk, cleaned: one line, several lines, a text in each language, a code."""

from __future__ import annotations

import unicodedata
from typing import Final

from django.http import QueryDict

from fairway.kernel.questionnaire_faults import UNWRITABLE

LONGEST_TEXT: Final = 4_000
LONGEST_LINE: Final = 200


def lines(post: QueryDict, name: str, longest: int = LONGEST_TEXT) -> str:
    """Text of several lines: composed (NFC), with the line ends of files, without what no file can keep."""
    written = post.get(name, "").replace("\r\n", "\n")[: 2 * longest]
    return UNWRITABLE.sub("", unicodedata.normalize("NFC", written)).strip()[:longest]


def line(post: QueryDict, name: str, longest: int = LONGEST_LINE) -> str:
    """One line."""
    return " ".join(lines(post, name, longest).split())


def said(post: QueryDict, name: str, languages: tuple[str, ...]) -> dict[str, str]:
    """The fields `name.en`, `name.ne` …; languages in which nothing was written are left out."""
    found = {language: lines(post, f"{name}.{language}") for language in languages}
    return {language: text for language, text in found.items() if text}


def yes(post: QueryDict, name: str) -> bool:
    """Whether a box was ticked."""
    return post.get(name, "") == "yes"
