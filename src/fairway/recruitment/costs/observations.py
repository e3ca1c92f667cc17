"""Results as observations of DF_RECRUITMENT_COST."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.exchange.sdmx.structure import TIME, VALUE
from fairway.recruitment.costs.method import Coverage
from fairway.recruitment.costs.structure import TOTALS, structure

NOT_LOW: Final = ("reliable", "unknown")


def observations(
    results: pl.DataFrame, *, coverage: Coverage, year: str, source: str, quantile: float = 0.8
) -> pl.DataFrame:
    """Results as observations, columns as in the data structure.

    Args:
        results: As `CostEstimates.frame`.
        coverage: Of the survey.
        year: The time period.
        source: The line that stands under the figures.
        quantile: The upper quantile that was asked for.
    """
    withheld = pl.col("disclosure").is_not_null()
    unknown = pl.col("estimate").is_null()
    low = pl.col("reliability").is_not_null() & ~pl.col("reliability").is_in(NOT_LOW)
    status = (
        pl.when(withheld)
        .then(pl.lit("Q"))
        .when(unknown)
        .then(pl.lit("O"))
        .when(low)
        .then(pl.lit("U"))
        .otherwise(pl.lit("A"))
    )
    coded = {name: pl.col(name).fill_null(total) for name, total in TOTALS.items()}
    coded["ECO"] = pl.coalesce("ECO", "SECTOR").fill_null(TOTALS["ECO"])
    made = results.with_columns(
        pl.lit("A").alias("FREQ"),
        pl.lit(coverage.country).alias("REF_AREA"),
        pl.col("indicator").alias("INDICATOR"),
        *(one.alias(name) for name, one in coded.items()),
        pl.lit(year).alias(TIME),
        pl.col("estimate").cast(pl.Float64).alias(VALUE),
        pl.col("unit").alias("UNIT_MEASURE"),
        pl.lit(0, pl.Int64).alias("UNIT_MULT"),
        status.alias("OBS_STATUS"),
        pl.when(withheld).then(pl.lit("N")).otherwise(pl.lit("F")).alias("CONF_STATUS"),
        pl.col("se").cast(pl.Float64).alias("STD_ERR"),
        pl.col("low").cast(pl.Float64).alias("CI_LOWER"),
        pl.col("high").cast(pl.Float64).alias("CI_UPPER"),
        pl.col("cv").cast(pl.Float64).alias("CV"),
        pl.col("n").cast(pl.Int64).alias("N_OBS"),
        # A remark on a withheld figure, that all answers are alike for instance, would tell it.
        pl.when(~withheld).then(pl.col("reason")).alias("COMMENT_OBS"),
        pl.lit("DESTINATION" if coverage.role == "origin" else "ORIGIN").alias("COUNTERPART_ROLE"),
        pl.lit(source).alias("SOURCE"),
    )
    return made.select(structure(quantile).columns)
