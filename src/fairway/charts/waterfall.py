"""A waterfall: each step begins where the one before it ended, and the sums stand on zero."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fairway.charts import numbers
from fairway.charts.canvas import TEXT, WIDTH, Canvas
from fairway.charts.measure import width
from fairway.charts.rows import Rows, name_row, rows_of
from fairway.charts.scales import Scale, number
from fairway.kernel.figure import Bars, Column, Figure
from fairway.reference.wording import Voice

THICK: Final = 15.0
UNKNOWN: Final = "…"
SUM, MORE, LESS = "bar s2", "bar s0", "bar s1"
"""A sum, a step up and a step down; the hollow bar of a step down is told apart without colour."""


@dataclass(frozen=True, slots=True)
class Waterfall(Bars):
    """Steps of one column of `values`: added to what went before, taken away where negative, or a sum from zero.

    A chart that knows no waterfalls may draw it as the bars that it also is.

    Attributes:
        sums: Positions of the rows that are sums of the rows above.
    """

    sums: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stride:
    """Where one step begins and ends. Unit: the column's; both None where the value is not known."""

    begins: float | None
    ends: float | None
    kind: str


def waterfall(figure: Figure, chart: Waterfall, voice: Voice, *, mirrored: bool) -> tuple[Canvas, float]:
    """The marks of the chart, and its height."""
    canvas = Canvas(mirrored=mirrored)
    column = figure.columns[figure.index(chart.values[0])]
    values = [number(cell) for cell in figure.values(chart.values[0])]
    strides = strides_of(values, chart.sums)
    rows = rows_of(figure, chart.category, voice, 2.0, THICK)
    labels = [numbers.label(voice, column, value) for value in values if value is not None] or [UNKNOWN]
    room = max(width(label, TEXT) for label in labels) + 7
    ends = [end for one in strides for end in (one.begins, one.ends) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    scale = Scale(low, high if high > low else low + 1, rows.start + (room if low < 0 else 0.0), WIDTH - room)
    for at, (stride, value) in enumerate(zip(strides, values, strict=True)):
        name_row(canvas, rows, at, "row-name strong" if at in chart.sums else "row-name")
        _step(canvas, scale, rows, at, stride, value, column, voice)
    _links(canvas, scale, rows, strides)
    canvas.line(scale(0), 0.0, scale(0), rows.bottom + 2, "axis")
    return canvas, rows.bottom + 6


def strides_of(values: list[float | None], sums: tuple[int, ...]) -> list[Stride]:
    """Where each step begins and ends; an unknown value moves nothing."""
    found, reached = [], 0.0
    for at, value in enumerate(values):
        if value is None:
            found.append(Stride(None, None, MORE))
        elif at in sums:
            found.append(Stride(0.0, value, SUM))
            reached = value
        else:
            found.append(Stride(reached, reached + value, MORE if value >= 0 else LESS))
            reached += value
    return found


def _step(
    canvas: Canvas, scale: Scale, rows: Rows, at: int, stride: Stride, value: float | None, column: Column, voice: Voice
) -> None:
    middle = rows.tops[at] + rows.heights[at] / 2
    if stride.begins is None or stride.ends is None or value is None:
        canvas.text(scale(0) + 4, middle + 4.4, UNKNOWN, "value none")
        return
    canvas.bar(scale(stride.begins), scale(stride.ends), middle - THICK / 2 + 1, THICK - 2, stride.kind)
    said = numbers.label(voice, column, value)
    if stride.ends < 0:
        canvas.text(scale(min(stride.begins, stride.ends)) - 4, middle + 4.4, said, "value", "end")
    else:
        canvas.text(scale(max(stride.begins, stride.ends)) + 4, middle + 4.4, said, "value")


def _links(canvas: Canvas, scale: Scale, rows: Rows, strides: list[Stride]) -> None:
    """A thin line from the end of each step down to the next, so that the eye follows."""
    known = [(at, one.ends) for at, one in enumerate(strides) if one.ends is not None]
    for (at, end), (after, _) in pairwise(known):
        top = rows.tops[at] + rows.heights[at] / 2 + THICK / 2 - 1
        bottom = rows.tops[after] + rows.heights[after] / 2 - THICK / 2 + 1
        canvas.line(scale(end), top, scale(end), bottom, "grid")
