"""Results as a workbook: a table for people, the tidy figures, the method and the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from fairway.exchange.results import Cell, Crosstab, Names, Notes, Wording, crosstab, explanation, publishable
from fairway.exchange.results_files import replaced

if TYPE_CHECKING:
    import polars as pl
    from openpyxl import Workbook

FOUR: Final = "0.0000"
FORMATS: Final = {"n": "#,##0", "df": "#,##0.##", "cv": FOUR, "deff": "0.00"}
WIDTH: Final = 16
NOTE_WIDTH: Final = 100


def estimates_workbook(
    frame: pl.DataFrame,
    notes: Notes,
    path: Path,
    *,
    title: str,
    across: str | None = None,
    names: Names | None = None,
    wording: Wording | None = None,
    decimals: int = 1,
    direction: Literal["ltr", "rtl"] = "ltr",
) -> None:
    """Writes results as XLSX: the table, the tidy figures, the method and sources; whole or not at all.

    Figures are full values with a format for display. Text is text, whatever it begins with: no cell is a formula. A
    suppressed cell holds “..” in the table and nothing in the figures.

    Args:
        frame: Tidy results.
        notes: Method and sources, on the third sheet.
        path: The file to write.
        title: What the table shows.
        across: The dimension whose categories are columns of the first sheet.
        names: How columns and codes are called.
        wording: The words that the workbook adds.
        decimals: Of estimates, as displayed.
        direction: Of the sheets.

    Raises:
        ResultsMisshapen: As `crosstab`.
    """
    from openpyxl import Workbook

    wording = wording or Wording()
    table = crosstab(frame, across=across, names=names or Names(), wording=wording, decimals=decimals)
    book = Workbook(write_only=True)
    _table(_sheet(book, wording.table, direction), table, title, wording)
    _figures(_sheet(book, wording.figures, direction), publishable(frame), decimals)
    _method(_sheet(book, wording.method, direction), notes, title, wording)
    with replaced(path) as made:
        book.save(made)


def _sheet(book: Workbook, name: str, direction: str) -> Any:
    sheet: Any = book.create_sheet(name[:31])
    sheet.sheet_view.rightToLeft = direction == "rtl"
    return sheet


def _table(sheet: Any, table: Crosstab, title: str, wording: Wording) -> None:
    from openpyxl.utils import get_column_letter

    two = table.spans != table.heads
    stubs = len(table.stubs)
    sheet.freeze_panes = f"{get_column_letter(stubs + 1)}{4 if two else 3}"
    for at in range(1, stubs + len(table.heads) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTH
    sheet.append([_bold(sheet, title)])
    if two:
        spans = [span if at == 0 or table.spans[at - 1] != span else "" for at, span in enumerate(table.spans)]
        sheet.append([None] * stubs + [_bold(sheet, span) if span else None for span in spans])
    sheet.append([_bold(sheet, name) for name in (*table.stubs, *table.heads)])
    for place, cells in table.rows:
        sheet.append([*(_text(sheet, each) for each in place), *(_cell(sheet, cell) for cell in cells)])
    sheet.append([])
    for line in _explanations(table, wording):
        sheet.append([_text(sheet, line)])


def _cell(sheet: Any, cell: Cell | None) -> Any:
    if cell is None:
        return None
    if cell.shown == "suppressed":
        return _text(sheet, "..")
    if cell.estimate is None:
        return _text(sheet, "–")
    pattern = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
    return _number(sheet, cell.estimate, f"({pattern});(-{pattern})" if cell.shown == "unreliable" else pattern)


def _explanations(table: Crosstab, wording: Wording) -> list[str]:
    cells = [cell for _, line in table.rows for cell in line if cell is not None and cell.shown != "plain"]
    return list(dict.fromkeys(explanation(cell, wording) for cell in cells))


def _figures(sheet: Any, frame: pl.DataFrame, decimals: int) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for at in range(1, len(frame.columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTH
    sheet.append([_bold(sheet, name) for name in frame.columns])
    usual = "#,##0." + "0" * max(decimals, 2)
    for row in frame.iter_rows():
        cells: list[Any] = []
        for name, value in zip(frame.columns, row, strict=True):
            if value is None:
                cells.append(None)
            elif isinstance(value, float):
                cells.append(_number(sheet, value, FORMATS.get(name, usual)))
            elif isinstance(value, int) and not isinstance(value, bool):
                cells.append(_number(sheet, value, FORMATS.get(name, "0")))
            else:
                cells.append(_text(sheet, str(value)))
        sheet.append(cells)


def _method(sheet: Any, notes: Notes, title: str, wording: Wording) -> None:
    sheet.column_dimensions["A"].width = NOTE_WIDTH
    sheet.append([_bold(sheet, title)])
    sheet.append([])
    sheet.append([_bold(sheet, wording.method)])
    for line in notes.method:
        sheet.append([_text(sheet, line)])
    sheet.append([])
    sheet.append([_bold(sheet, wording.sources)])
    for line in notes.sources:
        sheet.append([_text(sheet, line)])


def _number(sheet: Any, value: float, pattern: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet, value=value)
    cell.number_format = pattern
    return cell


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.styles import Font

    cell = _text(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it begins with, without the control characters that XML cannot hold."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell: Any = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    return cell
