"""The one table: work, seconds of each, ratios, goal, whether it is met, memory, agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.survey.agreement import Apart
from benchmarks.survey.tasks import TOOLS, Faster, Goal, Seconds, Task

HEADINGS = ("work", "ours s", "R s", "svy s", "× R", "× svy", "goal", "", "MiB ours", "R", "svy", "max rel. difference")


@dataclass(frozen=True, slots=True)
class Figure:
    """What one tool took for one task. `reason` says why there is no figure; a scaled one is an estimate by us."""

    seconds: float | None = None
    mebibytes: float | None = None
    reason: str = ""
    scaled: bool = False
    runs: tuple[float, ...] = ()
    told: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A task, its figures, and how far the tools are apart."""

    task: Task
    figures: dict[str, Figure]
    apart: tuple[Apart, ...]

    def ratio(self, peer: str) -> float | None:
        """How many times faster ours is."""
        ours, theirs = self.figures["ours"].seconds, self.figures[peer].seconds
        return theirs / ours if ours and theirs else None

    def verdict(self) -> str:
        """Met, missed (and which goal), or not judged (and why)."""
        if self.figures["ours"].seconds is None:
            return "not judged"
        judged = {str(goal): self._met(goal) for goal in self.task.goals}
        missed = [goal for goal, met in judged.items() if met is False]
        if missed:
            return "MISSED " + ", ".join(missed)
        open_ones = [goal for goal, met in judged.items() if met is None]
        if open_ones:
            return "not judged: " + ", ".join(open_ones)
        return "met"

    def _met(self, goal: Goal) -> bool | None:
        ours = self.figures["ours"]
        if isinstance(goal, Faster):
            ratio = self.ratio(goal.peer)
            return None if ratio is None else ratio >= goal.times
        value = ours.seconds if isinstance(goal, Seconds) else ours.mebibytes
        return None if value is None else value < goal.below


def show(lines: Sequence[Line]) -> None:
    """Prints it. A missed goal is marked and fails nothing: machines differ."""
    rows = [HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    left = {0, 6, 7, 11}
    for row in rows:
        cells = [
            text.ljust(width) if at in left else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
    for note in _notes(lines):
        print(note)


def _cells(line: Line) -> tuple[str, ...]:
    figures = [line.figures[tool] for tool in TOOLS]
    return (
        line.task.work,
        *(_seconds(figure) for figure in figures),
        *(_ratio(line.ratio(peer)) for peer in TOOLS[1:]),
        ", ".join(map(str, line.task.goals)),
        line.verdict(),
        *(f"{figure.mebibytes:,.0f}" if figure.mebibytes else "–" for figure in figures),
        _agreement(line),
    )


def _seconds(figure: Figure) -> str:
    if figure.seconds is None:
        return figure.reason if len(figure.reason) <= 16 else "failed"
    return f"{'≈ ' if figure.scaled else ''}{figure.seconds:.3f}"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}"


def _agreement(line: Line) -> str:
    """The worst of all pairs of tools; every pair is in the JSON."""
    if not line.apart:
        return "–"
    parts = [line.apart[0].pair + ":" if len(line.apart) == 1 else "all three:"]
    for name in ("estimate", "se", "limits"):
        known = [value for one in line.apart if (value := getattr(one, name)) is not None]
        if known and not (line.task.random_errors and name != "estimate"):
            parts.append(f"{name} {max(known):.0e}")
    unmatched = sum(one.unmatched for one in line.apart)
    return " ".join([*parts, *([f"UNMATCHED {unmatched}"] if unmatched else [])])


def _notes(lines: Sequence[Line]) -> list[str]:
    notes = [
        f"{line.task.key}, {tool}: {figure.reason}"
        for line in lines
        for tool, figure in line.figures.items()
        if len(figure.reason) > 16
    ]
    if any(figure.scaled for line in lines for figure in line.figures.values()):
        notes.append("≈ scaled by us from 42 of the 5,285 domains.")
    return notes
