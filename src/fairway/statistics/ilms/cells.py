"""All cells of an additive table from one pass: margins and groups are added up from a table of cells × sampled units.

A survey asks an engine to group rows and to sum (`fairway.warehouse.surveys.grouping`), and estimates each domain from
its sums in each sampled unit. Here every cell of every margin is a domain of its own, numbered in the column `CELL`.
The finest cells are counted unit by unit into a dense array, and the others are sums along its axes: that costs a
fraction of ordering the rows anew for each margin. `Survey.estimate` with `margins` gives the same.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.methods.survey.arrays import Codes, Floats, Positions, run_starts
from fairway.methods.survey.cube import Cube
from fairway.methods.survey.plan import Condition, CubePlan, Moment
from fairway.warehouse.surveys.grouping import ColumnKind, Summed
from fairway.warehouse.surveys.memory import MemoryGrouping

Places: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
T = TypeVar("T", bound=np.generic)
CELL: Final = "cell"
BLOCK: Final = 1 << 19
"""Numbers of one dense array: they fit a cache."""
SPARSEST: Final = 20
"""Cells × units for each row, from which on ordering the rows is cheaper: where units are of a few persons."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of a table.

    Attributes:
        column: Of the finest codes, an Enum without nulls.
        codes: Those that occur.
        groups: Text → the places in `codes` of those in the group.
        total: Whether everybody is a cell too.
    """

    column: str
    codes: tuple[str, ...]
    groups: Mapping[str, Sequence[int]]
    total: bool

    @property
    def size(self) -> int:
        """How many codes occur."""
        return len(self.codes)

    @property
    def width(self) -> int:
        """Codes, groups and the total."""
        return self.size + len(self.groups) + int(self.total)

    def widened(self, sums: Floats, at: int) -> Floats:
        """The array with the groups and the total appended along an axis."""
        parts = [sums, *(sums.take(members, at).sum(at, keepdims=True) for members in self.groups.values())]
        if self.total:
            parts.append(sums.sum(at, keepdims=True))
        return np.concatenate(parts, at)


@dataclass(frozen=True, slots=True)
class _Members:
    """Those of a universe, in the order of their units.

    Attributes:
        rows: Their places; None where everybody is.
        leaf: Their units.
        weight: Their weights.
    """

    rows: Positions | None
    leaf: Codes
    weight: Floats

    def of(self, values: npt.NDArray[T]) -> npt.NDArray[T]:
        """Those of the values that are theirs."""
        return values if self.rows is None else values[self.rows]


class CellGrouping(MemoryGrouping):
    """A frame in memory that numbers the cells of a table, once it is told which.

    Args:
        frame: The persons.
    """

    def __init__(self, frame: pl.DataFrame | pl.LazyFrame) -> None:
        super().__init__(frame)
        self._axes: tuple[Axis, ...] = ()
        self._of: tuple[Condition, ...] = ()
        self._places: dict[str, Places] = {}
        self._groups: dict[tuple[str, str], Mapping[str, str]] = {}
        self._there: dict[tuple[str, tuple[Condition, ...]], tuple[str, ...]] = {}
        self._universes: dict[tuple[Condition, ...], _Members] = {}

    def of(self, axes: Sequence[Axis], where: Sequence[Condition]) -> CellGrouping:
        """The same rows as cells of a table of some of them."""
        other = copy(self)
        other._axes, other._of = tuple(axes), tuple(where)
        return other

    def suits(self, axes: Sequence[Axis]) -> bool:
        """Whether a dense array is worth its room."""
        cells = math.prod(one.width for one in axes)
        return cells * len(self._sound_units()) <= SPARSEST * self._height

    @property
    def columns(self) -> Mapping[str, ColumnKind]:
        """Every column with its kind."""
        return {**super().columns, CELL: "number"}

    def occurring(self, name: str, where: tuple[Condition, ...]) -> tuple[str, ...]:
        """The codes of an Enum that somebody has."""
        if (name, where) not in self._there:
            words = self.schema[name].categories  # type: ignore[attr-defined]
            count = np.bincount(self._members_of(where).of(self._physical(name)), minlength=len(words))
            self._there[name, where] = tuple(word for word, many in zip(words, count, strict=True) if many)
        return self._there[name, where]

    def group_of(self, name: str, group: str) -> Mapping[str, str]:
        """Code → its group, as the rows have them."""
        if (name, group) not in self._groups:
            fine, coarse = (list(self.schema[one].categories) for one in (name, group))  # type: ignore[attr-defined]
            place = np.full(len(fine), -1)
            place[self._physical(name)] = self._physical(group)
            self._groups[name, group] = {fine[at]: coarse[to] for at, to in enumerate(place.tolist()) if to >= 0}
        return self._groups[name, group]

    def _physical(self, name: str) -> Places:
        """The codes of an Enum as numbers, in the order of the units."""
        if name not in self._places:
            self._places[name] = self._column(name).to_physical().to_numpy()
        return self._places[name]

    def _members_of(self, where: tuple[Condition, ...]) -> _Members:
        """Who is in a universe."""
        if where not in self._universes:
            inside = self._universe(where)
            rows = None if inside.all() else np.flatnonzero(inside)
            found = _Members(rows, self._leaf, self._weight)
            if rows is not None:
                found = _Members(rows, found.of(self._leaf), found.of(self._weight))
            self._universes[where] = found
        return self._universes[where]

    def summed(self, plan: CubePlan, scored: Collection[Moment], whole: bool) -> Summed:
        """The cube of all cells in one part; any other plan as `MemoryGrouping` answers it."""
        if plan.by != (CELL,):
            return super().summed(plan, scored, whole)
        cell, unit, weight, rows = self._pairs()
        starts = run_starts(cell)
        live = cell[starts]
        dense = np.repeat(np.arange(len(live), dtype=np.int32), np.diff(np.append(starts, len(cell))))
        cube = Cube(
            self._sound_units(), pl.DataFrame({CELL: live}), dense, unit, {Moment(): weight}, {(): rows}
        )  # fmt: skip
        return Summed(cube.totals(), 1, iter((cube,)))

    def _pairs(self) -> tuple[Codes, Codes, Floats, Floats]:
        """Cells and units that meet, in this order; the sum of weights, and the number of respondents."""
        size = math.prod(one.width for one in self._axes)
        blocks = list(self._blocks(size))
        counts = np.array([np.bincount(block[0], minlength=size) for block in blocks])
        if len(blocks) == 1:
            return blocks[0]
        # Blocks follow one another within each cell: where a run of a block begins, by cell and then by block.
        ends = np.cumsum(counts.T).reshape(size, len(blocks)).T
        whole = (
            np.empty(counts.sum(), np.int32), np.empty(counts.sum(), np.int32),
            np.empty(counts.sum()), np.empty(counts.sum()),
        )  # fmt: skip
        for block, end, count in zip(blocks, ends, counts, strict=True):
            cell = block[0]
            place = (end - np.cumsum(count))[cell] + np.arange(len(cell))
            for one, part in zip(whole, block, strict=True):
                one[place] = part
        return whole

    def _blocks(self, size: int) -> Iterator[tuple[Codes, Codes, Floats, Floats]]:
        """The pairs of some units after those of others, each by cell and unit."""
        units, members = len(self._sound_units()), self._members_of(self._of)
        step = max(BLOCK // max(size, 1), 1)
        places = [self._among(one, members) for one in self._axes]
        for first in range(0, units, step):
            low, high = np.searchsorted(members.leaf, np.array([first, first + step], members.leaf.dtype))
            yield self._block(members, places, slice(low, high), first, min(step, units - first))

    def _among(self, axis: Axis, members: _Members) -> Places:
        """The place of each member's code among those that occur."""
        words = self.schema[axis.column].categories.to_list()  # type: ignore[attr-defined]
        place = np.zeros(len(words), np.uint16)
        place[[words.index(code) for code in axis.codes]] = np.arange(axis.size)
        return place[members.of(self._physical(axis.column))]

    def _block(
        self, members: _Members, places: Sequence[Places], rows: slice, first: int, units: int
    ) -> tuple[Codes, Codes, Floats, Floats]:
        key = np.zeros(rows.stop - rows.start, np.int64)
        for one, place in zip(self._axes, places, strict=True):
            key *= one.size
            key += place[rows]
        key *= units
        key += members.leaf[rows]
        key -= first
        shape = (*(one.size for one in self._axes), units)
        cells = math.prod(shape)
        sums: Floats = np.bincount(key, members.weight[rows], cells).astype(np.float64, copy=False).reshape(shape)
        count: Floats = np.bincount(key, minlength=cells).astype(np.float64).reshape(shape)
        for at, one in enumerate(self._axes):
            sums, count = one.widened(sums, at), one.widened(count, at)
        count = count.reshape(-1)
        there = np.flatnonzero(count)
        cell = (there // units).astype(np.int32)
        unit = (there - cell.astype(np.int64) * units + first).astype(np.int32)
        return cell, unit, sums.reshape(-1)[there], count[there]


def labels(axes: Sequence[Axis], names: Sequence[str], cells: pl.Series) -> pl.DataFrame:
    """The codes of numbered cells.

    Args:
        axes: Of the table.
        names: Of its dimensions.
        cells: Their numbers.

    Returns:
        One column a dimension, as text; null: summed over.
    """
    rest = cells.to_numpy()
    found = []
    for one, name in zip(reversed(axes), reversed(names), strict=True):
        words = pl.Series([*one.codes, *one.groups, *([None] * one.total)], dtype=pl.String)
        found.append(words.gather(rest % one.width).alias(name))
        rest = rest // one.width
    return pl.DataFrame(reversed(found))
