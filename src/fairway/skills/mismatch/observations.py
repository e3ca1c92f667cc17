"""Results as observations of DF_SKILLS_MISMATCH and DF_RETURNED_WORKERS."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from fairway.skills.mismatch import codes
from fairway.skills.mismatch.returned import DIMENSIONS as OF_RETURNED
from fairway.skills.mismatch.structure import TOTALS, mismatch_structure, returned_structure
from fairway.warehouse.surveys.observed import observed


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
    return observed(results, _with_totals(coded), mismatch_structure(), country=country, year=year, source=source)


def returned_observations(results: pl.DataFrame, *, country: str, year: str, source: str) -> pl.DataFrame:
    """The profile as observations, columns as in `returned_structure`.

    Args:
        results: As `Returned.frame`.
        country: Of the survey.
        year: The time period.
        source: The line that stands under the figures.
    """
    coded = {name: pl.col(name) for name in OF_RETURNED}
    return observed(results, _with_totals(coded), returned_structure(), country=country, year=year, source=source)


def _with_totals(coded: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """A dimension that a table does not have is its total, or does not apply."""
    return {name: one.fill_null(TOTALS.get(name, codes.NOT_APPLICABLE)) for name, one in coded.items()}
