"""The sheets of a form: headings with their letters, rows with their numbers, every cell as text."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from fairway.exchange.errors import unreadable
from fairway.exchange.opening import check_there
from fairway.exchange.workbook_bounds import MOST_CELLS, MOST_UNPACKED, bound_passed
from fairway.exchange.xlsform_columns import ALIASES, MEDIA, SHEETS_REFUSED, SPOKEN, language_code
from fairway.exchange.xlsform_errors import FormFault

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 400
READ: Final = ("survey", "choices", "settings")
OLD: Final = b"\xd0\xcf\x11\xe0"
COPY: Final = "Copy the sheets survey, choices and settings into a new workbook, and use that one."
SAVE: Final = "Save it as an Excel workbook (.xlsx), without a password."
FAULTS_OF_FILES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,  # of XML
    NotImplementedError,
    RuntimeError,  # of a part with a password
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        part: What it holds (`label`), in XLSForm's first word for it.
        language: Its code; "" where the heading names none.
        heading: As in the file.
        letter: Of the spreadsheet.
        odd: Of the heading, what is not understood.
    """

    part: str
    language: str
    heading: str
    letter: str
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank."""

    number: int
    cells: Mapping[Column, str]

    def says(self, part: str) -> str:
        """What the cell of a part that has no language says, without blanks at its ends."""
        return next((text.strip() for column, text in self.cells.items() if column.part == part), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns and its rows."""

    name: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    faults: tuple[FormFault, ...] = field(default=())

    def column(self, part: str, language: str = "") -> Column | None:
        """The column that holds a part in a language."""
        return next((one for one in self.columns if (one.part, one.language) == (part, language)), None)

    def fault(self, said: str, advice: str, row: int, column: Column | None = None) -> FormFault:
        """A fault of a row, or of its cell in a column."""
        heading, letter = (column.heading, column.letter) if column else ("", "")
        return FormFault(said, advice, self.name, row, heading, letter)


def sheets(path: Path) -> tuple[dict[str, Sheet], list[str]]:
    """The sheets that XLSForm knows, by name in small letters, and the names of all.

    Raises:
        UnreadableFile: It is not there, empty, no workbook, or one that holds far more than a form.
    """
    check_there(path)
    with path.open("rb") as file:
        if file.read(4) == OLD:
            raise unreadable(path.name, "is an old Excel workbook (.xls), or has a password.", SAVE)
    try:
        passed = bound_passed(path)
        if passed is None:
            return _sheets(path)
    except FAULTS_OF_FILES as fault:
        raise unreadable(path.name, f"is not a whole Excel workbook: {fault}", SAVE) from fault
    said = f"more than {MOST_CELLS:,} cells" if passed == "cells" else f"more than {MOST_UNPACKED:,} bytes, unpacked"
    raise unreadable(path.name, f"holds {said}.", COPY)


def _sheets(path: Path) -> tuple[dict[str, Sheet], list[str]]:
    from openpyxl import load_workbook

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            # A sheet may be a chart, which has no rows.
            tables = [(page.title, page.title.lower().strip(), page) for page in book.worksheets]
            needed = {name: page for _, name, page in tables if name in READ or name in SHEETS_REFUSED}
            return {name: _sheet(name, page) for name, page in needed.items()}, [title for title, *_ in tables]
        finally:
            book.close()


def _sheet(name: str, page: Any) -> Sheet:
    page.reset_dimensions()
    lines = page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    faults: list[FormFault] = []
    columns = dict(_columns(next(lines, ())))
    rows = tuple(_rows(name, lines, columns, faults))
    if len(rows) >= MOST_ROWS:
        faults.append(FormFault(f"It has more than {MOST_ROWS:,} rows.", "Divide the form.", name))
    return Sheet(name, tuple(columns.values()), rows, tuple(faults))


def _columns(cells: Any) -> Iterator[tuple[int, Column]]:
    from openpyxl.utils import get_column_letter

    for at, cell in enumerate(cells):
        heading = _text(cell.value).replace("\xa0", " ").strip()
        if heading:
            yield at, _column(heading, get_column_letter(at + 1))


def _column(heading: str, letter: str) -> Column:
    """`media::audio::French (fr)` → audio in fr."""
    words = [word.strip() for word in heading.split("::")]
    first = " ".join(words[0].split()).lower()
    if first == "media" and len(words) > 1:
        words = words[1:]
        first = words[0].lower()
    underscored = first.replace(" ", "_")
    part = ALIASES.get(first, ALIASES.get(underscored, underscored))
    if len(words) == 1 or part not in SPOKEN | MEDIA:
        return Column(part, "", heading, letter)
    language = language_code(words[1]) if len(words) == 2 else None
    return Column(part, language or "", heading, letter, odd="" if language else "::".join(words[1:]))


def _rows(name: str, lines: Any, columns: Mapping[int, Column], faults: list[FormFault]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        cells: dict[Column, str] = {}
        for at, column in columns.items():
            cell = line[at] if at < len(line) else None
            if cell is None or cell.value is None:
                continue
            if cell.data_type == "e":
                said = f"The cell shows the spreadsheet’s error {cell.value}."
                faults.append(FormFault(said, "Write its text.", name, number, column.heading, column.letter))
            text = _text(cell.value)
            if text.strip():
                cells[column] = text
        if cells:
            yield Row(number, cells)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value == datetime(value.year, value.month, value.day) else str(value)  # noqa: DTZ001  # a cell has no zone
    return value.isoformat() if isinstance(value, date) else str(value)
