"""Finds moves without a solver: exchange two leaves in every dimension at once (a hypercube).

Take from each dimension two leaves a and b (or one alone). Adding t to the combinations of leaves with an even number
of b, and taking t from the others, changes a cell by t × the product over dimensions of (a is in its code) − (b is in
its code): nothing wherever, in some dimension, both or neither are in the code. All totals of all linked tables stay
true, because every one is a sum over leaves. The smallest such move has two cells in each dimension, hence the
hypercube method (Giessing & Repsilber 2002, in: Inference Control in Statistical Databases, LNCS 2316, 181–192); with
longer chains of codes it reaches across any depth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from fairway.methods.disclosure.axes import Axis
from fairway.methods.disclosure.moves import NOBODY, Move, Need
from fairway.methods.disclosure.relations import ABSENT, Crossing
from fairway.methods.disclosure.tables import TableSet

EXCHANGES = 4000
LIMITS = (40_000, 600_000)
CLOSED = -1.0


@dataclass(frozen=True, slots=True, eq=False)
class Exchanges:
    """For one code of a dimension: the exchanges that raise it by one, those touching fewest codes first.

    Attributes:
        codes: exchanges × codes touched, padded with 0.
        signs: Likewise: 1, −1, and 0 for padding.
        length: How many codes each touches.
    """

    codes: NDArray[np.int64]
    signs: NDArray[np.int8]
    length: NDArray[np.int64]


def exchanges(axis: Axis, code: int, weight: NDArray[np.float64]) -> Exchanges:
    """The exchanges of leaves that raise a code by one. Weight: how much lies in each leaf: fuller ones first."""
    within = np.flatnonzero(axis.inside[code])
    outside = np.flatnonzero(~axis.inside[code])
    steps = axis.inside.astype(np.int8)
    raised = np.concatenate([np.repeat(within, len(outside)), within])
    lowered = np.concatenate([np.tile(outside, len(within)), np.full(len(within), -1)])
    less = np.concatenate([steps, np.zeros((len(steps), 1), dtype=np.int8)], axis=1)
    change = steps[:, raised] - less[:, lowered]
    length = (change != 0).sum(axis=0)
    fullness = weight[raised] + np.append(weight, 0.0)[lowered]
    best = np.lexsort((-fullness, length))[:EXCHANGES]
    widest = int(length[best].max())
    codes = np.zeros((len(best), widest), dtype=np.int64)
    signs = np.zeros((len(best), widest), dtype=np.int8)
    for row, at in enumerate(best):
        touched = np.flatnonzero(change[:, at])
        codes[row, : len(touched)] = touched
        signs[row, : len(touched)] = change[touched, at]
    return Exchanges(codes, signs, length[best].astype(np.int64))


class CubeSearch:
    """Looks for the cheapest hypercube that protects a cell.

    Args:
        tables: The cells.
        withheld: Cells that are withheld already: they cost nothing.
        extendable: Further cells may be withheld, at their cost; else only those withheld already may change.
    """

    def __init__(self, tables: TableSet, withheld: NDArray[np.bool_], *, extendable: bool) -> None:
        self.tables = tables
        count = len(tables)
        self._structural, self._ignored = count, count + 1
        free = withheld | (tables.suppressible if extendable else False)
        closed, ignored = [CLOSED], [np.inf]
        self._up = np.concatenate([np.where(free, tables.high - tables.value, CLOSED), closed, ignored])
        self._down = np.concatenate([np.where(free, tables.value - tables.low, CLOSED), closed, ignored])
        seen_through = (tables.respondent != NOBODY) * float(np.median(tables.cost))
        self._cost = np.concatenate([np.where(withheld, 0.0, tables.cost) + seen_through, [0.0, 0.0]])
        self._seen_through = seen_through
        self._weights = [leaf_weights(tables, at) for at in range(len(tables.axes))]
        self._known: dict[tuple[int, int], Exchanges] = {}
        self._map = self._dense_map()

    def withhold(self, cells: NDArray[np.int64]) -> None:
        """From now on these cells cost nothing."""
        self._cost[cells] = self._seen_through[cells]

    def find(self, need: Need, against: int = NOBODY, *, other: float = 0.0) -> Move | None:
        """The cheapest hypercube that serves a need.

        Args:
            need: What must be possible.
            against: A single respondent who must not see through it.
            other: How far the same cells must be able to move to the other side too (0: need not).
        """
        blocked = np.flatnonzero(self.tables.respondent == against) if against != NOBODY else np.empty(0, np.int64)
        kept_up, kept_down = self._up[blocked], self._down[blocked]
        self._up[blocked] = self._down[blocked] = CLOSED
        try:
            choices = self._possible(need)
            for limit in LIMITS if choices else ():
                cells, signs = self._corners(choices, limit)
                if (found := self._best(need, cells, signs, other)) is not None:
                    return found
            return None
        finally:
            self._up[blocked], self._down[blocked] = kept_up, kept_down

    def _best(self, need: Need, cells: NDArray[np.int64], signs: NDArray[np.int8], other: float) -> Move | None:
        up, down = self._up[cells], self._down[cells]
        raised = signs > 0
        gains = np.where(raised, up, down).min(axis=1)
        losses = np.where(raised, down, up).min(axis=1)
        with_need, against = (gains, losses) if need.side > 0 else (losses, gains)
        fine = np.flatnonzero((with_need >= need.amount) & (against >= other))
        if not len(fine):
            return None
        best = fine[np.argmin(self._cost[cells[fine]].sum(axis=1))]
        real = cells[best] < self._structural
        return Move(cells[best][real], signs[best][real] * float(need.side * need.amount))

    def _possible(self, need: Need) -> list[Exchanges]:
        """The exchanges in each dimension that the cell's own row in this dimension allows; none: there is no cube."""
        places = self.tables.places
        key = int(places.codes[need.cell] @ places.strides)
        found = []
        for at, code in enumerate(places.codes[need.cell].tolist()):
            one = self._exchanges(at, code)
            cells = self._cells_at(key + (one.codes - code) * places.strides[at])
            cells = np.where(one.signs == 0, self._ignored, cells)
            room = np.where(one.signs * need.side > 0, self._up[cells], self._down[cells]).min(axis=1)
            fine = np.flatnonzero(room >= need.amount)
            if not len(fine):
                return []
            found.append(Exchanges(one.codes[fine], one.signs[fine], one.length[fine]))
        return found

    def _corners(self, choices: list[Exchanges], limit: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        """The cells at the corners of each hypercube (cubes × corners), and how each moves with the cell."""
        places = self.tables.places
        most = max(len(one.length) for one in choices)
        while most > 1 and _size(choices, most) > limit:
            most = most * 3 // 4
        keys = np.zeros((1, 1), dtype=np.int64)
        signs = np.ones((1, 1), dtype=np.int8)
        for choice, stride in zip(choices, places.strides, strict=True):
            width = int(choice.length[:most].max())
            step = choice.codes[:most, :width] * stride
            sign = choice.signs[:most, :width]
            shape = (len(keys) * len(step), keys.shape[1] * width)
            keys = (keys[:, None, :, None] + step[None, :, None, :]).reshape(shape)
            signs = (signs[:, None, :, None] * sign[None, :, None, :]).reshape(shape)
        cells = self._cells_at(keys)
        return np.where(signs == 0, self._ignored, cells), signs

    def _exchanges(self, at: int, code: int) -> Exchanges:
        found = self._known.get((at, code))
        if found is None:
            found = self._known[at, code] = exchanges(self.tables.axes[at], code, self._weights[at])
        return found

    def _cells_at(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        if len(self._map):
            return self._map[keys].astype(np.int64)
        places = self.tables.places
        found = places.find(keys.ravel())
        absent = np.flatnonzero(found == ABSENT)
        sizes = np.array([len(axis.codes) for axis in self.tables.axes])
        codes = (keys.ravel()[absent, None] // places.strides[None, :]) % sizes[None, :]
        inside = reduce(np.logical_or, (table.holds(codes) for table in self.tables.tables))
        found[absent] = np.where(inside, self._structural, self._ignored)
        return found.reshape(keys.shape)

    def _dense_map(self) -> NDArray[np.int32]:
        dense = self.tables.places.dense
        if not len(dense):
            return dense
        inside = reduce(np.logical_or, (_everywhere(table) for table in self.tables.tables))
        absent = np.where(inside, np.int32(self._structural), np.int32(self._ignored))
        return np.where(dense == ABSENT, absent, dense)


def _everywhere(table: Crossing) -> NDArray[np.bool_]:
    found = np.ones(1, dtype=bool)
    for shows in table.shows:
        found = (found[:, None] & shows[None, :]).ravel()
    return found


def _size(choices: list[Exchanges], most: int) -> int:
    size = 1
    for choice in choices:
        size *= min(most, len(choice.length)) * int(choice.length[:most].max())
    return size


def leaf_weights(tables: TableSet, at: int) -> NDArray[np.float64]:
    """How much lies in each leaf of a dimension, over all cells that show it."""
    axis = tables.axes[at]
    held = np.bincount(tables.places.codes[:, at], weights=np.abs(tables.value), minlength=len(axis.codes))
    return np.array([held[axis.number[leaf]] for leaf in axis.hierarchies[0].leaves], dtype=np.float64)
