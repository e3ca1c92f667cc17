"""Reading a public list: from a file to rows, with what was left out and why.

A row that stands in the wrong columns, is there twice, or has no name is left out with its line and the reason. A file
in two encodings, or whose letters were lost, is refused as a whole (`decoding`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.names import folded, licence_forms
from fairway.recruitment.rosters.days import day_of, month_first
from fairway.recruitment.rosters.errors import ColumnsUnclear, RosterRefused
from fairway.recruitment.rosters.fields import status_of, title_key
from fairway.recruitment.rosters.layout import Layout, confirmed, guess
from fairway.recruitment.rosters.rows import Row
from fairway.recruitment.rosters.shapes import Shapes
from fairway.recruitment.rosters.sheets import Line, Sheet, read_sheet

_CLOSING: Final = (
    "total",
    "grand total",
    "sub total",
    "totaux",
    "total general",
    "source",
    "note",
    "notes",
    "page",
    "sum",
    "prepared by",
    "updated on",
    "last updated",
    "almjmwa",
    "jmma",
    "mot",
)
MOST_FAULTY: Final = 0.5
"""A list with more faulty rows than this was laid out wrongly as a whole."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is not taken, or a cell of it, with the reason."""

    line: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Roster:
    """A list that was read.

    Attributes:
        rows: In the file's order.
        left_out: Rows that are not taken.
        remarks: Cells that are not taken, of rows that are: a day that cannot be read, a number given twice.
        passed_over: Lines that are no rows: before the titles, titles repeated, totals.
        layout, sheet: How it is laid out, and its lines.
    """

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[LeftOut, ...]
    passed_over: tuple[int, ...]
    layout: Layout
    sheet: Sheet


def read_roster(
    contents: bytes, *, name: str = "", encoding: str = "", fields: Mapping[str, int] | None = None
) -> Roster:
    """Reads a list.

    Args:
        contents: CSV, text between tabs, semicolons or bars, or an Excel workbook (.xlsx).
        name: Of the file.
        encoding: One of `decoding.ENCODINGS`; empty: it is found.
        fields: Field → place of its column from 0, as a person confirmed; None: as guessed.

    Returns:
        The rows, and what was left out.

    Raises:
        RosterRefused: The file cannot be read, or most of its rows are faulty.
        ColumnsUnclear: No column holds names, or `fields` names columns that are not there.
    """
    sheet = read_sheet(contents, name=name, encoding=encoding)
    return rows_of(sheet, guess(sheet) if fields is None else confirmed(guess(sheet), fields))


def rows_of(sheet: Sheet, layout: Layout) -> Roster:
    """As `read_roster`, of lines whose layout is known."""
    fields = layout.fields
    if "name" not in fields:
        raise ColumnsUnclear(
            Text("No column with the names of agencies was found."),
            advice=Text("The columns are: {titles}. Say which one holds the names.", titles=_titles(layout)),
        )
    body, passed = _body(sheet, layout)
    cells = {line.number: _cells(line, fields) for line in body}
    shapes = Shapes(list(cells.values()))
    left_out, remarks = list[LeftOut](), list[LeftOut]()
    months = {
        field: month_first(row[field] for row in cells.values() if row.get(field))
        for field in ("valid_from", "valid_to")
    }
    rows = list[Row]()
    seen = _Seen()
    for line in body:
        row = cells[line.number]
        if fault := _too_many(line, layout) or shapes.fault(row):
            left_out.append(LeftOut(line.number, fault))
            continue
        made = _row(line.number, row, months, remarks)
        if fault := seen.twice(made):
            left_out.append(LeftOut(line.number, fault))
            continue
        if remark := seen.number_again(made):
            remarks.append(LeftOut(line.number, remark))
        rows.append(made)
    _refuse_faulty(rows, left_out)
    return Roster(tuple(rows), tuple(left_out), tuple(remarks), tuple(passed), layout, sheet)


def _titles(layout: Layout) -> str:
    return ", ".join(one.title or f"{one.place + 1}" for one in layout.columns)[:300]


def _cells(line: Line, fields: Mapping[str, int]) -> dict[str, str]:
    return {field: line.cells[place] if place < len(line.cells) else "" for field, place in fields.items()}


def _body(sheet: Sheet, layout: Layout) -> tuple[list[Line], list[int]]:
    """The lines that are rows, and the numbers of those that are none."""
    titles = {tuple(map(title_key, line.cells)) for line in sheet.lines if line.number in layout.titles}
    begins = layout.titles[-1] if layout.titles else 0
    body, passed = list[Line](), list[int]()
    for line in sheet.lines:
        none = line.number <= begins or tuple(map(title_key, line.cells)) in titles or _closes(line)
        (passed.append(line.number) if none else body.append(line))
    return body, passed


def _closes(line: Line) -> bool:
    """Whether a line is a total or a note: it begins with such a word, and little else is in it."""
    filled = [cell for cell in line.cells if cell]
    key = title_key(filled[0])
    said = next((word for word in _CLOSING if key == word or key.startswith(f"{word} ")), "")
    if not said or len(filled) > 2:
        return False
    rest = key.removeprefix(said)
    # `Total Overseas, 0123` is an agency; `Total: 1,234 agencies` and `Total, 1234` are none.
    return len(filled) == 1 or not rest or any(letter.isdigit() for letter in rest)


def _too_many(line: Line, layout: Layout) -> Text | None:
    extra = [cell for cell in line.cells[len(layout.columns) :] if cell]
    if not extra or not layout.titles:
        return None
    return Text(
        "It has {cells} cells and the line of titles {titles}: a name with a separator in it needs quotes.",
        cells=len(line.cells),
        titles=len(layout.columns),
    )


def _row(line: int, cells: Mapping[str, str], months: Mapping[str, bool], remarks: list[LeftOut]) -> Row:
    days: dict[str, date | None] = {}
    for field in ("valid_from", "valid_to"):
        written = cells.get(field, "")
        days[field] = day_of(written, month_before_day=months[field])
        if written and days[field] is None and any(letter.isdigit() for letter in written):
            remarks.append(LeftOut(line, Text("The day “{cell}” cannot be read.", cell=written[:40])))
    number = cells.get("licence_number", "")[:60]
    if number and not licence_forms(number):
        number = ""
    return Row(
        name=cells["name"][:250],
        licence_number=number,
        city=cells.get("city", "")[:120],
        other_name=cells.get("other_name", "")[:250],
        status=status_of(cells.get("status", "")),
        valid_from=days["valid_from"],
        valid_to=days["valid_to"],
        line=line,
        status_words=cells.get("status", "")[:120],
    )


class _Seen:
    """The rows so far: a second one of the same agency is left out."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, str], int] = {}
        self._numbers: dict[str, int] = {}

    def twice(self, row: Row) -> Text | None:
        """Why a row is one that was there already."""
        number = next(iter(licence_forms(row.licence_number)), "")
        key = (folded(row.name), number, "" if number else title_key(row.city))
        line = self._rows.setdefault(key, row.line)
        return None if line == row.line else Text("It is the agency of line {line} again.", line=line)

    def number_again(self, row: Row) -> Text | None:
        """What to say of a licence number that another name has."""
        number = next(iter(licence_forms(row.licence_number)), "")
        line = self._numbers.setdefault(number, row.line) if number else row.line
        return (
            None if line == row.line else Text("Line {line} has the same licence number and another name.", line=line)
        )


def _refuse_faulty(rows: list[Row], left_out: list[LeftOut]) -> None:
    every: Iterator[LeftOut] = iter(left_out)
    if not rows or len(left_out) > MOST_FAULTY * (len(rows) + len(left_out)):
        first = next(every, None)
        raise RosterRefused(
            Text("No list of agencies was found in the file.")
            if first is None
            else Text(
                "{faulty} of {all} rows cannot be taken. Line {line}: {reason}",
                faulty=len(left_out),
                all=len(rows) + len(left_out),
                line=first.line,
                reason=first.reason,
            ),
            advice=Text("Check which column holds what, and that the file is the list."),
        )
