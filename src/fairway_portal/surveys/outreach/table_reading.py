"""The cells of a table that was sent, CSV or workbook: headings with their letters, rows with their numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from fairway.exchange.workbook_bounds import MOST_CELLS, MOST_UNPACKED, bound_passed
from fairway.exchange.xlsform_sheets import FAULTS_OF_FILES, OLD
from fairway.kernel.errors import UnreadableFile
from fairway.kernel.text import Text
from fairway_portal.surveys.outreach.table_writing import FORMS

MOST_BYTES: Final = 2_000_000
MOST_ROWS: Final = 1_000
MOST_COLUMNS: Final = 1_000
MOST_CELL: Final = 20_000
SEPARATORS: Final = ",;\t|"
ZIPPED: Final = b"PK"
ERROR: Final = object()
"""What stands for a cell that shows a fault of the spreadsheet."""


class TableUnreadable(UnreadableFile):
    """A file that is no table, or none of this size."""

    slug = "table-unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number in the file, and cell by cell what it holds (text, number, or ERROR)."""

    number: int
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `sheet` is empty for CSV."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes) -> Table:
    """The first sheet of a workbook, or the one called “forms”; or a CSV file.

    Args:
        content: Of the file; its kind is told by its first bytes.

    Raises:
        TableUnreadable: Too large, cut off, of another kind, without headings or rows.
    """
    if len(content) > MOST_BYTES:
        raise TableUnreadable(
            Text("The file holds more than {most} bytes.", most=MOST_BYTES),
            advice=Text("Divide it into several files."),
        )
    if content.startswith(OLD):
        raise _unreadable(Text("The file is an old Excel workbook (.xls), or has a password."))
    table = _workbook(content) if content.startswith(ZIPPED) else _csv(content)
    if not any(table.headings) or not table.rows:
        raise _unreadable(Text("The file has no headings, or no rows below them."))
    if len(table.rows) > MOST_ROWS:
        raise TableUnreadable(
            Text("The table has more than {most} rows.", most=MOST_ROWS), advice=Text("Divide it into several files.")
        )
    return table


def _unreadable(said: Text) -> TableUnreadable:
    return TableUnreadable(
        said, advice=Text("Fill in the table from this page, and save it as an Excel workbook (.xlsx) or as CSV UTF-8.")
    )


def _csv(content: bytes) -> Table:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _unreadable(Text("The file is neither a workbook nor a CSV file in UTF-8.")) from fault
    if "\0" in text:
        raise _unreadable(Text("The file is neither a workbook nor a CSV file in UTF-8."))
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return _table("", ((lines.line_num, line) for line in lines))
    except csv.Error as fault:
        raise TableUnreadable(
            Text("The file cannot be read at line {line}.", line=lines.line_num),
            advice=Text("Save it again as CSV UTF-8, with quotes around texts. It may have been cut off."),
        ) from fault


def _workbook(content: bytes) -> Table:
    from openpyxl import load_workbook

    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            pages = {page.title: page for page in book.worksheets}
            if not pages:
                raise _unreadable(Text("The workbook has no sheet."))
            name = FORMS if FORMS in pages else next(iter(pages))
            pages[name].reset_dimensions()
            lines = pages[name].iter_rows(max_row=MOST_ROWS + 3, max_col=MOST_COLUMNS)
            return _table(name, enumerate(([_value(cell) for cell in line] for line in lines), start=1))
        finally:
            book.close()
    except FAULTS_OF_FILES as fault:
        raise _unreadable(Text("The file is not a whole workbook.")) from fault


def _check_size(content: bytes) -> None:
    passed = bound_passed(io.BytesIO(content))
    if passed is None:
        return
    said = (
        Text("The workbook holds more than {most} cells.", most=MOST_CELLS)
        if passed == "cells"
        else Text("The workbook unpacks to more than {most} bytes.", most=MOST_UNPACKED)
    )
    raise TableUnreadable(said, advice=Text("Copy the rows with forms alone into a new workbook, and send that one."))


def _table(sheet: str, lines: Iterable[tuple[int, Sequence[Any]]]) -> Table:
    found = _not_blank(lines)
    first = next(found, None)
    headings = tuple(str(cell).strip() for cell in first.cells) if first else ()
    rows = []
    for row in found:
        rows.append(row)
        if len(rows) > MOST_ROWS + 1:
            break
    return Table(sheet, headings, tuple(rows))


def _not_blank(lines: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[Row]:
    for number, line in lines:
        cells = tuple(cell[:MOST_CELL].strip() if isinstance(cell, str) else cell for cell in line)
        if any(cell != "" for cell in cells):
            yield Row(number, cells)


def _value(cell: Any) -> Any:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return ERROR
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float) else str(value)
