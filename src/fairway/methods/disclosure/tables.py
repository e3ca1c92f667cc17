"""One or several linked tables over the same microdata as one set of cells: a cell in two tables is one variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from fairway.methods.disclosure.axes import Axis, axis_of
from fairway.methods.disclosure.columns import flag_of, level_of, number_of
from fairway.methods.disclosure.errors import BadTable, NotAdditive
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.relations import Crossing, Places, additive, crossings, untrue

Zeros = Literal["published", "suppressible"]
Kind = Literal["count", "magnitude"]
DEFAULT_SHARE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class TableSet:
    """The cells of linked tables, what is known of each, and how they add up.

    Attributes:
        frame: The rows given, one for each cell, in the order of the arrays below.
        axes: The dimensions.
        tables: Which dimensions each of the linked tables crosses.
        places: Where each cell lies.
        relations: A of A x = 0 (relations × cells); `columns` is the same, ready to be asked for some cells.
        value: The cell's value, in the unit of the table.
        primary: The cell must be protected.
        down: How far below its value an intruder must think it possible (already no lower than everybody knows).
        up: How far above.
        low: What everybody knows the value cannot be below; `high` above.
        suppressible: The cell may be withheld.
        cost: Information lost when the cell is withheld.
        respondent: Cells with one and the same single respondent have one number; −1: several respondents or unknown.
    """

    frame: pl.DataFrame
    axes: tuple[Axis, ...]
    tables: tuple[Crossing, ...]
    places: Places
    relations: sparse.csr_array
    columns: sparse.csc_array
    value: NDArray[np.float64]
    primary: NDArray[np.bool_]
    down: NDArray[np.float64]
    up: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    suppressible: NDArray[np.bool_]
    cost: NDArray[np.float64]
    respondent: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.value)

    def name(self, cell: int) -> str:
        """The cell in words: “region north, size small”."""
        said = [
            f"{axis.name} {axis.codes[code]}"
            for axis, code in zip(self.axes, self.places.codes[cell], strict=True)
            if axis.codes[code] is not None
        ]
        return ", ".join(said) or "the grand total"

    @classmethod
    def of(
        cls,
        frame: pl.DataFrame,
        dimensions: Sequence[str],
        *,
        value: str,
        hierarchies: Mapping[str, Hierarchy | Sequence[Hierarchy]] | None = None,
        kind: Kind = "count",
        primary: str | None = None,
        contributors: str | None = None,
        lower: str | float | None = None,
        upper: str | float | None = None,
        forced: str | None = None,
        cost: str | None = None,
        floor: str | float | None = None,
        ceiling: str | float | None = None,
        zeros: Zeros = "published",
    ) -> TableSet:
        """The cells of tidy rows.

        A margin is a row with a null in the dimension that is summed over. Rows that cross different dimensions are
        linked tables: region × size and region × sector in one frame share their rows by region, which are given once.
        A hierarchy's groups are rows with the group's code. A combination without a row is a zero that everybody knows.

        Args:
            frame: One row for each cell; further columns are kept (and withheld with their cell at publication).
            dimensions: The columns with codes.
            value: The column of the additive value: a count, a weighted total, an amount.
            hierarchies: The code tree, or several trees over the same leaves, of a dimension; else its codes are flat.
            kind: What the value is; it decides the bounds and levels below that are not given.
            primary: Boolean column: the cell must be protected. Without: none must.
            contributors: Column with the unweighted number of respondents. Where it is 1, the respondent knows the
                cell, and the pattern must hold against him too. Without it, a count of 1 is taken for one respondent.
            lower: How far below its value a protected cell must seem possible: a column, or one number. Default: 1 for
                counts, 10 % of the value for magnitudes.
            upper: Likewise above.
            forced: Boolean column: the cell must be published.
            cost: Column with the information lost by withholding the cell. Default: 1 + ln(1 + |value|).
            floor: What everybody knows the value is not below: a column or a number. Default: 0, and 1 for counts when
                zeros are published, since then nobody takes a withheld cell for empty (sdcTools/UserSupport #135).
            ceiling: Likewise above; default none.
            zeros: “published”: an empty cell is never withheld; “suppressible”: it may be.

        Raises:
            BadTable: A column is missing or holds null or text, a code is unknown, a cell comes twice, or a cell is
                both protected and forced.
            NotAdditive: A total is not the sum of its parts.
        """
        rows, axes, codes = _placed(frame, dimensions, hierarchies or {})
        amount = number_of(rows, value)
        secret = flag_of(rows, primary)
        must_show = flag_of(rows, forced)
        tables = crossings(codes, axes)
        places = Places.of(codes, axes)
        relations = additive(places, amount, tables, axes)
        empty_shown = zeros == "published" and not bool((secret & (amount == 0)).any())
        least = level_of(rows, floor, np.where(empty_shown & (kind == "count") & (amount > 0), 1.0, 0.0))
        low = _implied(least, relations)
        high = level_of(rows, ceiling, np.full(len(amount), np.inf))
        usual = np.ones(len(amount)) if kind == "count" else _share(amount)
        found = cls(
            frame=rows,
            axes=axes,
            tables=tables,
            places=places,
            relations=relations,
            columns=sparse.csc_array(relations),
            value=amount,
            primary=secret,
            down=np.where(secret, np.minimum(level_of(rows, lower, usual), amount - low), 0.0),
            up=np.where(secret, np.minimum(level_of(rows, upper, usual), high - amount), 0.0),
            low=low,
            high=high,
            suppressible=~must_show & ((amount != 0) | secret | (zeros == "suppressible")),
            cost=level_of(rows, cost, 1 + np.log1p(np.abs(amount))),
            respondent=_respondents(_single(rows, contributors, amount, kind), relations),
        )
        found._check(must_show)
        return found

    def _check(self, must_show: NDArray[np.bool_]) -> None:
        if both := np.flatnonzero(self.primary & must_show).tolist():
            raise BadTable(
                f"{len(both)} cells must be protected and are forced to be published: {self._some(both)}.",
                advice="Drop one of the two marks for each of them.",
                details={"cells": [self.name(cell) for cell in both]},
            )
        if outside := np.flatnonzero((self.value < self.low) | (self.value > self.high)).tolist():
            raise BadTable(
                f"{len(outside)} cells lie outside the bounds that everybody is said to know: {self._some(outside)}.",
                advice="Values may be negative only with a `floor`; give it as a number or a column.",
            )
        if len(wrong := np.flatnonzero(untrue(self.relations, self.value))):
            totals = [self._total_of(int(row)) for row in wrong]
            raise NotAdditive(
                f"{len(wrong)} totals are not the sum of their parts: {self._some(totals)}.",
                advice="Give the values before rounding, with all parts of each total; rates and means are not "
                "additive: protect the counts behind them.",
                details={"cells": [self.name(cell) for cell in dict.fromkeys(totals)]},
            )

    def _total_of(self, row: int) -> int:
        start, stop = self.relations.indptr[row : row + 2]
        at = int(np.argmin(self.relations.data[start:stop]))
        return int(self.relations.indices[start + at])

    def _some(self, cells: Sequence[int]) -> str:
        shown = "; ".join(self.name(cell) for cell in list(dict.fromkeys(cells))[:5])
        return f"{shown} …" if len(set(cells)) > 5 else shown


def _placed(
    frame: pl.DataFrame, dimensions: Sequence[str], hierarchies: Mapping[str, Hierarchy | Sequence[Hierarchy]]
) -> tuple[pl.DataFrame, tuple[Axis, ...], NDArray[np.int64]]:
    if absent := [name for name in (*dimensions, *hierarchies) if name not in frame.columns or name not in dimensions]:
        raise BadTable(
            f"The table has no dimension {', '.join(absent)}.", advice=f"Its columns are {', '.join(frame.columns)}."
        )
    if not dimensions or frame.is_empty():
        raise BadTable("The table has no cells.", advice="Give at least one dimension and one row.")
    axes, columns = [], []
    for name in dimensions:
        held = frame[name].cast(pl.String)
        axis = axis_of(name, held.drop_nulls().unique(maintain_order=True).to_list(), hierarchies.get(name))
        number: dict[str | None, int] = dict(axis.number)
        number |= {tree.total: 0 for tree in axis.hierarchies if tree.total is not None}
        if unknown := sorted(set(held.drop_nulls().unique()) - number.keys()):
            raise BadTable(
                f"{len(unknown)} codes of {name} are not in its hierarchy: {', '.join(unknown[:5])}.",
                advice="Add them to the hierarchy, or recode the rows.",
            )
        columns.append(np.array([number[code] for code in held.to_list()], dtype=np.int64))
        axes.append(axis)
    codes = np.column_stack(columns)
    if (twice := len(codes) - len(np.unique(codes, axis=0))) > 0:
        raise BadTable(
            f"{twice} cells come more than once.",
            advice="Give each cell one row; a margin that two tables share is given once.",
        )
    return frame, tuple(axes), codes


def _implied(low: NDArray[np.float64], relations: sparse.csr_array) -> NDArray[np.float64]:
    """A total is at least the sum of what its parts are known to be at least."""
    entries = sparse.coo_array(relations)
    totals = np.flatnonzero(entries.data < 0)
    row, total = entries.coords[0][totals], entries.coords[1][totals]
    parts = relations.maximum(0)
    parts.eliminate_zeros()
    found = low.copy()
    while True:
        before = found.copy()
        np.maximum.at(found, total, (parts @ found)[row])
        if (found == before).all():
            return found


def _share(amount: NDArray[np.float64]) -> NDArray[np.float64]:
    size = np.abs(amount)
    smallest = float(size[size > 0].min()) if (size > 0).any() else 1.0
    return DEFAULT_SHARE * np.where(size > 0, size, smallest)


def _single(rows: pl.DataFrame, contributors: str | None, amount: NDArray[np.float64], kind: Kind) -> NDArray[np.bool_]:
    if contributors is not None:
        return np.equal(number_of(rows, contributors), 1)
    return np.equal(amount, 1) & (kind == "count")


def _respondents(single: NDArray[np.bool_], relations: sparse.csr_array) -> NDArray[np.int64]:
    """A total of one respondent and its part of one respondent have the same: one number for both."""
    cells = np.flatnonzero(single)
    found = np.full(len(single), -1, dtype=np.int64)
    if not len(cells):
        return found
    within = sparse.csr_array(relations[:, cells])
    with_total = np.flatnonzero((within < 0).sum(axis=1) > 0)
    links = sparse.csr_array(abs(within[with_total]))
    found[cells] = connected_components(sparse.csr_array(links.T @ links), directed=False)[1]
    return found
