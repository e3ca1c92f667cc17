"""The named rows that horizontal charts share: their names, heights and places, and the key of series above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from fairway.charts.canvas import LINE, TEXT, WIDTH, Canvas
from fairway.charts.measure import cut, width, wrap
from fairway.kernel.figure import Column, Figure
from fairway.reference.wording import Voice

NAME_ROOM: Final = 142.0
"""The widest that the names of the rows may become."""
NAME_SPARE: Final = 4.0
"""Before the names, for faces wider than `measure` takes them to be."""
ROW_GAP: Final = 7.0
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


def rows_of(figure: Figure, category: str, voice: Voice, top: float, least: float) -> Rows:
    """The rows of a figure, each at least `least` high, from `top` on."""
    column = figure.columns[figure.index(category)]
    said = [voice.cell(column, cell) for cell in figure.values(category)]
    most = 2 if len(said) <= MOST_ROWS_WITH_TWO_LINES else 1
    names = tuple(tuple(wrap(one, TEXT, NAME_ROOM, most)) for one in said)
    heights = tuple(max(least, LINE * len(lines)) + ROW_GAP for lines in names)
    tops = tuple(top + fsum(heights[:at]) for at in range(len(heights)))
    start = min(NAME_ROOM, max(width(line, TEXT) for lines in names for line in lines)) + NAME_SPARE + 8
    return Rows(names, tops, heights, start)


def name_row(canvas: Canvas, rows: Rows, at: int, kind: str) -> None:
    """Writes the name of one row before the plot."""
    lines = rows.names[at]
    middle = rows.tops[at] + rows.heights[at] / 2
    canvas.lines(rows.start - 8, middle + 4.4 - (len(lines) - 1) * LINE / 2, lines, kind, "end")


def draw_key(canvas: Canvas, columns: Sequence[Column], voice: Voice, mark: str) -> float:
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
