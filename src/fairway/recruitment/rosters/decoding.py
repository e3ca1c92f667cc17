"""From the bytes of a text file to its letters: which encoding it is in, and where it is in two at once.

A list pasted together from two files may be in UTF-8 on some lines and in Windows-1252 on others. Read as one of
them, it
gives `MontrÃ©al`; so every line must be readable in the one encoding that the file is in, or the file is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.rosters.errors import RosterRefused

ENCODINGS: Final = ("utf-8", "utf-16", "windows-1252", "windows-1256")
"""Encodings that are read."""
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_ARABIC_WORD: Final = re.compile("[\u0600-\u06ff]{3,}")
_LATIN_MARKED: Final = re.compile("[A-Za-z][À-ÖØ-öø-ÿ]|[À-ÖØ-öø-ÿ][a-z]")
_UTF8_IN_LATIN: Final = re.compile(
    "(?:[\u00c2-\u00df][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u0192\u02c6\u02dc\u2122]"
    "|[\u00e0-\u00ef][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u0192\u02c6\u02dc\u2122]{2})"
)
"""What two or three bytes of UTF-8 look like when they are read as Windows-1252."""
_BETWEEN: Final = re.compile(r"[\s,;|\"]+")
_LOST: Final = "\ufffd"
ADVICE: Final = Text("Save the whole list again as “CSV UTF-8” from the program that it was made with.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The letters of a file.

    Attributes:
        text: All of it, without a byte order mark.
        encoding: One of `ENCODINGS`.
    """

    text: str
    encoding: str


def decoded(contents: bytes, *, encoding: str = "") -> Decoded:
    """The text of a file.

    Args:
        contents: The file.
        encoding: One of `ENCODINGS`, where somebody says which; empty: it is found.

    Raises:
        RosterRefused: It is in two encodings, was read in the wrong one before it was saved, or is no text.
    """
    if contents.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or encoding == "utf-16":
        found = Decoded(_utf16(contents), "utf-16")
    elif encoding:
        found = Decoded(_as(contents, encoding), encoding)
    elif _even_zeros(contents):
        found = Decoded(contents.decode(_even_zeros(contents), "replace"), "utf-16")
    else:
        found = _found(contents.removeprefix(codecs.BOM_UTF8), marked=contents.startswith(codecs.BOM_UTF8))
    if "\0" in found.text:
        raise _zeros()
    _refuse_lost(found.text)
    return found


def _found(contents: bytes, *, marked: bool) -> Decoded:
    if b"\0" in contents:
        raise _zeros()
    try:
        return Decoded(contents.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        line = contents.count(b"\n", 0, error.start) + 1
        if marked:
            raise _mixed(line) from error
    _refuse_mixed(contents)
    return Decoded(*_eight_bits(contents))


def _refuse_mixed(contents: bytes) -> None:
    """Refuses a file in which some lines are UTF-8 and others cannot be."""
    lines = contents.split(b"\n")
    broken = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    other = [number for number, line in enumerate(lines, 1) if not line.isascii() and _is_utf8(line)]
    if other:
        fewer = broken if len(broken) <= len(other) else other
        raise _mixed(fewer[0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _zeros() -> RosterRefused:
    return RosterRefused(Text("The file is not a list in text: it holds zero bytes."), advice=ADVICE)


def _mixed(line: int) -> RosterRefused:
    return RosterRefused(
        Text("The file is in two encodings: line {line} is in another one than the lines around it.", line=line),
        advice=ADVICE,
        details={"line": line},
    )


def _eight_bits(contents: bytes) -> tuple[str, str]:
    """Windows-1256 where it makes Arabic words, else Windows-1252."""
    arabic, latin = contents.decode("windows-1256", "replace"), contents.decode("windows-1252", "replace")
    words = len(_ARABIC_WORD.findall(arabic))
    # In a list with French or Spanish names the same bytes are single Arabic letters inside Latin words.
    return (
        (arabic, "windows-1256")
        if words > len(_LATIN_MARKED.findall(latin)) / 4 and words
        else (
            latin,
            "windows-1252",
        )
    )


def _utf16(contents: bytes) -> str:
    try:
        text = contents.decode("utf-16" if contents[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-16-le")
    except UnicodeDecodeError as error:
        raise RosterRefused(Text("The file begins as UTF-16 and ends as something else."), advice=ADVICE) from error
    return text.removeprefix("\ufeff")


def _as(contents: bytes, encoding: str) -> str:
    if encoding not in ENCODINGS:
        raise RosterRefused(
            Text("“{encoding}” is no encoding that is read here.", encoding=encoding[:40]),
            advice=Text("Choose one of {encodings}.", encodings=", ".join(ENCODINGS)),
        )
    if encoding == "utf-8":
        return _found(contents.removeprefix(codecs.BOM_UTF8), marked=True).text
    return contents.decode(encoding, "replace")


def _even_zeros(contents: bytes) -> str:
    """The byte order of UTF-16 without a mark: letters of the Latin part have a zero byte on one side."""
    start = contents[:2000]
    if len(start) < 4 or len(contents) % 2:
        return ""
    first, second = start[0::2].count(0), start[1::2].count(0)
    if max(first, second) < len(start) / 8 or min(first, second) > max(first, second) / 10:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _refuse_lost(text: str) -> None:
    """Refuses letters that were lost, or read in the wrong encoding, before the file was saved."""
    for number, line in enumerate(text.splitlines(), 1):
        if _LOST in line:
            raise RosterRefused(
                Text("Line {line} holds letters that were lost when the file was saved.", line=number),
                advice=ADVICE,
                details={"line": number},
            )
        if found := mistaken(line):
            raise RosterRefused(
                Text(
                    "Line {line} was once read in the wrong encoding: “{wrong}” should be “{right}”.",
                    line=number,
                    wrong=found[0],
                    right=found[1],
                ),
                advice=ADVICE,
                details={"line": number},
            )


def mistaken(line: str) -> tuple[str, str] | None:
    """A word of UTF-8 that was read as Windows-1252, and the word that it was: `MontrÃ©al`, `Montréal`."""
    if line.isascii() or not _UTF8_IN_LATIN.search(line):
        return None
    for word in _BETWEEN.split(line):
        if _UTF8_IN_LATIN.search(word):
            try:
                right = word.encode("windows-1252").decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            if right != word:
                return word[:60], right[:60]
    return None
