"""A statistical questionnaire as a workbook: sheets of blocks, each a titled grid of figures with flags and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.exchange.results_files import replaced

if TYPE_CHECKING:
    from openpyxl import Workbook

LABEL_WIDTH: Final = 44
FIGURE_WIDTH: Final = 13
LONGEST_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class Filled:
    """One figure: a number, or nothing, with its flag."""

    value: float | None
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One series: rows × columns.

    Attributes:
        title: With its code.
        rows, columns: Their labels.
        cells: One list a row.
        notes: Below it.
        decimals: As shown.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Filled | None, ...], ...]
    notes: tuple[str, ...] = ()
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines of text, then grids one below another."""

    name: str
    lines: tuple[tuple[str, ...], ...] = ()
    grids: tuple[Grid, ...] = field(default=())


def questionnaire_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """Writes the sheets as XLSX, whole or not at all; no cell is a formula, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        _sheet(book, sheet)
    with replaced(path) as made:
        book.save(made)


def _sheet(book: Workbook, sheet: Sheet) -> None:
    made: Any = book.create_sheet(sheet.name[:LONGEST_NAME])
    made.column_dimensions["A"].width = LABEL_WIDTH
    for letter in "BCDEFGHIJKLMNOPQRSTUVWXYZ":
        made.column_dimensions[letter].width = FIGURE_WIDTH
    for at, line in enumerate(sheet.lines):
        made.append([_text(made, cell, bold=at == 0) for cell in line])
    for grid in sheet.grids:
        made.append([])
        made.append([_text(made, grid.title, bold=True)])
        made.append([None, *(one for name in grid.columns for one in (_text(made, name, bold=True), None))])
        for label, cells in zip(grid.rows, grid.cells, strict=True):
            made.append([_text(made, label), *(one for cell in cells for one in _filled(made, cell, grid.decimals))])
        for note in grid.notes:
            made.append([_text(made, note)])


def _filled(sheet: Any, cell: Filled | None, decimals: int) -> list[Any]:
    """The number, and its flag in the column beside it."""
    from openpyxl.cell import WriteOnlyCell

    if cell is None:
        return [None, None]
    made = WriteOnlyCell(sheet, value=cell.value)
    made.number_format = "#,##0" if not decimals else f"#,##0.{'0' * decimals}"
    return [made, _text(sheet, cell.flag) if cell.flag else None]


def _text(sheet: Any, said: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    made = WriteOnlyCell(sheet, value=said)
    made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made
