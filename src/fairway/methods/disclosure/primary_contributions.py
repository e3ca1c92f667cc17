"""Who contributes how much to each cell: the summary on which the primary rules decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.methods.disclosure.errors import DisclosureFault

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

KEPT = 3
"""How many of the largest contributions of a cell are kept."""

AMOUNTS = tuple(f"largest_{rank}" for rank in range(1, KEPT + 1))
WEIGHTS = tuple(f"weight_{rank}" for rank in range(1, KEPT + 1))

_OWN = ("n", "total", *AMOUNTS, *WEIGHTS)


class UnusableContributions(DisclosureFault):
    """Contributions that are missing, negative or not numbers: no rule can judge a cell that holds them."""

    slug = "unusable-contributions"


@dataclass(frozen=True)
class Contributions:
    """The cells of a table as arrays, in the order of the frame they came from.

    Attributes:
        frame: The summary itself, one row a cell.
        n: Contributors, unweighted (cells).
        total: The cell's published amount, weighted (cells).
        amounts: The largest contributions, unweighted, largest first; 0 where there is none (cells × 3).
        weights: How many units of the population each of them stands for, never below 1 (cells × 3).
    """

    frame: pl.DataFrame
    n: npt.NDArray[np.int64]
    total: Floats
    amounts: Floats
    weights: Floats

    @property
    def largest(self) -> Floats:
        """The largest single contribution of each cell (cells)."""
        return self.amounts[:, 0]

    def top(self, units: int) -> Floats:
        """What the `units` largest units of the population hold of each cell (cells).

        A contributor of weight w stands for w units of its own size; the last one counts with the part still needed.

        Source: Hundepool et al. (2012), Statistical Disclosure Control, p. 151, as τ-ARGUS computes it.
        """
        held = np.zeros(len(self.total))
        left = np.full(len(self.total), float(units))
        for rank in range(KEPT):
            taken = np.minimum(self.weights[:, rank], left)
            held += taken * self.amounts[:, rank]
            left -= taken
        return held


def largest_contributions(
    frame: pl.DataFrame,
    dimensions: Sequence[str],
    amount: str | None = None,
    weight: str | None = None,
    contributor: str | None = None,
) -> pl.DataFrame:
    """The contributors of each cell counted, their total, and the three largest of them.

    Args:
        frame: One row a record (person, establishment).
        dimensions: Columns that span the table; a cell is one combination of their values.
        amount: Column summed in the table, ≥ 0; None for a table of counts, where each record contributes 1.
        weight: Column of survey weights, ≥ 0; None where every unit was observed. A record of weight 0 adds nothing to
            the table and is no contributor.
        contributor: Column naming the person or holding whose records in a cell must be judged as one; None if each
            record is a contributor of its own.

    Returns:
        One row a cell, sorted: the dimensions, `n` (contributors, unweighted), `total` (weighted), `largest_1` to
        `largest_3` (unweighted amounts, null where there are fewer contributors) with `weight_1` to `weight_3`. The
        weight of a contributor with several records is its weighted amount over its amount.

    Raises:
        UnusableContributions: A column is missing or its name is taken; an amount or weight is missing, negative or
            not finite; a dimension or contributor is missing. Each is named and counted.

    Source: Hundepool et al. (2010), Handbook on Statistical Disclosure Control v1.2, §4.2 (largest contributions,
        holdings).
    """
    _refuse_columns(frame, dimensions, amount, weight, contributor)
    rows = frame.select(
        *dimensions,
        pl.lit(1.0).alias("_amount") if amount is None else pl.col(amount).cast(pl.Float64).alias("_amount"),
        pl.lit(1.0).alias("_weight") if weight is None else pl.col(weight).cast(pl.Float64).alias("_weight"),
        pl.int_range(pl.len()).alias("_contributor")
        if contributor is None
        else pl.col(contributor).alias("_contributor"),
    )
    _refuse_values(rows, {"_amount": amount, "_weight": weight, "_contributor": contributor}, dimensions)
    rows = rows.filter(pl.col("_weight") > 0)
    if contributor is not None:
        rows = _one_row_each(rows, dimensions)
    by_size = pl.col("_amount").sort_by(["_amount", "_weight"], descending=True)
    weight_by_size = pl.col("_weight").sort_by(["_amount", "_weight"], descending=True)
    return (
        rows.group_by(dimensions)
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            (pl.col("_amount") * pl.col("_weight")).sum().alias("total"),
            *(by_size.get(rank, null_on_oob=True).alias(name) for rank, name in enumerate(AMOUNTS)),
            *(weight_by_size.get(rank, null_on_oob=True).alias(name) for rank, name in enumerate(WEIGHTS)),
        )
        .sort(dimensions)
    )


def as_contributions(cells: pl.DataFrame) -> Contributions:
    """Read a summary of contributions into arrays.

    Args:
        cells: As `largest_contributions` returns it; further columns are kept.

    Returns:
        The arrays that the rules compute with.

    Raises:
        UnusableContributions: A column is missing, or a count or total is missing or negative.
    """
    lacking = [name for name in _OWN if name not in cells.columns]
    if lacking:
        raise UnusableContributions(
            f"The summary of contributions lacks {', '.join(lacking)}.",
            advice="Make it with largest_contributions.",
            details={"missing": lacking, "found": cells.columns},
        )
    faults = {name: _faulty(cells[name].cast(pl.Float64)) for name in ("n", "total")}
    _refuse_counted({name: count for name, count in faults.items() if count})
    weights = cells.select(WEIGHTS).fill_null(1.0).to_numpy().astype(np.float64)
    return Contributions(
        frame=cells,
        n=cells["n"].to_numpy().astype(np.int64),
        total=cells["total"].to_numpy().astype(np.float64),
        amounts=cells.select(AMOUNTS).fill_null(0.0).to_numpy().astype(np.float64),
        # A calibrated weight below 1 still belongs to a person who exists once.
        weights=np.maximum(weights, 1.0),
    )


def _one_row_each(rows: pl.DataFrame, dimensions: Sequence[str]) -> pl.DataFrame:
    held = (pl.col("_amount") * pl.col("_weight")).sum()
    own = pl.col("_amount").sum()
    return rows.group_by([*dimensions, "_contributor"]).agg(
        own.alias("_amount"),
        pl.when(own > 0).then(held / own).otherwise(pl.col("_weight").mean()).alias("_weight"),
    )


def _refuse_columns(
    frame: pl.DataFrame, dimensions: Sequence[str], amount: str | None, weight: str | None, contributor: str | None
) -> None:
    asked = [*dimensions, *(name for name in (amount, weight, contributor) if name is not None)]
    missing = [name for name in asked if name not in frame.columns]
    if missing or not dimensions:
        raise UnusableContributions(
            f"There is no column {', '.join(missing)}." if missing else "A table needs at least one dimension.",
            advice=f"The columns are: {', '.join(frame.columns)}.",
            details={"missing": missing, "found": frame.columns},
        )
    taken = sorted(set(dimensions) & set(_OWN))
    if taken:
        raise UnusableContributions(
            f"A dimension may not be called {', '.join(taken)}: the summary uses that name.",
            advice="Rename the column.",
            details={"taken": taken},
        )
    for name in (amount, weight):
        if name is not None and not (frame.schema[name].is_numeric() or frame.schema[name] == pl.Boolean):
            raise UnusableContributions(
                f"The column {name} holds {frame.schema[name]}, not numbers.",
                advice="Read it as a number first.",
                details={"column": name, "type": str(frame.schema[name])},
            )


def _refuse_values(rows: pl.DataFrame, names: dict[str, str | None], dimensions: Sequence[str]) -> None:
    faults: dict[str, int] = {}
    for column, name in names.items():
        if name is not None:
            faults[name] = rows[column].null_count() if column == "_contributor" else _faulty(rows[column])
    faults |= {name: rows[name].null_count() for name in dimensions}
    _refuse_counted({name: count for name, count in faults.items() if count})


def _faulty(values: pl.Series) -> int:
    sound = values.is_not_null() & values.is_finite() & (values >= 0)
    return len(values) - int(sound.fill_null(value=False).sum())


def _refuse_counted(faults: dict[str, int]) -> None:
    if not faults:
        return
    said = ", ".join(f"{name} ({count:,} row{'s' if count > 1 else ''})" for name, count in faults.items())
    raise UnusableContributions(
        f"Missing, negative or not finite: {said}.",
        advice=(
            "Leave such rows out of the table and of its total, or impute them, and say so; the rules compare shares "
            "of a total of amounts ≥ 0. For amounts that can be negative, protect their absolute values."
        ),
        details={"faults": faults},
    )
