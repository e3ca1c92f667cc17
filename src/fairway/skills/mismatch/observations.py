"""Results as observations of DF_SKILLS_MISMATCH and DF_RETURNED_WORKERS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from fairway.exchange.sdmx.structure import TIME, VALUE, DataStructure
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.returned import DIMENSIONS as OF_RETURNED
from fairway.skills.mismatch.structure import TOTALS, mismatch_structure, returned_structure

NOT_LOW: Final = ("reliable", "unknown")


def observations(results: pl.DataFrame, *, country: str, year: str, source: str) -> pl.DataFrame:
    """Rates, gaps and ratios as observations, columns as in `mismatch_structure`.

    Args:
        results: As `Mismatch.frame`.
        country: Of the survey.
        year: The time period.
        source: The line that stands under the figures.
    """
    parts = pl.col("birth").str.split(".")
    tertiary = pl.when(pl.col("approach") == "tertiary").then(pl.lit(codes.TERTIARY))
    coded = {
        "APPROACH": pl.col("approach"),
        "SEX": pl.col("sex"),
        "AGE": pl.col("age"),
        "EDU": tertiary,
        "CBR": parts.list.get(0, null_on_oob=True),
        "ARRIVED": parts.list.get(1, null_on_oob=True),
        "CCT": pl.col("citizenship"),
        "EDU_PLACE": pl.col("place"),
    }
    return _observed(results, coded, mismatch_structure(), country, year, source)


def returned_observations(results: pl.DataFrame, *, country: str, year: str, source: str) -> pl.DataFrame:
    """The profile as observations, columns as in `returned_structure`.

    Args:
        results: As `Returned.frame`.
        country: Of the survey.
        year: The time period.
        source: The line that stands under the figures.
    """
    coded = {name: pl.col(name) for name in OF_RETURNED}
    return _observed(results, coded, returned_structure(), country, year, source)


def _observed(
    results: pl.DataFrame,
    coded: Mapping[str, pl.Expr],
    structure: DataStructure,
    country: str,
    year: str,
    source: str,
) -> pl.DataFrame:
    withheld, unknown = pl.col("disclosure").is_not_null(), pl.col("estimate").is_null()
    low = (pl.col("reliability").is_not_null() & ~pl.col("reliability").is_in(NOT_LOW)).fill_null(value=False)
    status = (
        pl.when(withheld)
        .then(pl.lit("Q"))
        .when(unknown)
        .then(pl.lit("O"))
        .when(low)
        .then(pl.lit("U"))
        .otherwise(pl.lit("A"))
    )
    made = results.with_columns(
        pl.lit("A").alias("FREQ"),
        pl.lit(country).alias("REF_AREA"),
        pl.col("indicator").alias("INDICATOR"),
        *(one.fill_null(TOTALS.get(name, codes.NOT_APPLICABLE)).alias(name) for name, one in coded.items()),
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
        pl.col("reason").alias("COMMENT_OBS"),
        pl.lit(source).alias("SOURCE"),
    )
    return made.select(structure.columns)
