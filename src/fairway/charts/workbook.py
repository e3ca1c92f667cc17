"""Figures as one XLSX workbook: a sheet per figure, and a sheet that says where each is from."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.figure import Cell, Column, Figure, Gap
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

LONGEST_SHEET_NAME: Final = 31
SOURCES: Final = Text("Sources")
GAPS: Final = Text("Gaps")
GAP_HEADINGS: Final = (Text("Missing"), Text("Kind"), Text("Reason"), Text("What would fill it"))
SOURCE_HEADINGS: Final = (
    Text("Sheet"),
    Text("Figure"),
    Text("Unit"),
    Text("Year"),
    Text("Status"),
    Text("Publisher"),
    Text("Source"),
    Text("Edition"),
    Text("Licence"),
    Text("Vintage"),
    Text("File"),
    Text("Verified"),
    Text("Method"),
)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def xlsx_bytes(figures: Sequence[Figure], voice: Voice, gaps: Sequence[Gap] = ()) -> bytes:
    """The figures as a workbook, in the voice's language and direction.

    Each sheet has the title, unit and year, sentence and notes above the table. Numbers are full values with a format
    for display; a place has its name and, in a column beside it, its code; an unknown value is an empty cell. `gaps`
    get a sheet of their own.
    """
    from openpyxl import Workbook  # takes 150 ms to load, and only downloads need it

    book = Workbook(write_only=True)
    names = _sheet_names(figures, (voice.say(SOURCES), voice.say(GAPS)))
    for figure, name in zip(figures, names, strict=True):
        _sheet(book, figure, name, voice)
    _sources(book, figures, names, voice)
    if gaps:
        _gaps(book, gaps, voice)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_names(figures: Sequence[Figure], reserved: Sequence[str]) -> list[str]:
    """The figures' ids as sheet names: at most 31 characters, none twice."""
    taken = {name.casefold() for name in reserved}
    names = []
    for figure in figures:
        plain = _FORBIDDEN.sub("_", figure.id)[:LONGEST_SHEET_NAME] or "_"
        name, count = plain, 2
        while name.casefold() in taken:
            ending = f"~{count}"
            name, count = plain[: LONGEST_SHEET_NAME - len(ending)] + ending, count + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _sheet(book: Workbook, figure: Figure, name: str, voice: Voice) -> None:
    sheet = _new_sheet(book, name, voice)
    for at, letter in enumerate("ABCDEFGHIJKL"):
        sheet.column_dimensions[letter].width = 34 if at == 0 else 18
    sheet.append([_bold(sheet, voice.say(figure.title))])
    sheet.append([_string(sheet, voice.say(figure.unit)), figure.year])
    for text in (figure.sentence, *figure.notes):
        sheet.append([_string(sheet, voice.say(text))])
    sheet.append([])
    titles: list[Any] = []
    for column in figure.columns:
        titles.append(_bold(sheet, voice.say(column.title)))
        if column.kind == "place":
            titles.append(_bold(sheet, voice.say(Text("Code"))))
    sheet.append(titles)
    for row in figure.rows:
        cells: list[Any] = []
        for column, cell in zip(figure.columns, row, strict=True):
            cells += _cells(sheet, column, cell, voice)
        sheet.append(cells)


def _cells(sheet: Any, column: Column, cell: Cell, voice: Voice) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    if column.kind == "place":
        return [None, None] if cell is None else [_string(sheet, voice.cell(column, cell)), _string(sheet, str(cell))]
    if cell is None:
        return [None]
    if isinstance(cell, int | float):
        shown = WriteOnlyCell(sheet, value=cell)
        shown.number_format = _number_format(column)
        return [shown]
    return [_string(sheet, voice.cell(column, cell))]


def _number_format(column: Column) -> str:
    decimals = "." + "0" * column.decimals if column.decimals else ""
    match column.kind:
        case "year":
            return "0"
        case "percent":
            return f'0{decimals}"%"'
        case _:
            return f"#,##0{decimals}"


def _sources(book: Workbook, figures: Sequence[Figure], names: Sequence[str], voice: Voice) -> None:
    sheet = _new_sheet(book, voice.say(SOURCES), voice)
    sheet.append([_bold(sheet, voice.say(heading)) for heading in SOURCE_HEADINGS])
    for figure, name in zip(figures, names, strict=True):
        for source in figure.sources:
            row = [name, voice.say(figure.title), voice.say(figure.unit), figure.year, figure.flag.value]
            row += [source.publisher, source.title, source.edition, source.licence, source.vintage, source.file]
            row += [voice.say(Text("yes") if source.verified else Text("no")), voice.say(source.method)]
            sheet.append([_string(sheet, part) for part in row])


def _gaps(book: Workbook, gaps: Sequence[Gap], voice: Voice) -> None:
    sheet = _new_sheet(book, voice.say(GAPS), voice)
    sheet.append([_bold(sheet, voice.say(heading)) for heading in GAP_HEADINGS])
    for gap in gaps:
        row = [voice.say(gap.title), gap.kind, voice.say(gap.reason), voice.say(gap.remedy)]
        sheet.append([_string(sheet, part) for part in row])


def _new_sheet(book: Workbook, name: str, voice: Voice) -> Any:
    sheet: Any = book.create_sheet(name)
    sheet.sheet_view.rightToLeft = voice.direction == "rtl"
    return sheet


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.styles import Font

    cell = _string(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _string(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it begins with, without the control characters that XML cannot hold."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell
