"""The lines of a file, as cells: CSV, text between tabs, or the first filled sheet of a workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Final

from fairway.exchange.workbook_bounds import MOST_CELLS, MOST_UNPACKED, bound_passed
from fairway.kernel.text import Text
from fairway.recruitment.rosters.decoding import decoded
from fairway.recruitment.rosters.errors import RosterRefused

MOST_BYTES: Final = 20_000_000
MOST_LINES: Final = 200_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 1000
SEPARATORS: Final = ",;\t|"
LOOKED_AT: Final = 40
"""Lines by which the separator is chosen."""
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls, and signs that turn the direction of letters: a name is never shown otherwise than it is kept. Joiners
stay: names in several scripts need them."""
_OLD: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty: its number in the file, from 1, and its cells without spaces around them."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a file, and how they were read: encoding (`xlsx` for a workbook) and separator."""

    lines: tuple[Line, ...]
    encoding: str
    separator: str = ""


def read_sheet(contents: bytes, *, name: str = "", encoding: str = "") -> Sheet:
    """The lines of a file.

    Args:
        contents: The file; its own first bytes say whether it is a workbook.
        name: Of the file, for what is said about it.
        encoding: As `decoding.decoded`.

    Raises:
        RosterRefused: It is empty, too large, of another kind, in two encodings, or broken.
    """
    if len(contents) > MOST_BYTES:
        raise RosterRefused(
            Text("The file is larger than {most} bytes.", most=MOST_BYTES),
            advice=Text("Take pictures and other sheets out, or save it as CSV."),
        )
    if contents.startswith(b"PK\x03\x04"):
        return Sheet(_workbook(contents), "xlsx")
    if contents.startswith((b"%PDF", _OLD)):
        raise RosterRefused(
            Text("“{name}” is a PDF or an old kind of document, which is not read here.", name=_last(name)),
            advice=Text("Save it as CSV or as an Excel workbook (.xlsx)."),
        )
    if contents.count(b"\n") > 10 * MOST_LINES:  # letter by letter, so many lines would take half a minute
        raise _too_many()
    text = decoded(contents, encoding=encoding)
    separator = _separator(text.text)
    lines = tuple(_text_lines(text.text, separator))
    if not lines:
        raise RosterRefused(Text("The file is empty."), advice=Text("Choose the file with the list."))
    return Sheet(lines, text.encoding, separator)


def _last(name: str) -> str:
    return PurePath(name).name[:80]


def _separator(text: str) -> str:
    """The sign that gives most lines the same number of cells, and more than one."""
    head = [line for line in text.split("\n", LOOKED_AT * 2)[: LOOKED_AT * 2] if line.strip()][:LOOKED_AT]

    def agreed(sign: str) -> tuple[int, int]:
        try:
            counts = [len(cells) for cells in csv.reader(head, delimiter=sign) if len(cells) > 1]
        except csv.Error:
            return 0, 0
        most = max(set(counts), key=counts.count, default=1)
        return counts.count(most), most

    return max(SEPARATORS, key=agreed)


def _text_lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for count, cells in enumerate(reader):
            if line := _line(number, cells, count):
                yield line
            number = reader.line_num + 1
    except csv.Error as error:
        raise RosterRefused(
            Text("Line {line} cannot be read: a quotation mark is not closed, or the cell is too long.", line=number),
            advice=Text("Correct the line, or save the list again as CSV with quotes around texts."),
            details={"line": number},
        ) from error


def _line(number: int, cells: Sequence[str], count: int) -> Line | None:
    if count >= MOST_LINES or len(cells) > MOST_COLUMNS * 5:
        raise _too_many()
    tidy = [_UNSEEN.sub("", " ".join(cell.split()))[:LONGEST_CELL].strip() for cell in cells[:MOST_COLUMNS]]
    return Line(number, tuple(tidy)) if any(tidy) else None


def _too_many() -> RosterRefused:
    return RosterRefused(
        Text("The list has more than {most} lines, or lines of very many cells.", most=MOST_LINES),
        advice=Text("Check that this is the list of agencies; cut it into several otherwise."),
    )


def _workbook(contents: bytes) -> tuple[Line, ...]:
    try:
        bound = bound_passed(io.BytesIO(contents))
        if bound is not None:
            raise RosterRefused(
                Text(
                    "The workbook unpacks to more than {bytes} bytes or {cells} cells.",
                    bytes=MOST_UNPACKED,
                    cells=MOST_CELLS,
                ),
                advice=Text("Copy the list into a new workbook, or save it as CSV."),
            )
        lines = tuple(_workbook_lines(contents))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        KeyError,
        ValueError,
        OSError,
    ) as error:
        raise RosterRefused(
            Text("The file looks like a workbook and cannot be opened as one."),
            advice=Text("Open it in a spreadsheet program and save it again, or as CSV."),
        ) from error
    if not lines:
        raise RosterRefused(Text("The workbook is empty."), advice=Text("Choose the file with the list."))
    return lines


def _workbook_lines(contents: bytes) -> Iterator[Line]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(contents), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            found = False
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                if line := _line(number, [_written(cell) for cell in cells], number):
                    found = True
                    yield line
            if found:
                return
    finally:
        book.close()


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
