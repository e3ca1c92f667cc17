"""The lines of a contract: wrapped ones joined, cells told apart, labels parted from values, prose in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fairway.recruitment.contracts.reading_folding import clean, fold, ticked

NUMBERING: Final = re.compile(
    r"^\s*(?:(?:article|art\.?|clause|section|item|no\.?|clausula|articulo|clause n[o°]|الماده|المادة|البند|"
    r"دفعه|दफा|ধারা|অনুচ্ছেদ)"
    r"\s*[\(\[]?[\divx]{1,5}[.)\]:-]*|[\(\[]?\d{1,2}(?:\.\d{1,2}){0,3}[.)\]:-]+(?!\d)|[\(\[]?(?:[ivx]{1,4}|[a-z\u0621-\u064a])[.)\]](?=\s)|[•·*§▪►o-](?=\s))\s*[-:.]?\s*",
    re.IGNORECASE,
)
_WRAPPED: Final = 42
_LABEL: Final = 120
_SEPARATOR: Final = re.compile(r"\s*(?::|：|=(?!=)|\.{3,}|…+|_{3,}|\t+|\s[-–—]\s|\s{3,})[\s:._]*")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:rs|no|co|ltd|pvt|mr|mrs|ms|st|art|inc|hrs?|approx|etc|tel|vs|p|a|m|u|s|k|nrs|tk|dr|dhs|sr|qr|jd|i|e|wks?|mos?|yrs?|srl|sa|cie|sra?|bldg)|(?:रु|रू|ने|टा|ক|মো)|\d)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line or a row of a table: its cells, and where it stands."""

    cells: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A label with its value, or a sentence.

    Attributes:
        label: What stands before the separator; "" where it is prose.
        text: The value, or the sentence.
        heading: The last heading above it.
        words: As they stand.
        where: As in `Found`.
    """

    label: str
    text: str
    heading: str
    words: str
    where: str


def rows_of_text(text: str) -> list[Row]:
    """The lines of plain text; a sentence that was broken over lines is put together again."""
    joined: list[tuple[int, str]] = []
    open_line = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = clean(raw).strip()
        if joined and open_line and line and not _begins(line):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {line}")
        elif line:
            joined.append((number, line))
        open_line = bool(line) and len(raw.strip()) >= _WRAPPED and line[-1] not in ".:;!?।؛" and "|" not in line
    return [Row(_cells(line), f"line {number}") for number, line in joined]


def _begins(line: str) -> bool:
    """Whether a line begins something new: a number, a label, a row of a table."""
    if NUMBERING.match(line) or "|" in line or "\t" in line:
        return True
    parted = _SEPARATOR.search(line)
    return bool(parted and parted.start() <= 45 and line[:1].upper() == line[:1])


def _cells(line: str) -> tuple[str, ...]:
    if line.count("|") >= 1:
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        return () if all(re.fullmatch(r"[-:=\s]*", cell) for cell in cells) else cells
    return (line,)


def statements(rows: Sequence[Row], is_label: Callable[[str], bool]) -> Iterator[Statement]:
    """Labels with values, and sentences, in the order of the contract.

    Args:
        rows: Of the text or the document.
        is_label: Whether a cell names a term.
    """
    heading = ""
    columns: tuple[str, ...] = ()
    for row in rows:
        cells = _without_numbers(tuple(cell for cell in row.cells if cell.strip()))
        if len(cells) >= 3 and all(is_label(cell) and not re.search(r"\d", cell) for cell in cells):
            columns = cells
            continue
        if columns and len(cells) == len(columns):
            pairs: Iterable[tuple[str, str]] = zip(columns, cells, strict=True)
        else:
            columns = ()
            pairs = _pairs(cells, is_label)
        for label, value in pairs:
            for one in _parts(label, value, heading, row.where):
                if not one.label and _is_heading(one.text):
                    heading = one.text.strip(" :.-")
                yield one


def _is_heading(text: str) -> bool:
    """Few words and no end: what follows is about it."""
    bare = text.strip()
    if re.search(r"_{3}|\.{4}|…", bare):
        return False  # a line to fill
    return len(bare.split()) <= 6 and not re.search(r"\d", fold(bare)) and not re.search(r"[.;!?।]$", bare.rstrip(":"))


def _without_numbers(cells: tuple[str, ...]) -> tuple[str, ...]:
    if len(cells) > 1 and re.fullmatch(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]*", fold(cells[0]).strip()):
        return cells[1:]
    return cells


def _pairs(cells: tuple[str, ...], is_label: Callable[[str], bool]) -> list[tuple[str, str]]:
    """(label, value) of a row; ("", text) for prose."""
    names = [bool(is_label(cell)) for cell in cells]
    match len(cells):
        case 0:
            return []
        case 1:
            return [("", cells[0])]
        case 2:
            both = names[0] and names[1] and _script(cells[0]) != _script(cells[1])
            prose = len(cells[0].split()) > 8 or _SEPARATOR.search(cells[0]) is not None
            return [("", cells[0]), ("", cells[1])] if both or prose else [(cells[0], cells[1])]
        case 3 if names[2] and _script(cells[0]) != _script(cells[2]):
            return [(cells[0], cells[1]), (cells[2], cells[1])]
        case 4 if names[0] and names[3] and _script(cells[0]) != _script(cells[3]):
            return [(cells[0], cells[1]), (cells[3], cells[2])]
        case count if count % 2 == 0 and all(names[::2]):
            return list(zip(cells[::2], cells[1::2], strict=True))
        case _:
            return [(cells[0], " ; ".join(cells[1:]))] if names[0] else [("", one) for one in cells]


def _script(text: str) -> str:
    for letter in text:
        if letter.isalpha():
            return "arab" if "\u0600" <= letter <= "\u06ff" else "deva" if "\u0900" <= letter <= "\u097f" else (
                "beng" if "\u0980" <= letter <= "\u09ff" else "latn")  # fmt: skip
    return ""


def _parts(label: str, text: str, heading: str, where: str) -> Iterator[Statement]:
    """Value and label of a line, or its sentences."""
    text = NUMBERING.sub("", text, count=1).strip()
    label = NUMBERING.sub("", label, count=1).strip(" :.-")
    words = f"{label}: {text}" if label else text
    if not label:
        parted = _SEPARATOR.search(text)
        if (
            parted
            and 0 < parted.start() <= _LABEL
            and len(text[: parted.start()].split()) <= 16
            and text[parted.end() :]
        ):
            label, text = text[: parted.start()].strip(), text[parted.end() :].strip()
            slashed = label.split(" / ")
            if len(slashed) == 2 and _script(slashed[0]) != _script(slashed[1]):
                for one in slashed:
                    yield from _parts(one, text, heading, where)
                return
    chosen = ticked(text)
    if chosen is None:
        yield Statement("", "", heading, words, where)
        return
    if label and len(sentences(chosen)) <= 1:
        yield Statement(label, chosen.strip(" ."), heading, words, where)
        return
    for index, sentence in enumerate(sentences(chosen)):
        yield Statement(label if label and not index else "", sentence, label or heading, sentence, where)


def sentences(text: str) -> list[str]:
    """Sentences, cut at full stops that end no abbreviation, at semicolons and bars."""
    found, start = [], 0
    for match in re.finditer(r"[.;!?؛।॥](?=\s|$)|\n", text):
        piece = text[start : match.start()]
        if (
            match[0] == "."
            and _ABBREVIATED.search(piece)
            and not re.match(r"\.\s+(?:[A-Z][a-z]+ [a-z]|[^\x00-\u024f\d])", text[match.start() :])
        ):
            continue
        found.append(piece.strip())
        start = match.end()
    found.append(text[start:].strip())
    return [one for one in found if one]
