"""Finds moves without a solver: exchange two leaves in every dimension at once (a hypercube).

Take from each dimension two leaves a and b (or one alone). Adding t to the combinations of leaves with an even number
of b, and taking t from the others, changes a cell by t × the product over dimensions of (a is in its code) − (b is in
its code): nothing wherever, in some dimension, both or neither are in the code. All totals of all linked tables stay
true, because every one is a sum over leaves. The smallest such move has two cells in each dimension, hence the
hypercube method (Giessing & Repsilber 2002, in: Inference Control in Statistical Databases, LNCS 2316, 181–192); with
longer chains of codes it reaches across any depth.

A leaf that a table does not show, though it shows what the leaf is a part of, is a zero in it that everybody knows: no
cube may change it there (`shown.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from fairway.methods.disclosure.axes import TOTAL, Axis
from fairway.methods.disclosure.moves import NOBODY, TOLERANCE, Move, Need, gap
from fairway.methods.disclosure.shown import Lookup, Shown
from fairway.methods.disclosure.tables import TableSet

EXCHANGES = 4000
LIMITS = (40_000, 600_000)
LINKED_LIMITS = (10_000,)
"""Corners to look at. In linked tables what few corners do not find, a linear programme finds sooner than many."""
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

    def __len__(self) -> int:
        return len(self.length)

    def only(self, chosen: NDArray[np.bool_]) -> Exchanges:
        """Some of them, in the same order."""
        return Exchanges(self.codes[chosen], self.signs[chosen], self.length[chosen])

    def widest(self, most: int) -> int:
        """How many codes one of the first of them touches at most."""
        return int(self.length[min(most, len(self)) - 1])

    @property
    def reach_total(self) -> NDArray[np.bool_]:
        """Those that change the total of the dimension."""
        changed: NDArray[np.bool_] = ((self.codes == TOTAL) & (self.signs != 0)).any(axis=1)
        return changed


TOTAL_ALONE = Exchanges(np.full((1, 1), TOTAL), np.ones((1, 1), dtype=np.int8), np.ones(1, dtype=np.int64))
"""Some leaf of a dimension in which none of the tables that change shows more than the total."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """The exchanges in each dimension of cubes that change the same tables.

    Attributes:
        choices: One for each dimension.
        lookup: The way to the cells that they change.
    """

    choices: list[Exchanges]
    lookup: Lookup


class CubeSearch:
    """Looks for the cheapest hypercube that protects a cell.

    Args:
        tables: The cells.
        withheld: Cells that are withheld already: they cost nothing.
        extendable: Further cells may be withheld, at their cost; else only those withheld already may change.
    """

    def __init__(self, tables: TableSet, withheld: NDArray[np.bool_], *, extendable: bool) -> None:
        self.tables = tables
        self._shown = Shown(tables)
        free = withheld | (tables.suppressible if extendable else False)
        closed, ignored = [CLOSED], [np.inf]
        self._up = np.concatenate([np.where(free, tables.high - tables.value, CLOSED), closed, ignored])
        self._down = np.concatenate([np.where(free, tables.value - tables.low, CLOSED), closed, ignored])
        seen_through = (tables.respondent != NOBODY) * float(np.median(tables.cost))
        self._cost = np.concatenate([np.where(withheld, 0.0, tables.cost) + seen_through, [0.0, 0.0]])
        self._seen_through = seen_through
        self._weights = [leaf_weights(tables, at) for at in range(len(tables.axes))]
        self._known: dict[tuple[int, int], Exchanges] = {}
        self._crossed = np.array([table.crossed for table in tables.tables])
        self._whole = self._shown.over((True,) * len(tables.axes))

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
            regions = self._regions(self._possible(need))
            for limit in LIMITS if len(regions) == 1 else LINKED_LIMITS:
                found = [one for region in regions if (one := self._cheapest(need, region, limit, other))]
                for move, _ in sorted(found, key=lambda one: one[1]):
                    if gap(self.tables, move) <= TOLERANCE * need.amount:
                        return move
            return None
        finally:
            self._up[blocked], self._down[blocked] = kept_up, kept_down

    def _cheapest(self, need: Need, region: Region, limit: int, other: float) -> tuple[Move, float] | None:
        """The cheapest cube of a region, with its cost."""
        if _size(region.choices, 1) > limit:
            return None
        cells, signs = self._corners(region, limit)
        up, down = self._up[cells], self._down[cells]
        raised = signs > 0
        gains = np.where(raised, up, down).min(axis=1)
        losses = np.where(raised, down, up).min(axis=1)
        with_need, against = (gains, losses) if need.side > 0 else (losses, gains)
        fine = np.flatnonzero((with_need >= need.amount) & (against >= other))
        if not len(fine):
            return None
        cost = self._cost[cells[fine]].sum(axis=1)
        best = fine[np.argmin(cost)]
        real = cells[best] < len(self.tables)
        return Move(cells[best][real], signs[best][real] * float(need.side * need.amount)), float(cost.min())

    def _regions(self, choices: list[Exchanges]) -> list[Region]:
        """The exchanges, split by the linked tables that they change.

        An exchange that leaves the total of its dimension as it is changes those tables alone that cross the dimension.
        So the cubes are split by the dimensions whose totals they leave, and in each part the dimensions that none of
        its tables crosses drop out: in twelve linked tables over fifteen dimensions, three to five are left.
        """
        if len(self._crossed) == 1 or not choices:
            return [Region(choices, self._whole)] if choices else []
        found = []
        reach = [one.reach_total for one in choices]
        ways = [[flag for flag in (False, True) if (touched == flag).any()] for touched in reach]
        for way in product(*ways):
            changed_tables = self._crossed[:, ~np.array(way)].all(axis=1)
            crossed = tuple(bool(one) for one in np.logical_or.reduce(self._crossed[changed_tables], axis=0))
            changed = [
                one.only(touched == flag) if wanted else TOTAL_ALONE
                for one, touched, flag, wanted in zip(choices, reach, way, crossed, strict=True)
            ]
            found.append(Region(changed, self._shown.over(crossed)))
        return found

    def _possible(self, need: Need) -> list[Exchanges]:
        """The exchanges in each dimension that the cell's own row in this dimension allows; none: there is no cube."""
        places = self.tables.places
        key = int(places.codes[need.cell] @ places.strides)
        found = []
        for at, code in enumerate(places.codes[need.cell].tolist()):
            one = self._exchanges(at, code)
            cells = self._whole.at(key + (one.codes - code) * places.strides[at])
            cells = np.where(one.signs == 0, self._shown.unspoken, cells)
            room = np.where(one.signs * need.side > 0, self._up[cells], self._down[cells]).min(axis=1)
            fine = np.flatnonzero(room >= need.amount)
            if not len(fine):
                return []
            found.append(Exchanges(one.codes[fine], one.signs[fine], one.length[fine]))
        return found

    def _corners(self, region: Region, limit: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        """The cells at the corners of each hypercube (cubes × corners), and how each moves with the cell."""
        choices = region.choices
        most = max(len(one) for one in choices)
        while most > 1 and _size(choices, most) > limit:
            most = most * 3 // 4
        keys = np.zeros((1, 1), dtype=np.int64)
        signs = np.ones((1, 1), dtype=np.int8)
        for choice, stride in zip(choices, region.lookup.strides, strict=True):
            width = choice.widest(most)
            step = choice.codes[:most, :width] * stride
            sign = choice.signs[:most, :width]
            shape = (len(keys) * len(step), keys.shape[1] * width)
            keys = (keys[:, None, :, None] + step[None, :, None, :]).reshape(shape)
            signs = (signs[:, None, :, None] * sign[None, :, None, :]).reshape(shape)
        cells = region.lookup.at(keys)
        return np.where(signs == 0, self._shown.unspoken, cells), signs

    def _exchanges(self, at: int, code: int) -> Exchanges:
        found = self._known.get((at, code))
        if found is None:
            found = self._known[at, code] = exchanges(self.tables.axes[at], code, self._weights[at])
        return found


def _size(choices: list[Exchanges], most: int) -> int:
    size = 1
    for choice in choices:
        size *= min(most, len(choice)) * choice.widest(most)
    return size


def leaf_weights(tables: TableSet, at: int) -> NDArray[np.float64]:
    """How much lies in each leaf of a dimension, over all cells that show it."""
    axis = tables.axes[at]
    held = np.bincount(tables.places.codes[:, at], weights=np.abs(tables.value), minlength=len(axis.codes))
    return np.array([held[axis.number[leaf]] for leaf in axis.hierarchies[0].leaves], dtype=np.float64)
