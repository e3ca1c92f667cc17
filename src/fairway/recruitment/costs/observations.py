"""Results as observations of DF_RECRUITMENT_COST."""

from __future__ import annotations

import polars as pl

from fairway.recruitment.costs.method import Coverage
from fairway.recruitment.costs.structure import TOTALS, structure
from fairway.warehouse.surveys.observed import observed


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
    coded = {name: pl.col(name).fill_null(total) for name, total in TOTALS.items()}
    coded["ECO"] = pl.coalesce("ECO", "SECTOR").fill_null(TOTALS["ECO"])
    coded["COUNTERPART_ROLE"] = pl.lit("DESTINATION" if coverage.role == "origin" else "ORIGIN")
    return observed(results, coded, structure(quantile), country=coverage.country, year=year, source=source)
