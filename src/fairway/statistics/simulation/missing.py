"""What persons do not know, forget or refuse to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from fairway.methods.counted_draws import Draws

RATES: Final[Mapping[str, float]] = {
    "education": 0.012,
    "education_country": 0.015,
    "qualification_recognised": 0.06,
    "country_of_birth": 0.003,
    "citizenship": 0.004,
    "previous_residence": 0.02,
    "reason_for_coming": 0.02,
    "permit_at_entry": 0.09,
    "intended_stay_months": 0.12,
    "occupation": 0.015,
    "industry": 0.012,
    "monthly_earnings": 0.11,
    "weekly_hours": 0.02,
    "required_education": 0.05,
    "own_assessment": 0.03,
    "injured_at_work": 0.01,
    "months_worked_abroad": 0.04,
    "reason_for_return": 0.03,
    "occupation_abroad": 0.03,
    "industry_abroad": 0.03,
    "occupation_before": 0.05,
    "skills_used_after_return": 0.02,
}
"""The share of those asked who give no answer."""
MONTH_FORGOTTEN: Final = 0.14
"""Of who arrived or returned: remember the year, not the month."""
YEAR_FORGOTTEN: Final = 0.03
"""Do not remember the year either."""


def with_unknown(persons: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The persons with some answers missing at random: null, and `2019` for a month of which only the year is known."""
    draws = Draws(seed, persons["person"].to_numpy())
    columns = [
        pl.when(pl.Series(draws.happens(f"{name} unknown", rate))).then(None).otherwise(pl.col(name)).alias(name)
        for name, rate in RATES.items()
    ]
    forgotten = draws.uniform("month forgotten")  # one memory: who returned then, arrived then
    for name in ("arrival_month", "return_month"):
        year_only = pl.when(pl.Series(forgotten < YEAR_FORGOTTEN + MONTH_FORGOTTEN)).then(pl.col(name).str.head(4))
        kept = year_only.otherwise(pl.col(name))
        columns.append(pl.when(pl.Series(forgotten < YEAR_FORGOTTEN)).then(None).otherwise(kept).alias(name))
    told = persons.with_columns(columns)
    # Who names no earnings names no currency.
    silent = pl.col("monthly_earnings").is_null()
    return told.with_columns(
        pl.when(silent).then(None).otherwise(pl.col("earnings_currency")).alias("earnings_currency")
    )
