"""Differences between domains, with the covariance that comes from the units they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.estimates import Contrast
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Smoothed
from fairway.methods.survey.plan import Code
from fairway.methods.survey.quantiles import Quantile


@dataclass(frozen=True, slots=True)
class Difference:
    """One domain less another, within each combination of the other dimensions.

    Attributes:
        measure: What is compared.
        dimension: The column whose two values are compared.
        first, second: The difference is that of `first` less that of `second`.
    """

    measure: Smoothed | Quantile | Gini
    dimension: str
    first: Code
    second: Code


def difference_of(domains: pl.DataFrame, difference: Difference) -> Contrast:
    """The contrast of a difference over the domains of a cube; combinations that lack a side are left out.

    Raises:
        MeasureMisstated: The dimension is none of the domains', or neither value occurs in it.
    """
    dimension = difference.dimension
    if dimension not in domains.columns:
        raise MeasureMisstated(
            f"A difference between values of {dimension} needs {dimension} among the domains.",
            advice=f"Add {dimension} to `by`; it holds {', '.join(domains.columns) or 'nothing'}.",
        )
    others = [name for name in domains.columns if name != dimension]
    numbered = domains.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("fairway_at"))
    sides = []
    for name, value in (("fairway_first", difference.first), ("fairway_second", difference.second)):
        side = numbered.filter(pl.col(dimension).cast(pl.String) == written(value, domains[dimension]))
        sides.append(side.drop(dimension).rename({"fairway_at": name}))
    left, right = sides
    both = left.join(right, on=others, nulls_equal=True) if others else left.join(right, how="cross")
    if both.is_empty():
        present = ", ".join(str(value) for value in domains[dimension].unique().sort().head(12))
        raise MeasureMisstated(
            f"No domain has both {difference.first} and {difference.second} in {dimension}.",
            advice=f"{dimension} holds: {present}.",
        )
    both = both.sort(others) if others else both
    count = len(both)
    kept = both.select(
        pl.col(name) if name in others else pl.lit(None, dtype=domains[name].dtype).alias(name)
        for name in domains.columns
    )
    targets = np.arange(count, dtype=np.int32)
    return Contrast(
        kept,
        np.concatenate([both["fairway_first"].to_numpy(), both["fairway_second"].to_numpy()]),
        np.concatenate([targets, targets]),
        np.concatenate([np.ones(count), -np.ones(count)]),
        f", {dimension} {difference.first} less {difference.second}",
    )


def written(value: Code, column: pl.Series) -> str:
    """A code as a column of results writes it as text."""
    return str(pl.Series([value]).cast(column.dtype, strict=False).cast(pl.String).item() or value)
