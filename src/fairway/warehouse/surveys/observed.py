"""Protected results as observations: what each is worth, and nothing of those that are withheld."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from fairway.exchange.results_sdmx import NOT_LOW
from fairway.exchange.sdmx.structure import TIME, VALUE, Component, DataStructure

STATUS: Final = (
    Component("OBS_STATUS", {"en": "Observation status"}, "CL_OBS_STATUS", required=True),
    Component("CONF_STATUS", {"en": "Confidentiality status"}, "CL_CONF_STATUS", required=True),
)
"""Attributes that say what an observation is worth."""
ERRORS: Final = (
    Component("STD_ERR", {"en": "Standard error"}, kind="number"),
    Component("CI_LOWER", {"en": "Lower limit of the 95 % confidence interval"}, kind="number"),
    Component("CI_UPPER", {"en": "Upper limit of the 95 % confidence interval"}, kind="number"),
    Component("CV", {"en": "Coefficient of variation"}, kind="number"),
    Component("N_OBS", {"en": "Respondents"}, kind="integer"),
)
"""Attributes that say how far it may be trusted."""


def observed(
    results: pl.DataFrame,
    coded: Mapping[str, pl.Expr],
    structure: DataStructure,
    *,
    country: str,
    year: str,
    source: str,
) -> pl.DataFrame:
    """Results as observations, columns as in the structure.

    A withheld figure (`disclosure` is not null) has status Q and no value, error, number of respondents or remark:
    a remark, that all answers are alike for instance, would tell it.

    Args:
        results: Rows with indicator, unit, estimate, se, low, high, cv, n, reliability, reason, disclosure.
        coded: Each further dimension or attribute of the structure, as codes.
        structure: That of the dataflow.
        country: REF_AREA, ISO 3166-1 alpha-3.
        year: The time period.
        source: The line that stands under the figures.
    """
    withheld = pl.col("disclosure").is_not_null()
    low = (pl.col("reliability").is_not_null() & ~pl.col("reliability").is_in(NOT_LOW)).fill_null(value=False)
    status = pl.when(withheld).then(pl.lit("Q")).when(pl.col("estimate").is_null()).then(pl.lit("O"))
    shown = pl.when(~withheld)
    made = results.with_columns(
        pl.lit("A").alias("FREQ"),
        pl.lit(country).alias("REF_AREA"),
        pl.col("indicator").alias("INDICATOR"),
        *(one.alias(name) for name, one in coded.items()),
        pl.lit(year).alias(TIME),
        shown.then(pl.col("estimate")).cast(pl.Float64).alias(VALUE),
        pl.col("unit").alias("UNIT_MEASURE"),
        pl.lit(0, pl.Int64).alias("UNIT_MULT"),
        status.when(low).then(pl.lit("U")).otherwise(pl.lit("A")).alias("OBS_STATUS"),
        pl.when(withheld).then(pl.lit("N")).otherwise(pl.lit("F")).alias("CONF_STATUS"),
        shown.then(pl.col("se")).cast(pl.Float64).alias("STD_ERR"),
        shown.then(pl.col("low")).cast(pl.Float64).alias("CI_LOWER"),
        shown.then(pl.col("high")).cast(pl.Float64).alias("CI_UPPER"),
        shown.then(pl.col("cv")).cast(pl.Float64).alias("CV"),
        shown.then(pl.col("n")).cast(pl.Int64).alias("N_OBS"),
        shown.then(pl.col("reason")).alias("COMMENT_OBS"),
        pl.lit(source).alias("SOURCE"),
    )
    return made.select(structure.columns)
