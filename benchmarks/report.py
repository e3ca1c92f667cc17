"""One line a measurement: what, how much, the goal, and the ratio to the null case named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement. `null` is what the figure is held against (a peer, or doing the least possible work)."""

    what: str
    value: float
    unit: str
    goal: float
    null: str = ""
    null_value: float | None = None


def show(measurements: list[Measured]) -> None:
    """Prints the table. A missed goal is marked and fails nothing: machines differ."""
    for one in measurements:
        mark = "ok    " if one.value <= one.goal else "MISSED"
        ratio = f"  {one.value / one.null_value:8.2f} × {one.null}" if one.null_value else ""
        print(f"{mark} {one.what:<58} {one.value:>10.3f} {one.unit:<4} goal {one.goal:>8.3f}{ratio}")
