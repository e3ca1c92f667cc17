"""Every total = Σ parts of a set of linked tables, as one sparse system A x = 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from fairway.methods.disclosure.axes import NOT_A_PART, TOTAL, Axis
from fairway.methods.disclosure.errors import BadTable

ABSENT = -1
DENSE_LIMIT = 20_000_000
LARGEST = 2**62
ADDITIVE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each cell lies, and the way back: from codes to the cell.

    Attributes:
        codes: cells × dimensions: the number of the code; 0 is the total.
        strides: What one step in each dimension adds to a cell's key.
        keys: The keys of the cells, sorted; `order` are the cells in that order.
        dense: Cell at each key, where the table of all keys is small; else empty.
    """

    codes: NDArray[np.int64]
    strides: NDArray[np.int64]
    keys: NDArray[np.int64]
    order: NDArray[np.int64]
    dense: NDArray[np.int32]

    @classmethod
    def of(cls, codes: NDArray[np.int64], axes: Sequence[Axis]) -> Places:
        """The places of cells.

        Raises:
            BadTable: Where the dimensions have more combinations than a number can count.
        """
        sizes = [len(axis.codes) for axis in axes]
        if np.prod(np.array(sizes, dtype=float)) > LARGEST:
            raise BadTable("The tables have too many dimensions together.", advice="Protect them in fewer at a time.")
        strides = np.array([int(np.prod(sizes[at + 1 :], dtype=np.int64)) for at in range(len(sizes))], dtype=np.int64)
        keys = codes @ strides
        order = np.argsort(keys, kind="stable")
        count = int(np.prod(sizes, dtype=np.int64))
        dense = np.empty(0, dtype=np.int32)
        if count <= DENSE_LIMIT:
            dense = np.full(count, ABSENT, dtype=np.int32)
            dense[keys] = np.arange(len(keys), dtype=np.int32)
        return cls(codes, strides, keys[order], order, dense)

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """The cell at each key, or `ABSENT`."""
        if len(self.dense):
            return self.dense[keys].astype(np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.order[at], ABSENT)


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """One of the linked tables: the dimensions that it crosses, and the codes that it shows of each.

    Attributes:
        crossed: For each dimension: it is crossed here.
        shows: For each dimension: code numbers × bool; the total always.
    """

    crossed: tuple[bool, ...]
    shows: tuple[NDArray[np.bool_], ...]

    def holds(self, codes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a place is one of this table's. Codes: places × dimensions."""
        found = np.ones(len(codes), dtype=bool)
        for at, shows in enumerate(self.shows):
            found &= shows[codes[:, at]]
        return found

    def within(self, other: Crossing) -> bool:
        """Whether another table shows every code of this one, and so states every sum of it."""
        return all((theirs | ~mine).all() for mine, theirs in zip(self.shows, other.shows, strict=True))


def crossings(codes: NDArray[np.int64], axes: Sequence[Axis]) -> tuple[Crossing, ...]:
    """The tables among the rows: one for each combination of dimensions, unless a larger one shows all its codes.

    A margin of a table of groups can be a table of finer codes by itself: regions × sex beside counties × sex × age.

    Raises:
        BadTable: Where margins between a total and its cells are missing.
    """
    masks = [tuple(bool(one) for one in row) for row in np.unique(codes != TOTAL, axis=0)]
    largest = [one for one in masks if not any(_inside(one, other) and one != other for other in masks)]
    for whole in largest:
        _refuse_gaps(whole, masks, axes)
    found: list[Crossing] = []
    for mask in sorted(masks, key=sum, reverse=True):
        rows = codes[((codes != TOTAL) == np.array(mask)).all(axis=1)]
        shows = []
        for at, axis in enumerate(axes):
            shown = np.zeros(len(axis.codes), dtype=bool)
            shown[TOTAL] = True
            if mask[at]:
                shown[rows[:, at]] = True
            shows.append(shown)
        one = Crossing(mask, tuple(shows))
        if not any(one.within(other) for other in found):
            found.append(one)
    return tuple(found)


def _inside(one: tuple[bool, ...], other: tuple[bool, ...]) -> bool:
    return all(b or not a for a, b in zip(one, other, strict=True))


def _refuse_gaps(whole: tuple[bool, ...], masks: Sequence[tuple[bool, ...]], axes: Sequence[Axis]) -> None:
    known = set(masks)
    for mask in masks:
        if mask == whole or not _inside(mask, whole):
            continue
        steps = [tuple(b or at == d for at, b in enumerate(mask)) for d in range(len(mask)) if whole[d] and not mask[d]]
        if not any(step in known for step in steps):
            names = [" × ".join(axes[at].name for at, b in enumerate(step) if b) for step in steps]
            raise BadTable(
                f"The totals by {' × '.join(axes[at].name for at, b in enumerate(mask) if b) or 'nothing'} are given, "
                "but no margin between them and the cells.",
                advice=f"Add the rows by {' or by '.join(names)}: an intruder can add them up, so they count.",
            )


def additive(
    places: Places, value: NDArray[np.float64], tables: Sequence[Crossing], axes: Sequence[Axis]
) -> sparse.csr_array:
    """The system A x = 0: a row for each total and each way to add it up, −1 at the total and 1 at its parts.

    A total without a row of its own whose parts are all zero is a zero that everybody knows: its parts add to zero.
    """
    blocks: list[sparse.csr_array] = []
    for table in tables:
        members = np.flatnonzero(table.holds(places.codes))
        for at, axis in enumerate(axes):
            if not table.crossed[at]:
                continue
            shown = frozenset(code for code, here in zip(axis.codes, table.shows[at], strict=True) if here and code)
            several = [_block(places, value, members, at, parents) for parents in axis.parents(shown)]
            # Codes that different tables show of one margin need not make a whole: what does not add up tells nothing.
            blocks.extend(several if _largest(table, tables) else [_true(block, value) for block in several])
    if not blocks:
        return sparse.csr_array((0, len(value)))
    return _distinct(sparse.csr_array(sparse.vstack(blocks, format="csr")))


def _largest(table: Crossing, tables: Sequence[Crossing]) -> bool:
    return not any(_inside(table.crossed, other.crossed) for other in tables if other is not table)


def _true(block: sparse.csr_array, value: NDArray[np.float64]) -> sparse.csr_array:
    return block[np.flatnonzero(~untrue(block, value))]


def untrue(relations: sparse.csr_array, value: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The relations that do not hold, but for the last digits of the numbers."""
    wrong: NDArray[np.bool_] = np.abs(relations @ value) > ADDITIVE * np.maximum(abs(relations) @ np.abs(value), 1.0)
    return wrong


def _block(
    places: Places, value: NDArray[np.float64], members: NDArray[np.int64], at: int, parents: NDArray[np.int64]
) -> sparse.csr_array:
    codes = places.codes[members, at]
    part = parents[codes] != NOT_A_PART
    cells, codes = members[part], codes[part]
    keys = places.codes[cells] @ places.strides + (parents[codes] - codes) * places.strides[at]
    distinct, row = np.unique(keys, return_inverse=True)
    total = places.find(distinct)
    sums = np.bincount(row, weights=np.abs(value[cells]), minlength=len(distinct))
    kept = (total != ABSENT) | (sums == 0)
    with_total = np.flatnonzero(total != ABSENT)
    rows = np.concatenate([row, with_total])
    columns = np.concatenate([cells, total[with_total]])
    signs = np.concatenate([np.ones(len(cells)), -np.ones(len(with_total))])
    block = sparse.csr_array((signs, (rows, columns)), shape=(len(distinct), len(value)))
    return block[np.flatnonzero(kept)]


def _distinct(system: sparse.csr_array) -> sparse.csr_array:
    """Each relation once, however many tables or trees state it: found by its sum over random whole numbers."""
    label = np.random.default_rng(0).integers(1, 2**53, size=system.shape[1], dtype=np.int64)
    signature = np.add.reduceat(system.data.astype(np.int64) * label[system.indices], system.indptr[:-1])
    _, first = np.unique(signature, return_index=True)
    return sparse.csr_array(system[np.sort(first)])
