"""Line charts: time runs in the direction of reading, every line is named where it ends, the axis starts at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairway.charts import numbers
from fairway.charts.canvas import LINE, TEXT, WIDTH, Canvas
from fairway.charts.measure import width, wrap
from fairway.charts.scales import Scale, from_zero, moments, number, round_years
from fairway.kernel.figure import Column, Figure, Lines
from fairway.reference.wording import Voice

TOP: Final = 20.0
PLOT: Final = 158.0
"""Height of the plotting area."""
NAME_ROOM: Final = 104.0
"""The widest that the names beside the lines may become."""
NAME_SPARE: Final = 19.0
"""Beside the names: 15 units to the marker's far side, and 4 for faces wider than `measure` takes them to be."""
MOST_NAMES_WITH_VALUE: Final = 3
MOST_NAMES_IN_TWO_LINES: Final = 5
MOST_DOTS: Final = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its points in order of time, None where nothing is known."""

    number: int
    column: Column
    points: tuple[tuple[float, float | None], ...]

    def runs(self) -> list[list[tuple[float, float]]]:
        """Unbroken stretches of known points."""
        found: list[list[tuple[float, float]]] = [[]]
        for x, y in self.points:
            if y is not None:
                found[-1].append((x, y))
            elif found[-1]:
                found.append([])
        return [run for run in found if run]


@dataclass(frozen=True, slots=True)
class Name:
    """What is written beside a line or a target: the height it belongs to, its lines of text, its class and marker."""

    y: float
    lines: tuple[str, ...]
    kind: str
    marker: int | None


def lines(figure: Figure, chart: Lines, voice: Voice, *, mirrored: bool) -> tuple[Canvas, float]:
    """The marks of a line chart, and its height."""
    canvas = Canvas(mirrored=mirrored)
    cells = figure.values(chart.x)
    times = moments(cells)
    positions = times or [float(at) for at in range(len(cells))]
    series = _series(figure, chart, positions)
    known = [y for line in series for _, y in line.points if y is not None]
    vertical = from_zero([*known, *(value for value, _ in chart.targets)], TOP + PLOT, TOP)
    ticks = [numbers.tick(voice, series[0].column, tick, vertical.step) for tick in vertical.ticks]
    names = [*_line_names(series, vertical, voice), *_target_names(chart, vertical, voice)]
    left = max(width(tick, TEXT) for tick in ticks) + 7
    right = WIDTH - max((width(part, TEXT) for name in names for part in name.lines), default=0.0) - NAME_SPARE
    horizontal = Scale(min(positions), max(positions) + (min(positions) == max(positions)), left + 4, right - 4)
    for tick, said in zip(vertical.ticks, ticks, strict=True):
        y = vertical(tick)
        canvas.line(left, y, right, y, "axis" if tick == 0 else "grid")
        canvas.text(left - 5, y + 4, said, "tick", "end")
    _times(canvas, figure, chart, horizontal, times, positions, voice)
    for value, _ in chart.targets:
        canvas.line(left, vertical(value), right, vertical(value), "target")
    for line in series:
        _draw(canvas, line, horizontal, vertical)
    _names(canvas, names, right)
    return canvas, TOP + PLOT + LINE + 7


def _series(figure: Figure, chart: Lines, positions: Sequence[float]) -> list[Line]:
    series = []
    for count, key in enumerate(chart.y):
        points = zip(positions, map(number, figure.values(key)), strict=True)
        column = figure.columns[figure.index(key)]
        series.append(Line(count, column, tuple(sorted(points, key=lambda point: point[0]))))
    return series


def _draw(canvas: Canvas, line: Line, horizontal: Scale, vertical: Scale) -> None:
    runs = [[(horizontal(x), vertical(y)) for x, y in run] for run in line.runs()]
    canvas.curve(runs, f"line s{line.number % 6}")
    points = [point for run in runs for point in run]
    if len(points) > MOST_DOTS:
        alone = [run[0] for run in runs if len(run) == 1]
        points = [*alone, points[-1]]
    canvas.dots(points, line.number, f"dot s{line.number % 6}")


def _times(
    canvas: Canvas,
    figure: Figure,
    chart: Lines,
    scale: Scale,
    times: Sequence[float] | None,
    positions: Sequence[float],
    voice: Voice,
) -> None:
    """Labels under the axis: every moment if they fit, else round years, else every so many periods."""
    column = figure.columns[figure.index(chart.x)]
    said = dict(zip(positions, (voice.cell(column, cell) for cell in figure.values(chart.x)), strict=True))
    room = scale.end - scale.start
    fit = max(2, int(room / (max(width(label, TEXT) for label in said.values()) + 10)))
    shown = sorted(said)
    if len(shown) > fit and times:
        fit = int(room / (width("2000", TEXT) + 10))
        said = {float(year): voice.year(year) for year in round_years(min(positions), max(positions), fit)}
        shown = sorted(said)
    elif len(shown) > fit:
        shown = shown[:: -(-len(shown) // fit)]
    baseline = TOP + PLOT
    reached = float("-inf")
    for moment in shown:
        wide = width(said[moment], TEXT)
        middle = max(wide / 2, min(WIDTH - wide / 2, scale(moment)))
        if middle - wide / 2 < reached + 5:
            continue
        reached = middle + wide / 2
        canvas.line(scale(moment), baseline, scale(moment), baseline + 4, "axis")
        canvas.text(middle, baseline + LINE + 2, said[moment], "tick", "middle")


def _line_names(series: Sequence[Line], scale: Scale, voice: Voice) -> list[Name]:
    """A name per line, at the height of its last point, with its last value while there is room for that."""
    names = []
    for line in series:
        known = [y for _, y in line.points if y is not None]
        if not known:
            continue
        said = wrap(voice.say(line.column.title), TEXT, NAME_ROOM, 2 if len(series) <= MOST_NAMES_IN_TWO_LINES else 1)
        if len(series) <= MOST_NAMES_WITH_VALUE:
            said.append(numbers.label(voice, line.column, known[-1]))
        names.append(Name(scale(known[-1]), tuple(said), f"name s{line.number % 6}", line.number))
    return names


def _target_names(chart: Lines, scale: Scale, voice: Voice) -> list[Name]:
    return [
        Name(scale(value), tuple(wrap(voice.say(text), TEXT, NAME_ROOM)), "target-name", None)
        for value, text in chart.targets
    ]


def _names(canvas: Canvas, names: Sequence[Name], right: float) -> None:
    """Writes the names beside their lines, moved apart where they would overlap."""
    ordered = sorted(names, key=lambda name: name.y)
    heights = [len(name.lines) * LINE for name in ordered]
    tops = _apart([name.y - height / 2 for name, height in zip(ordered, heights, strict=True)], heights)
    for top, name in zip(tops, ordered, strict=True):
        if name.marker is None:
            canvas.line(right + 2, top + LINE / 2, right + 12, top + LINE / 2, "target")
        else:
            canvas.dots([(right + 7, top + LINE / 2)], name.marker, name.kind.replace("name", "dot"))
        canvas.lines(right + 15, top + LINE - 3, name.lines, name.kind)


def _apart(tops: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The tops of boxes of these heights, in order, moved so that none overlaps and all stay within the plot."""
    placed: list[float] = []
    floor = 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + height
    ceiling = TOP + PLOT + LINE
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], ceiling - heights[at])
        ceiling = placed[at]
    return placed
