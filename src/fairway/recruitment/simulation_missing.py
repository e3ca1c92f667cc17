"""What simulated workers do not remember of their costs, or do not say."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Draws
from fairway.recruitment.simulation import Recruited

EARNINGS: Final = 0.06
"""Of workers: give no earnings."""
DOCUMENTED: Final = 0.04
AMOUNT: Final = 0.012
"""Of payments: the amount is not known."""
MONTH: Final = 0.10
"""Of payments: the year is known, not the month."""


def with_unknown(found: Recruited, seed: int) -> Recruited:
    """The same with some answers missing at random: null, and `2022` for a month of which only the year is known.

    For payments of which only the year is known there is a rate of that year: the mean of its months.

    Args:
        found: With nothing missing.
        seed: Of the draws.
    """
    workers, items = found.workers, found.items
    draws = Draws(seed, workers["person"].to_numpy())
    place = items.select(pl.int_range(pl.len()).over("person")).to_series().to_numpy()
    of_items = Draws(seed + 1, items["person"].to_numpy() * 64 + place)
    year = pl.col("month").str.head(4)
    rates = found.rates
    yearly = rates.group_by("simulated", "currency", year, maintain_order=True).agg(pl.col("rate").mean().round(4))
    return replace(
        found,
        workers=workers.with_columns(
            _unless(draws.happens("earnings", EARNINGS), "earnings"),
            _unless(draws.happens("documented", DOCUMENTED), "documented"),
        ),
        items=items.with_columns(
            _unless(of_items.happens("amount", AMOUNT), "amount"),
            pl.when(pl.Series(of_items.happens("month", MONTH))).then(year).otherwise(pl.col("month")).alias("month"),
        ),
        rates=pl.concat([rates, yearly.select(rates.columns)]),
    )


def _unless(unknown: np.ndarray[tuple[int], np.dtype[np.bool_]], column: str) -> pl.Expr:
    return pl.when(~pl.Series(unknown)).then(pl.col(column)).alias(column)
