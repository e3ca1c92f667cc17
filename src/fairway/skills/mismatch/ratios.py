"""Ratios of two estimates, with the error that follows from those of both and of their difference.

R = a/b has the variance [V(a) − 2 R C + R² V(b)]/b² by linearisation, and the covariance C follows from the variance of
the difference: V(a − b) = V(a) + V(b) − 2 C. So no further pass over the microdata is needed.

Source: Wolter, Introduction to Variance Estimation (2007), §6.5.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from fairway.methods.survey.intervals import t_interval
from fairway.methods.survey.reliability import Reliability


def ratios(
    first: pl.DataFrame,
    second: pl.DataFrame,
    difference: pl.DataFrame,
    by: Sequence[str],
    *,
    level: float,
    reliability: Reliability,
) -> pl.DataFrame:
    """The first estimates divided by the second.

    Args:
        first, second: `by`, `estimate`, `se`; before protection.
        difference: `by`, `se`, `df`, `n` of the first less the second.
        by: What tells rows apart.
        level: Of the confidence intervals.
        reliability: The rule that flags.

    Returns:
        `by` and the figures, for the rows that are in all three.
    """
    joined = difference.select(*by, pl.col("se").alias("apart"), "df", "n")
    for name, side in (("first", first), ("second", second)):
        some = side.select(*by, pl.col("estimate").alias(name), pl.col("se").alias(f"se {name}"))
        if by:
            joined = joined.join(some, on=list(by), how="inner", nulls_equal=True, maintain_order="left")
        else:
            joined = joined.join(some, how="cross")
    value = {name: joined[name].cast(pl.Float64).to_numpy() for name in joined.columns if name not in by}
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = value["first"] / value["second"]
        shared = (value["se first"] ** 2 + value["se second"] ** 2 - value["apart"] ** 2) / 2.0
        variance = value["se first"] ** 2 - 2.0 * ratio * shared + ratio**2 * value["se second"] ** 2
        # The difference of nearly equal squares may fall below zero by its rounding.
        se = np.sqrt(np.maximum(variance, 0.0)) / np.abs(value["second"])
        low, high = t_interval(ratio, se, value["df"], level)
        cv = se / np.abs(ratio)
    numbers = pl.DataFrame({"estimate": ratio, "se": se, "low": low, "high": high, "cv": cv})
    finite = numbers.with_columns(pl.when(pl.col(name).is_finite()).then(pl.col(name)) for name in numbers.columns)
    nothing = pl.when(pl.col("estimate").is_null()).then(pl.lit("the rate that it is divided by is zero or unknown"))
    return pl.concat([joined.select(*by, "df", "n"), finite], how="horizontal").with_columns(
        pl.lit(None, pl.Float64).alias("deff"),
        pl.Series("reliability", reliability.flags(cv, joined["n"].to_numpy()), dtype=pl.String),
        nothing.otherwise(pl.lit(None, pl.String)).alias("reason"),
    )
