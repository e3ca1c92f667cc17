"""Horizontal bars from zero, and dumbbells: a named row per category, its values written beside the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from fairway.charts import numbers
from fairway.charts.canvas import LINE, TEXT, WIDTH, Canvas
from fairway.charts.measure import cut, width, wrap
from fairway.charts.scales import Scale, from_zero, number
from fairway.kernel.figure import Bars, Column, Dumbbell, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

NAME_ROOM: Final = 142.0
"""The widest that the names of the rows may become."""
NAME_SPARE: Final = 4.0
"""Before the names, for faces wider than `measure` takes them to be."""
BAR: Final = 15.0
THIN_BAR: Final = 14.0
ROW_GAP: Final = 7.0
UNKNOWN: Final = "…"
MOST_ROWS_WITH_TWO_LINES: Final = 24


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a chart: their names in lines of text, their heights, and where the plot begins."""

    names: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    start: float

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.tops[-1] + self.heights[-1]


def bars(figure: Figure, chart: Bars, voice: Voice, *, mirrored: bool) -> tuple[Canvas, float]:
    """The marks of a bar chart, and its height."""
    canvas = Canvas(mirrored=mirrored)
    columns = [figure.columns[figure.index(key)] for key in chart.values]
    top = _key(canvas, columns, voice, "bar") if len(columns) > 1 else 0.0
    top += LINE + 3 if chart.targets else 2.0
    thick = BAR if len(columns) == 1 else THIN_BAR
    rows = _rows(figure, chart.category, voice, top, thick * len(columns))
    values = [[number(cell) for cell in figure.values(key)] for key in chart.values]
    known = [value for column in values for value in column if value is not None]
    labels = [numbers.label(voice, column, value) for column in columns for value in known] or [UNKNOWN]
    room = max(width(label, TEXT) for label in labels) + 7
    wanted = [*known, *(value for value, _ in chart.targets)]
    left = rows.start + (room if min(known, default=0.0) < 0 else 0.0)
    scale = _exact(wanted, left, WIDTH - room)
    for at in range(len(rows.names)):
        highlighted = _highlighted(figure, chart, at)
        _name(canvas, rows, at, "row-name strong" if highlighted else "row-name")
        middle = rows.tops[at] + rows.heights[at] / 2 - thick * len(columns) / 2
        for count, column in enumerate(columns):
            grey = chart.highlight is not None and not highlighted
            kind = "bar grey" if grey else f"bar s{count % 6}"
            value = values[count][at]
            _bar(canvas, scale, value, column, middle + count * thick, thick - 2, kind, voice)
    canvas.line(scale(0), top - 2, scale(0), rows.bottom + 2, "axis")
    _targets(canvas, chart.targets, scale, top, rows.bottom, voice)
    return canvas, rows.bottom + 6


def _exact(values: Sequence[float], start: float, end: float) -> Scale:
    """A scale that holds zero and ends at the largest value: bars carry their values, so no axis needs round ticks."""
    low, high = min([0.0, *values]), max([0.0, *values])
    return Scale(low, high if high > low else low + 1, start, end)


def _bar(
    canvas: Canvas, scale: Scale, value: float | None, column: Column, y: float, height: float, kind: str, voice: Voice
) -> None:
    baseline = y + height / 2 + 4.4
    if value is None:
        canvas.text(scale(0) + 4, baseline, UNKNOWN, "value none")
        return
    canvas.bar(scale(0), scale(value), y, height, kind)
    end, anchor = (scale(value) + 4, "start") if value >= 0 else (scale(value) - 4, "end")
    canvas.text(end, baseline, numbers.label(voice, column, value), "value", anchor)


def _highlighted(figure: Figure, chart: Bars, at: int) -> bool:
    """Whether the row is the one to point out; `highlight` holds its code, or the English of its name."""
    cell = figure.values(chart.category)[at]
    return chart.highlight is not None and chart.highlight == (cell.template if isinstance(cell, Text) else cell)


def _targets(
    canvas: Canvas, targets: Sequence[tuple[float, Text]], scale: Scale, top: float, bottom: float, voice: Voice
) -> None:
    for value, text in targets:
        x = scale(value)
        canvas.line(x, top - 3, x, bottom + 2, "target")
        said = cut(voice.say(text), TEXT, WIDTH)
        half = width(said, TEXT) / 2
        canvas.text(max(half, min(WIDTH - half, x)), top - 7, said, "target-name", "middle")


def dumbbell(figure: Figure, chart: Dumbbell, voice: Voice, *, mirrored: bool) -> tuple[Canvas, float]:
    """The marks of a dumbbell chart, and its height: a disc and a hollow square per row, joined by a line."""
    canvas = Canvas(mirrored=mirrored)
    columns = [figure.columns[figure.index(key)] for key in (chart.left, chart.right)]
    top = _key(canvas, columns, voice, "dot") + 2
    rows = _rows(figure, chart.category, voice, top, LINE)
    pairs = list(zip(*([number(cell) for cell in figure.values(column.key)] for column in columns), strict=True))
    known = [value for pair in pairs for value in pair if value is not None]
    labels = [numbers.label(voice, column, value) for column in columns for value in known] or [UNKNOWN]
    room = max(width(label, TEXT) for label in labels) + 9
    scale = from_zero(known, rows.start + room, WIDTH - room, 4)
    for tick in scale.ticks:
        canvas.line(scale(tick), top - 2, scale(tick), rows.bottom + 2, "grid")
        canvas.text(
            scale(tick), rows.bottom + LINE + 1, numbers.tick(voice, columns[0], tick, scale.step), "tick", "middle"
        )
    for at, pair in enumerate(pairs):
        _name(canvas, rows, at, "row-name")
        _pair(canvas, scale, pair, columns, rows.tops[at] + rows.heights[at] / 2, voice)
    return canvas, rows.bottom + LINE + 6


def _pair(
    canvas: Canvas,
    scale: Scale,
    pair: tuple[float | None, ...],
    columns: Sequence[Column],
    y: float,
    voice: Voice,
) -> None:
    known = sorted((value, count) for count, value in enumerate(pair) if value is not None)
    if not known:
        canvas.text(scale(0) + 6, y + 4.4, UNKNOWN, "value none")
        return
    if len(known) > 1:
        canvas.line(scale(known[0][0]), y, scale(known[1][0]), y, "link")
    for value, count in sorted(known, key=lambda mark: -mark[1]):  # the accent last: it stays seen where both meet
        canvas.dots([(scale(value), y)], count, f"dot s{count}", 4.0)
    for place, (value, count) in enumerate(known):
        outside, anchor = (-8.0, "end") if place == 0 and len(known) > 1 else (8.0, "start")
        said = numbers.label(voice, columns[count], value)
        canvas.text(scale(value) + outside, y + 4.4, said, "value", anchor)


def _rows(figure: Figure, category: str, voice: Voice, top: float, least: float) -> Rows:
    column = figure.columns[figure.index(category)]
    said = [voice.cell(column, cell) for cell in figure.values(category)]
    most = 2 if len(said) <= MOST_ROWS_WITH_TWO_LINES else 1
    names = tuple(tuple(wrap(name, TEXT, NAME_ROOM, most)) for name in said)
    heights = tuple(max(least, LINE * len(name)) + ROW_GAP for name in names)
    tops = tuple(top + fsum(heights[:at]) for at in range(len(heights)))
    start = min(NAME_ROOM, max(width(line, TEXT) for name in names for line in name)) + NAME_SPARE + 8
    return Rows(names, tops, heights, start)


def _name(canvas: Canvas, rows: Rows, at: int, kind: str) -> None:
    lines = rows.names[at]
    middle = rows.tops[at] + rows.heights[at] / 2
    canvas.lines(rows.start - 8, middle + 4.4 - (len(lines) - 1) * LINE / 2, lines, kind, "end")


def _key(canvas: Canvas, columns: Sequence[Column], voice: Voice, mark: str) -> float:
    """Names of the series with their marks above the chart, in as many lines as they need; returns where it ends."""
    x, y = 0.0, LINE - 3
    for count, column in enumerate(columns):
        said = cut(voice.say(column.title), TEXT, WIDTH - 16)
        if x and x + 16 + width(said, TEXT) > WIDTH:
            x, y = 0.0, y + LINE + 2
        if mark == "bar":
            canvas.bar(x, x + 11, y - 10, 11, f"bar s{count % 6}")
        else:
            canvas.dots([(x + 5, y - 4.5)], count, f"dot s{count % 6}", 4.0)
        canvas.text(x + 16, y, said, f"name s{count % 6}")
        x += 16 + width(said, TEXT) + 18
    return y + 8
