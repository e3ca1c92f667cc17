"""From estimates to what is shown of them: withheld, rounded, without quantiles and limits that tell an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from fairway.recruitment.typical_costs.figures import ZERO_SHARE
from fairway.recruitment.typical_costs.rounding import band, in_points, significant
from fairway.recruitment.typical_costs.rules import BEYOND, BEYOND_LIMITS
from fairway.recruitment.typical_costs.tables import CELL, margins

THIN: Final = "not given: too few workers lie beyond it"
NO_LIMITS: Final = "no limits: too few workers lie beyond them"


def shown(estimates: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The estimates as they may be published.

    Args:
        estimates: `CELL`, `indicator`, `unit`, `of` (the column of a quantile, else null), `at`, `estimate`, `low`,
            `high`, `n`, `withheld`.
        rows: The workers, as `coded` gives them.

    Returns:
        `CELL`, `indicator`, `unit`, `estimate`, `low`, `high`, `band`, `reason`; of withheld cells nothing, as of
        empty ones.
    """
    cells = _with_counts(estimates.filter(~pl.col("withheld")), rows)
    share = pl.col("indicator") == ZERO_SHARE.indicator
    beyond = pl.col("n") * pl.min_horizontal(pl.col("at"), 1.0 - pl.col("at"))
    few = pl.min_horizontal(pl.col("(none)"), pl.col("n") - pl.col("(none)")) < BEYOND
    thin = (beyond < BEYOND - 1e-9).fill_null(value=False) | (share & few)
    extreme = ((pl.col("(below)") < BEYOND_LIMITS) | (pl.col("(above)") < BEYOND_LIMITS)).fill_null(value=False)
    # One limit alone would tell nothing of the other, but a reader takes it for an interval.
    limitless = extreme | pl.col("low").is_null() | pl.col("high").is_null() | share
    estimate = pl.when(share).then(in_points(pl.col("estimate") * 100.0)).otherwise(significant(pl.col("estimate")))
    return cells.select(
        *CELL,
        "indicator",
        "unit",
        pl.when(~thin).then(estimate).alias("estimate"),
        *(pl.when(~thin & ~limitless).then(significant(pl.col(name))).alias(name) for name in ("low", "high")),
        band(pl.col("n")).alias("band"),
        pl.when(thin).then(pl.lit(THIN)).when(limitless & ~share).then(pl.lit(NO_LIMITS)).alias("reason"),
    )


def _with_counts(estimates: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The estimates with `(none)`: who paid nothing; `(below)`, `(above)`: answers up to and from the limits."""
    numbered = estimates.with_row_index("(cell)")
    found = [_counted(numbered, rows, by) for by in margins()]
    return numbered.join(pl.concat(found), on="(cell)", how="left", maintain_order="left")


def _counted(numbered: pl.DataFrame, rows: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    rest = [name for name in CELL if name not in by]
    is_here = [pl.col(name).is_not_null() for name in by] + [pl.col(name).is_null() for name in rest]
    here = numbered.filter(is_here).with_columns(pl.lit(1).alias("(all)"))
    keys = [*by, "(all)"]
    own = rows.with_columns(pl.lit(1).alias("(all)"))
    none = own.group_by(keys).agg((pl.col("paid_any") == "none").sum().cast(pl.Int64).alias("(none)"))
    made = here.join(none, on=keys, how="left").select("(cell)", "(none)")
    ends: dict[str, pl.DataFrame] = {}
    for of in here["of"].drop_nulls().unique(maintain_order=True):
        answers = own.select(*keys, pl.col(of).alias("(value)")).drop_nulls("(value)")
        both = here.filter(pl.col("of") == of).select("(cell)", *keys, "low", "high").join(answers, on=keys)
        ends[of] = both.group_by("(cell)").agg(
            (pl.col("(value)") <= pl.col("low")).sum().cast(pl.Int64).alias("(below)"),
            (pl.col("(value)") >= pl.col("high")).sum().cast(pl.Int64).alias("(above)"),
        )
    return made.join(_together(ends), on="(cell)", how="left", maintain_order="left")


def _together(ends: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    empty = pl.DataFrame(schema={"(cell)": pl.UInt32, "(below)": pl.Int64, "(above)": pl.Int64})
    return pl.concat([empty, *ends.values()], how="vertical_relaxed")
