"""Interval dots: an estimate as a dot on the line of its confidence interval, a named row per category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.charts import numbers
from fairway.charts.canvas import LINE, TEXT, WIDTH, Canvas
from fairway.charts.measure import width
from fairway.charts.rows import Rows, draw_key, name_row, rows_of
from fairway.charts.scales import Scale, from_zero, number
from fairway.kernel.figure import Bars, Column, Figure
from fairway.reference.wording import Voice

SERIES_ROOM: Final = 17.0
"""Height of one estimate in a row of several."""
CAP: Final = 3.5
UNKNOWN: Final = "…"


@dataclass(frozen=True, slots=True)
class Intervals(Bars):
    """Estimates with their intervals: one dot per column of `values`, on a line from its `lows` to its `highs`.

    A chart that knows no intervals may draw it as the bars that it also is.

    Attributes:
        lows, highs: The columns of the limits, in the order of `values`.
    """

    lows: tuple[str, ...] = ()
    highs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """One dot: what it is, its limits where they are known, and its place in the row's series."""

    value: float | None
    low: float | None
    high: float | None
    series: int
    column: Column


def intervals(figure: Figure, chart: Intervals, voice: Voice, *, mirrored: bool) -> tuple[Canvas, float]:
    """The marks of the chart, and its height."""
    canvas = Canvas(mirrored=mirrored)
    rows_of_estimates = _estimates(figure, chart)
    columns = [figure.columns[figure.index(one)] for one in chart.values]
    top = draw_key(canvas, columns, voice, "dot") + 2 if len(columns) > 1 else 4.0
    rows = rows_of(figure, chart.category, voice, top, SERIES_ROOM * len(columns))
    every = [one for row in rows_of_estimates for one in row]
    labels = [numbers.label(voice, one.column, one.value) for one in every if one.value is not None] or [UNKNOWN]
    ends = [end for one in every for end in (one.value, one.low, one.high) if end is not None]
    room = max(width(label, TEXT) for label in labels) + 9
    scale = from_zero(ends, rows.start, WIDTH - room, 4)
    for tick in scale.ticks:
        x = scale(tick)
        canvas.line(x, top - 2, x, rows.bottom + 2, "axis" if tick == 0 else "grid")
    _ticks(canvas, scale, columns[0], rows, voice)
    for at, row in enumerate(rows_of_estimates):
        name_row(canvas, rows, at, "row-name")
        first = rows.tops[at] + (rows.heights[at] - SERIES_ROOM * (len(row) - 1)) / 2
        for one in row:
            _dot(canvas, scale, one, first + SERIES_ROOM * one.series, voice)
    return canvas, rows.bottom + LINE + 6


def _estimates(figure: Figure, chart: Intervals) -> list[list[Estimate]]:
    columns = []
    for count, keys in enumerate(zip(chart.values, chart.lows, chart.highs, strict=True)):
        column = figure.columns[figure.index(keys[0])]
        values, lows, highs = ([number(cell) for cell in figure.values(key)] for key in keys)
        columns.append([Estimate(*ends, count, column) for ends in zip(values, lows, highs, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


def _ticks(canvas: Canvas, scale: Scale, column: Column, rows: Rows, voice: Voice) -> None:
    """Labels under the axis; those that would meet are left out, the first one stays."""
    reached = float("-inf")
    for tick in scale.ticks:
        said = numbers.tick(voice, column, tick, scale.step)
        half = width(said, TEXT) / 2
        if scale(tick) - half > reached + 4:
            canvas.text(scale(tick), rows.bottom + LINE + 1, said, "tick", "middle")
            reached = scale(tick) + half


def _dot(canvas: Canvas, scale: Scale, one: Estimate, y: float, voice: Voice) -> None:
    if one.value is None:
        canvas.text(scale(0) + 6, y + 4.4, UNKNOWN, "value none")
        return
    end = scale(one.value)
    if one.low is not None and one.high is not None:
        low, high = scale(one.low), scale(one.high)
        kind = f"whisker s{one.series % 6}"
        canvas.line(low, y, high, y, kind)
        for cap in (low, high):
            canvas.line(cap, y - CAP, cap, y + CAP, kind)
        end = max(end, high)
    canvas.dots([(scale(one.value), y)], one.series, f"dot s{one.series % 6}", 4.0)
    canvas.text(end + 8, y + 4.4, numbers.label(voice, one.column, one.value), "value", "start")
