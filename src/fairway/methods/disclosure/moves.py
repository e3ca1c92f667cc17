"""Moves: changes of suppressed cells that leave every published total as it is.

A move d with A d = 0 that is zero outside the suppressed cells and keeps x + d within what everybody knows is a second
table that looks exactly like the true one. It proves that an intruder cannot exclude x + d, without any solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fairway.methods.disclosure.tables import TableSet

TOLERANCE = 1e-6
NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A change of some cells.

    Attributes:
        cells: Which cells change.
        change: By how much, in the unit of the table.
    """

    cells: NDArray[np.int64]
    change: NDArray[np.float64]

    def at(self, cell: int) -> float:
        """By how much one cell changes."""
        return float(self.change[self.cells == cell].sum())

    def respondents(self, tables: TableSet) -> frozenset[int]:
        """The single respondents who see that this is not the true table, since their own value changes."""
        return frozenset(tables.respondent[self.cells].tolist()) - {NOBODY}


@dataclass(frozen=True, slots=True)
class Need:
    """What must be possible in an intruder's eyes: that `cell` is `amount` more (side 1) or less (side −1)."""

    cell: int
    side: int
    amount: float


def needs(tables: TableSet) -> list[Need]:
    """Everything that the protected cells of the tables need, those that need most first."""
    found = []
    for cell in np.flatnonzero(tables.primary).tolist():
        for side, amount in ((1, float(tables.up[cell])), (-1, float(tables.down[cell]))):
            if amount > 0:
                found.append(Need(cell, side, amount))
    return sorted(found, key=lambda need: (-need.amount, need.cell, -need.side))


def milder(tables: TableSet, need: Need, respondent: int) -> Need:
    """What a need comes to for a single respondent: a total that he is in cannot seem lower than what he gave."""
    if need.side > 0:
        return need
    own = np.flatnonzero(tables.respondent == respondent)
    part = np.ones(len(own), dtype=bool)
    for at, axis in enumerate(tables.axes):
        inside = axis.inside[tables.places.codes[own, at]]
        part &= ~(inside & ~axis.inside[tables.places.codes[need.cell, at]]).any(axis=1)
    given = float(tables.value[own[part]].max(initial=-np.inf))
    least = max(given, float(tables.value[need.cell]) - need.amount)
    return Need(need.cell, need.side, float(tables.value[need.cell]) - least)


def confirmed(tables: TableSet, withheld: NDArray[np.bool_], moves: Sequence[Move]) -> NDArray[np.bool_]:
    """Whether each move is one, by the definition: only withheld cells, nothing published changes, bounds are kept.

    Tolerance: a total may change by `TOLERANCE` × the largest change in the move (solvers work in floating point).
    """
    if not moves:
        return np.empty(0, dtype=bool)
    size = np.array([len(move.cells) for move in moves])
    owner = np.repeat(np.arange(len(moves)), size)
    cells = np.concatenate([move.cells for move in moves])
    change = np.concatenate([move.change for move in moves])
    largest = np.zeros(len(moves))
    np.maximum.at(largest, owner, np.abs(change))
    slack = TOLERANCE * largest[owner]
    after = tables.value[cells] + change
    kept = withheld[cells] & (after >= tables.low[cells] - slack) & (after <= tables.high[cells] + slack)
    good = np.ones(len(moves), dtype=bool)
    np.logical_and.at(good, owner, kept)
    distinct, row = np.unique(cells, return_inverse=True)
    changes = sparse.csr_array((change, (row, owner)), shape=(len(distinct), len(moves)))
    shift = abs(sparse.csc_array(tables.columns[:, distinct] @ changes))
    worst = shift.max(axis=0).toarray().ravel() if shift.shape[0] else np.zeros(len(moves))
    return good & (worst <= TOLERANCE * largest)


def gap(tables: TableSet, move: Move) -> float:
    """By how much a move changes the total that it changes most, in the unit of the table: 0 where it is one."""
    columns = tables.columns
    first = columns.indptr[move.cells].astype(np.int64)
    count = columns.indptr[move.cells + 1] - first
    entries = np.repeat(first - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
    if not len(entries):
        return 0.0
    rows = columns.indices[entries]
    change = columns.data[entries] * np.repeat(move.change, count)
    order = np.argsort(rows, kind="stable")
    starts = np.flatnonzero(np.diff(rows[order], prepend=-1))
    return float(np.abs(np.add.reduceat(change[order], starts)).max())
