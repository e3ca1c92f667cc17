"""From values to positions: round ticks, linear scales, positions of years and quarters."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairway.kernel.figure import Cell

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
YEAR_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100)
_PERIOD = re.compile(r"(\d{4})(?:-?Q([1-4])|-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from a domain of values to a range of positions, with its ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    step: float = 1.0

    def __call__(self, value: float) -> float:
        """Position of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def from_zero(values: Sequence[float], start: float, end: float, most: int = 5) -> Scale:
    """A scale that always holds zero, ends on a round tick, and has at most `most` + 1 ticks.

    Args:
        values: What must fit; empty means nothing is known and the scale runs to one.
        start, end: Positions of the lowest and the highest tick.
        most: Largest number of steps.
    """
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if low == high:
        high = 1.0
    step = _round_step(low, high, most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(step * position for position in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks, step)


def _round_step(low: float, high: float, most: int) -> float:
    magnitude = 10.0 ** math.floor(math.log10((high - low) / most))
    for multiple in (step * scale for scale in (magnitude, 10 * magnitude) for step in STEPS):
        if math.ceil(high / multiple - 1e-9) - math.floor(low / multiple + 1e-9) <= most:
            return multiple
    return 100 * magnitude


def number(cell: Cell) -> float | None:
    """The cell as a number that can be drawn: nothing for text, for a missing value, and for what is not finite."""
    if isinstance(cell, int | float) and math.isfinite(cell):
        return float(cell)
    return None


def moments(cells: Sequence[Cell]) -> list[float] | None:
    """Years, quarters and months as positions in time (2020Q3 is 2020.5); None where one cell is something else."""
    found: list[float] = []
    for cell in cells:
        match = _PERIOD.match(str(cell))
        if not match:
            return None
        year, quarter, month = match.groups()
        found.append(int(year) + (int(quarter) - 1) / 4 if quarter else int(year) + (int(month or 1) - 1) / 12)
    return found


def round_years(low: float, high: float, most: int) -> list[int]:
    """At most `most` round years between two moments."""
    for step in YEAR_STEPS:
        years = list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))
        if len(years) <= most:
            return years
    return []
