"""An empty table for paper forms: a column for each question, a row for each form, the choices on a second sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import uuid4

from fairway_portal.surveys.outreach.columns import columns
from fairway_portal.surveys.running.saying import Teller

INSTANCE: Final = "instance"
FORMS: Final = "forms"
CHOICES: Final = "choices"
ROWS: Final = 100
"""Rows that have an instance already, so that the same file sent twice is taken once."""
WIDTHS: Final = {FORMS: 22, CHOICES: 32}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def template_csv(teller: Teller) -> bytes:
    """The table as CSV in UTF-8 with a mark, as spreadsheets open it."""
    written = io.StringIO()
    rows = csv.writer(written)
    for row in _forms(teller):
        rows.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return written.getvalue().encode("utf-8-sig")


def template_xlsx(teller: Teller) -> bytes:
    """The table as a workbook; every cell is text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in ((FORMS, _forms(teller)), (CHOICES, _choices(teller))):
        _sheet(book, name, list(rows))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _forms(teller: Teller) -> Iterator[list[str]]:
    asked = columns(teller.form)
    yield [INSTANCE, *(one.name for one in asked)]
    yield ["", *(teller.text(one.question.label) for one in asked)]
    for _ in range(ROWS):
        yield [str(uuid4()), *("" for _ in asked)]


def _choices(teller: Teller) -> Iterator[list[str]]:
    yield ["question", "code", "label"]
    for one in columns(teller.form):
        if one.row <= 1:
            for each in teller.form.questionnaire.choices.get(one.question.choices, ()):
                yield [one.name, each.code, teller.choice(each)]


def _sheet(book: Any, name: str, rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B3" if name == FORMS else "A2"
    for at in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS[name]
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text or None)
            if text:
                cell.data_type = "s"
            cell.number_format = "@"  # what is typed here stays as typed: 2024-03 is no day, 0 in front is kept
            if number == 0:
                cell.font = Font(bold=True)
            if number == 1 and name == FORMS:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            cells.append(cell)
        sheet.append(cells)
