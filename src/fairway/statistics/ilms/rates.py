"""Rates as ratios over the cells of the additive tables, with the errors of linearisation.

A rate R = P/W has the variance [V(P) − 2 R C + R² V(W)]/W², and the covariance of a part with its whole follows from
three variances that the tables hold: C = [V(P) + V(W) − V(W − P)]/2, since a design-based variance is a quadratic form.
So a rate equals the quotient of the numbers that stand beside it, and its error needs no further pass.

Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), §5.6 (ratio of two totals).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from fairway.methods.survey.intervals import t_interval

LEVEL = 0.95


def selected(
    frame: pl.DataFrame, fixed: Mapping[str, str], by: Sequence[str], dimensions: Sequence[str]
) -> pl.DataFrame:
    """The rows of a figure: the fixed codes, any code (or none) in what it is published by, totals elsewhere."""
    where = pl.lit(value=True)
    for name in dimensions:
        if name in fixed:
            where &= pl.col(name).eq_missing(pl.lit(fixed[name]))
        elif name not in by:
            where &= pl.col(name).is_null()
    return frame.filter(where)


def rates(part: pl.DataFrame, whole: pl.DataFrame, rest: pl.DataFrame, by: Sequence[str], per: float) -> pl.DataFrame:
    """The rate of every cell of the whole.

    Args:
        part, whole, rest: Numbers of persons before protection: `by`, `estimate`, `se`, `df`, `n`.
        by: The dimensions.
        per: 100 for per cent.

    Returns:
        `by`, `estimate`, `se`, `low`, `high`, `cv`, `df`, `n` (respondents of the whole), `reason`.
    """
    some = [pl.col("estimate"), pl.col("se")]
    joined = whole
    for name, other in (("part", part), ("rest", rest)):
        renamed = other.select(*by, *(one.alias(f"{one.meta.output_name()} {name}") for one in some))
        joined = joined.join(renamed, on=list(by), how="left", nulls_equal=True, maintain_order="left")
    filled = joined.with_columns(pl.col("^(estimate|se) (part|rest)$").fill_null(0.0))
    arrays = {name: filled[name].cast(pl.Float64).to_numpy() for name in filled.columns if name not in by
              and filled[name].dtype.is_numeric()}  # fmt: skip
    number, inside = arrays["estimate"], arrays["estimate part"]
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = inside / number
        shared = (arrays["se part"] ** 2 + arrays["se"] ** 2 - arrays["se rest"] ** 2) / 2.0
        variance = arrays["se part"] ** 2 - 2.0 * rate * shared + rate**2 * arrays["se"] ** 2
        # The difference of nearly equal squares may fall below zero by its rounding.
        se = np.sqrt(np.maximum(variance, 0.0)) / number
        low, high = t_interval(rate, se, arrays["df"], LEVEL)
        cv = se / rate
    made = filled.select(
        *by,
        *(pl.Series(name, values, nan_to_null=True) for name, values in (
            ("estimate", rate * per), ("se", se * per), ("low", low * per), ("high", high * per), ("cv", cv))),
        "df",
        "n",
        pl.when(pl.col("estimate") > 0).then(None).otherwise(pl.lit("nobody is in the denominator")).alias("reason"),
    )  # fmt: skip
    finite = ("estimate", "se", "low", "high", "cv")
    return made.with_columns(pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name in finite)
