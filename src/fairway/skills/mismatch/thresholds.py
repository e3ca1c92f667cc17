"""The statistical approach: between which levels of education those in an occupation usually are.

Source: 20th ICLS guidelines concerning measurement of qualifications and skills mismatches (2018), statistical
approach (mode); the mean with one standard deviation and percentiles are variants of the literature.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.skills.mismatch.method import SAME, Method

LOW_SHARE, HIGH_SHARE = 0.2, 0.8
ROUNDING: Final = 1e-12
"""Shares of summed weights that are so near a percentile have reached it."""
COLUMNS: Final = ("digits", "occupation", "n", "low", "high", "used")


def thresholds(workers: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The limits of every occupation at every number of digits.

    Args:
        workers: `occupation` (ISCO-08, one digit or more), `education` (ISCED 0–8 as text), `weight`, `rows`.
        method: The statistic, the digits, and how many respondents an occupation needs.

    Returns:
        `digits`, `occupation`, `n` (respondents), `low`, `high` (levels below and above which workers are under- and
        over-qualified), `used` (enough respondents).
    """
    levels = workers.with_columns(pl.col("education").cast(pl.Float64).alias("level"))
    parts = []
    for digits in range(method.digits, 0, -1):
        known = levels.filter(pl.col("occupation").str.len_chars() >= digits)
        cells = (
            known.with_columns(pl.col("occupation").str.slice(0, digits))
            .group_by("occupation", "level")
            .agg(pl.col("weight").sum(), pl.col("rows").sum())
            .sort("occupation", "level")
        )
        found = cells.group_by("occupation", maintain_order=True).agg(
            pl.col("rows").sum().cast(pl.Int64).alias("n"), *_limits(method)
        )
        parts.append(found.with_columns(pl.lit(digits, pl.Int64).alias("digits")))
    every = pl.concat(parts)
    enough = (pl.col("n") >= method.least_cell) & pl.col("low").is_not_null()
    return every.with_columns(enough.alias("used")).select(COLUMNS)


def _limits(method: Method) -> tuple[pl.Expr, pl.Expr]:
    """Low and high, over the levels of an occupation in rising order; null where nobody has a weight."""
    level, weight = pl.col("level"), pl.col("weight")
    there = weight.sum() > 0
    if method.statistic == "mode":
        most = level.filter(weight == weight.max()).first()
        low, high = most, most
    elif method.statistic == "mean":
        mean = (level * weight).sum() / weight.sum()
        spread = (((level - mean) ** 2 * weight).sum() / weight.sum()).sqrt()
        low, high = mean - spread, mean + spread
    else:
        share = weight.cum_sum() / weight.sum()
        low, high = (level.filter(share >= one - ROUNDING).first() for one in (LOW_SHARE, HIGH_SHARE))
    return pl.when(there).then(low).alias("low"), pl.when(there).then(high).alias("high")


def publishable_thresholds(found: pl.DataFrame, least: int) -> pl.DataFrame:
    """The thresholds that everybody may see: of groups that are used and large enough, as whole levels.

    The respondents are left out: those of a group less those of its parts are those of the part that is too small. So
    are decimals: of few weights, a mean with all its digits tells how many there are. A level is a whole number, so
    that none is classed otherwise for it.

    Args:
        found: As `thresholds`.
        least: Respondents that a cell needs by the rules.

    Returns:
        `digits`, `occupation`, `low` (the lowest level that is not under-qualified), `high` (the highest that is not
        over-qualified).
    """
    return found.filter("used", pl.col("n") >= least).select(
        "digits",
        "occupation",
        (pl.col("low") - SAME).ceil().cast(pl.Int64),
        (pl.col("high") + SAME).floor().cast(pl.Int64),
    )


def limits_of(occupations: pl.Series, found: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The limits that hold for each occupation: its own, or those of the nearest group above it that is large enough.

    Args:
        occupations: Distinct codes.
        found: As `thresholds`.
        method: The digits to begin with.

    Returns:
        `occupation`, `low`, `high`; null where no group is large enough.
    """
    made = occupations.to_frame("occupation")
    sides: dict[str, list[pl.Expr]] = {"low": [], "high": []}
    for digits in range(method.digits, 0, -1):
        usable = found.filter(pl.col("digits") == digits, "used").select(
            pl.col("occupation").alias("group"), *(pl.col(side).alias(f"{side} {digits}") for side in sides)
        )
        long_enough = pl.col("occupation").str.len_chars() >= digits
        group = pl.when(long_enough).then(pl.col("occupation").str.slice(0, digits)).alias("group")
        made = made.with_columns(group).join(usable, on="group", how="left", maintain_order="left").drop("group")
        for side, some in sides.items():
            some.append(pl.col(f"{side} {digits}"))
    return made.select("occupation", *(pl.coalesce(some).alias(side) for side, some in sides.items()))
