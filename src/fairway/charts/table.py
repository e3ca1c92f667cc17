"""A figure's table as HTML: the part of a figure that everybody can read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from fairway.charts.scales import number
from fairway.kernel.figure import Bars, Cell, Column, Dumbbell, Figure, HeatTable, Lines, StatusGrid
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

NUMERIC: Final = frozenset({"year", "count", "number", "percent", "usd"})
TIMES: Final = frozenset({"year", "period"})
MOMENT: Final = re.compile(r"\d{4}(-\d\d){0,2}(\s?[–-]\s?\d{4}(-\d\d){0,2})?")
"""A date or a range of years: it never breaks, and runs left to right in every language."""
SIGNS: Final = {"yes": "✓", "no": "✕", "signed": "◐", "unknown": "?", "not_applicable": "–"}
"""Each status has a sign and a word; the colour only repeats them."""
SHADES: Final = 5


def html(
    figure: Figure,
    voice: Voice,
    columns: Sequence[int] | None = None,
    rows: slice | None = None,
    captioned: bool = True,
) -> Markup:
    """The table, with caption, scopes, and names kept apart from the direction of the text around them.

    The caption's id is `<figure id>.caption`. A `HeatTable` gets the classes `q0` to `q5` by rank of its values, of
    the whole table even where a part is shown.

    Args:
        figure: Whose table.
        voice: The language.
        columns, rows: Positions of columns and a slice of rows, for paper too narrow or too short; all otherwise.
        captioned: False for the second part and those after it.
    """
    header = row_header(figure)
    shown = range(len(figure.columns)) if columns is None else columns
    levels = _levels(figure) if isinstance(figure.chart, HeatTable) else None
    head = "".join(_heading(figure.columns[at], at == header, voice) for at in shown)
    body = "".join(
        f"<tr>{_row(figure, row, header, shown, levels, voice)}</tr>" for row in figure.rows[rows or slice(None)]
    )
    caption = ""
    if captioned:
        named = Text("{title}, {unit}", title=figure.title, unit=figure.unit)
        dated = Text("{title}, {unit}, {year}", title=figure.title, unit=figure.unit, year=figure.year)
        said = voice.say(dated if figure.year else named)
        caption = f'<caption id="{escape(figure.id)}.caption">{escape(said)}</caption>'
    kind = {HeatTable: " heat", StatusGrid: " statuses"}.get(type(figure.chart), "")
    return Markup(  # every piece of text above and below went through escape()  # noqa: S704
        f'<table class="figures{kind}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _heading(column: Column, heads_rows: bool, voice: Voice) -> str:
    kind = _class("names" if heads_rows else "n" if column.kind in NUMERIC else "")
    return f'<th scope="col"{kind}>{_ordered(voice.say(column.title))}</th>'


def row_header(figure: Figure) -> int:
    """Position of the column that names the rows."""
    match figure.chart:
        case HeatTable(row=key) | StatusGrid(row=key) | Lines(x=key) | Bars(category=key) | Dumbbell(category=key):
            return figure.index(key)
        case _:
            return 0


def _row(
    figure: Figure, row: tuple[Cell, ...], header: int, shown: Sequence[int], levels: list[float] | None, voice: Voice
) -> str:
    cells = []
    for at in shown:
        column, cell = figure.columns[at], row[at]
        content = _content(column, cell, voice)
        if at == header:
            cells.append(f'<th scope="row"{_class("when" if _is_moment(column, cell) else "")}>{content}</th>')
        else:
            cells.append(f"<td{_class(_kinds(column, cell, levels))}>{content}</td>")
    return "".join(cells)


def _kinds(column: Column, cell: Cell, levels: list[float] | None) -> str:
    kinds = ["n"] if column.kind in NUMERIC else ["when"] if _is_moment(column, cell) else []
    if cell is None:
        kinds.append("none")
    elif column.kind == "status":
        kinds += ["status", str(cell)]
    elif levels is not None and (value := number(cell)) is not None:
        kinds.append(_level(value, levels))
    return " ".join(kinds)


def _class(kinds: str) -> str:
    return f' class="{escape(kinds)}"' if kinds else ""


def _content(column: Column, cell: Cell, voice: Voice) -> str:
    said = escape(voice.cell(column, cell))
    if cell is None:
        return f'<span title="{escape(voice.say(NOT_KNOWN))}">{said}</span>'
    if column.kind == "status":
        return f'<span aria-hidden="true">{SIGNS.get(str(cell), "")}</span> {said}'
    if column.kind in NUMERIC:
        return f'<bdi dir="ltr">{said}</bdi>' if (number(cell) or 0) < 0 else said
    if _is_moment(column, cell):
        return f'<bdi dir="ltr">{said}</bdi>'
    return f"<bdi>{said}</bdi>"


def _is_moment(column: Column, cell: Cell) -> bool:
    return column.kind in TIMES or (isinstance(cell, str) and MOMENT.fullmatch(cell) is not None)


def _ordered(said: str) -> str:
    """A heading, its order kept where it is a range of years."""
    return f'<bdi dir="ltr">{escape(said)}</bdi>' if MOMENT.fullmatch(said) else str(escape(said))


NOT_KNOWN: Final = Text("not known")


def _levels(figure: Figure) -> list[float]:
    """The matrix's positive values in order: shades go by rank, because corridors differ by orders of magnitude."""
    found = (number(cell) for row in figure.rows for cell in row)
    return sorted({value for value in found if value is not None and value > 0})


def _level(value: float, levels: list[float]) -> str:
    """`q0` for nothing, `q1` to `q5` by fifths of the values' ranks."""
    if value <= 0 or not levels:
        return "q0"
    return f"q{1 + bisect_left(levels, value) * SHADES // len(levels)}"
