"""What lies at each place of linked tables: a cell, a zero that everybody knows, or nothing that a table speaks of.

A table that shows a group with some of its parts says that the parts it does not show are zero. A table that shows the
group alone says nothing of its parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from fairway.methods.disclosure.axes import TOTAL, Axis
from fairway.methods.disclosure.relations import ABSENT
from fairway.methods.disclosure.tables import TableSet

TABLES_IN_WORD = 64
DENSE_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """From keys to what lies there, over some of the dimensions: in the others it knows the total alone.

    Attributes:
        strides: What one step in each dimension adds to a key; 0 in a dimension that is left out.
        dense: What lies at each key; empty where there are too many, and `shown` is asked instead.
        shown: The tables.
    """

    strides: NDArray[np.int64]
    dense: NDArray[np.int32]
    shown: Shown

    def at(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """The cell at each key, or `shown.zero`, or `shown.unspoken`."""
        return (
            self.dense[keys].astype(np.int64) if len(self.dense) else self.shown.find(keys.ravel()).reshape(keys.shape)
        )


class Shown:
    """What lies at the places of linked tables.

    Attributes:
        zero: The number that stands for a zero that everybody knows: one above those of the cells.
        unspoken: The number that stands for a place that no table speaks of.

    Args:
        tables: The linked tables.
    """

    def __init__(self, tables: TableSet) -> None:
        self.zero, self.unspoken = len(tables), len(tables) + 1
        self._places = tables.places
        self._lookups: dict[tuple[bool, ...], Lookup] = {}
        self._spoken_of = [
            np.column_stack([_of_table(axis, table.shows[at], crossed=table.crossed[at]) for table in tables.tables])
            for at, axis in enumerate(tables.axes)
        ]
        self._words = [_packed(one) for one in self._spoken_of]

    def over(self, dimensions: tuple[bool, ...]) -> Lookup:
        """The way from keys to cells for places that are totals in all other dimensions."""
        if dimensions not in self._lookups:
            self._lookups[dimensions] = self._lookup(np.array(dimensions))
        return self._lookups[dimensions]

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """What lies at each key over all dimensions."""
        found = self._places.find(keys)
        absent = np.flatnonzero(found == ABSENT)
        spoken = np.full((len(absent), self._words[0].shape[1]), ~np.uint64(0))
        for words, stride in zip(self._words, self._places.strides.tolist(), strict=True):
            spoken &= words[(keys[absent] // stride) % len(words)]
        found[absent] = np.where(spoken.any(axis=1), self.zero, self.unspoken)
        return found

    def _lookup(self, wanted: NDArray[np.bool_]) -> Lookup:
        sizes = np.where(wanted, [len(one) for one in self._words], 1)
        whole = bool(wanted.all())
        if np.prod(sizes, dtype=float) > DENSE_LIMIT and not (whole and len(self._places.dense)):
            return Lookup(self._places.strides, np.empty(0, dtype=np.int32), self)
        after = np.append(np.cumprod(sizes[::-1])[::-1][1:], 1)
        strides = np.where(wanted, after, 0)
        shows = [one[:size] for one, size in zip(self._spoken_of, sizes.tolist(), strict=True)]
        spoken = reduce(np.logical_or, (_crossing([one[:, at] for one in shows]) for at in range(shows[0].shape[1])))
        dense = np.where(spoken, np.int32(self.zero), np.int32(self.unspoken))
        within = np.flatnonzero((self._places.codes[:, ~wanted] == TOTAL).all(axis=1))
        dense[self._places.codes[within] @ strides] = within
        return Lookup(strides, dense, self)


def _crossing(shows: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return reduce(lambda found, one: (found[:, None] & one[None, :]).ravel(), shows, np.ones(1, dtype=bool))


def _of_table(axis: Axis, shows: NDArray[np.bool_], *, crossed: bool) -> NDArray[np.bool_]:
    """The codes that a table shows of a dimension, and the leaves that it says are zero."""
    found = shows.copy()
    if not crossed:
        return found
    leaves = [axis.number[leaf] for leaf in axis.hierarchies[0].leaves]
    seen = frozenset(code for code, here in zip(axis.codes, shows, strict=True) if here and code)
    for up in axis.parents(seen):
        parts = np.flatnonzero(shows & (up >= 0))
        finest = np.setdiff1d(parts, up[parts])
        if len(finest):
            found[leaves] |= ~axis.inside[finest].any(axis=0)
    return found


def _packed(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Codes × tables as bits: codes × words."""
    width = -(-flags.shape[1] // TABLES_IN_WORD) * TABLES_IN_WORD
    padded = np.zeros((len(flags), width), dtype=bool)
    padded[:, : flags.shape[1]] = flags
    return np.packbits(padded, axis=1).view(np.uint64)
