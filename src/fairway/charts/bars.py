"""Horizontal bars from zero, and dumbbells: a named row per category, its values written beside the marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fairway.charts import numbers
from fairway.charts.canvas import LINE, TEXT, WIDTH, Canvas
from fairway.charts.measure import cut, width
from fairway.charts.rows import draw_key, name_row, rows_of
from fairway.charts.scales import Scale, from_zero, number
from fairway.kernel.figure import Bars, Column, Dumbbell, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

BAR: Final = 15.0
THIN_BAR: Final = 14.0
UNKNOWN: Final = "…"


def bars(figure: Figure, chart: Bars, voice: Voice, *, mirrored: bool) -> tuple[Canvas, float]:
    """The marks of a bar chart, and its height."""
    canvas = Canvas(mirrored=mirrored)
    columns = [figure.columns[figure.index(one)] for one in chart.values]
    top = draw_key(canvas, columns, voice, "bar") if len(columns) > 1 else 0.0
    top += LINE + 3 if chart.targets else 2.0
    thick = BAR if len(columns) == 1 else THIN_BAR
    rows = rows_of(figure, chart.category, voice, top, thick * len(columns))
    values = [[number(cell) for cell in figure.values(one)] for one in chart.values]
    known = [value for column in values for value in column if value is not None]
    labels = [numbers.label(voice, column, value) for column in columns for value in known] or [UNKNOWN]
    room = max(width(label, TEXT) for label in labels) + 7
    wanted = [*known, *(value for value, _ in chart.targets)]
    left = rows.start + (room if min(known, default=0.0) < 0 else 0.0)
    scale = _exact(wanted, left, WIDTH - room)
    for at in range(len(rows.names)):
        highlighted = _highlighted(figure, chart, at)
        name_row(canvas, rows, at, "row-name strong" if highlighted else "row-name")
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
    top = draw_key(canvas, columns, voice, "dot") + 2
    rows = rows_of(figure, chart.category, voice, top, LINE)
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
        name_row(canvas, rows, at, "row-name")
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
