"""The moves found so far, as proofs of every need that they serve.

Moves form a convex set that holds 0: a move times t is one as long as no cell leaves what everybody knows, and times −t
to the other side. So one move serves each cell that it changes, at any amount that fits, not only the one it was
sought for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.methods.disclosure.moves import NOBODY, TOLERANCE, Move, Need, gap
from fairway.methods.disclosure.tables import TableSet

NO_CELL = -1


@dataclass(frozen=True, slots=True)
class Step:
    """What a move does to one cell.

    Attributes:
        change: By how much it changes the cell, in the unit of the table.
        least: The move may be taken so many times at least (zero or negative); `most` at most.
        seen_by: The single respondents who see through it.
    """

    change: float
    least: float
    most: float
    seen_by: frozenset[int]

    def serves(self, need: Need) -> bool:
        """Whether some multiple of the move makes the cell differ by the amount needed."""
        times = need.side * need.amount * (1 - TOLERANCE) / self.change
        return self.least <= times <= self.most


class Certificates:
    """The moves of a set of tables, by the protected cells that they change.

    Args:
        tables: The cells.
    """

    def __init__(self, tables: TableSet) -> None:
        self._tables = tables
        self._steps: dict[int, list[Step]] = {}

    def add(self, move: Move, sought: int = NO_CELL) -> None:
        """Holds a move for the cell that it was sought for, and for every protected cell that it proves as well.

        Solvers work in floating point. What a move does to a cell is a proof where the move is wrong by at most
        `TOLERANCE` × that change, so a change that is the solver's noise is never taken many times for a proof.
        """
        error = max(gap(self._tables, move), _beyond(self._tables, move))
        changed = np.abs(move.change)
        sure = (changed > 0) & ((error <= TOLERANCE * changed) | (move.cells == sought))
        protected = np.flatnonzero(self._tables.primary[move.cells] & sure)
        if not len(protected):
            return
        least, most = times(self._tables, move, error)
        seen_by = move.respondents(self._tables)
        for cell, change in zip(move.cells[protected].tolist(), move.change[protected].tolist(), strict=True):
            self._steps.setdefault(cell, []).append(Step(change, least, most, seen_by))

    def serve(self, need: Need, against: int = NOBODY) -> bool:
        """Whether a move that a single respondent does not see through serves a need."""
        steps = self._steps.get(need.cell, ())
        return any(step.serves(need) and against not in step.seen_by for step in steps)

    def threats(self, need: Need) -> frozenset[int]:
        """The single respondents who see through every move that serves a need; the cell's own knows it anyway."""
        seen = [step.seen_by for step in self._steps.get(need.cell, ()) if step.serves(need)]
        if not seen:
            return frozenset()
        return frozenset.intersection(*seen) - {int(self._tables.respondent[need.cell])}


def times(tables: TableSet, move: Move, error: float = 0.0) -> tuple[float, float]:
    """How often a move may be taken, to the other side (zero or negative) and to its own, within the bounds.

    Args:
        tables: The cells.
        move: The move.
        error: By how much each change may be wrong.
    """
    size = np.abs(move.change)
    moving = size > error
    cells, rising, size = move.cells[moving], move.change[moving] > 0, size[moving] - error
    above, below = tables.high[cells] - tables.value[cells], tables.value[cells] - tables.low[cells]
    most = float((np.where(rising, above, below) / size).min(initial=np.inf))
    least = float((np.where(rising, below, above) / size).min(initial=np.inf))
    return -least, most


def _beyond(tables: TableSet, move: Move) -> float:
    """By how much a move, taken once, leaves what everybody knows."""
    after = tables.value[move.cells] + move.change
    over = np.maximum(after - tables.high[move.cells], tables.low[move.cells] - after)
    return float(over.max(initial=0.0))
