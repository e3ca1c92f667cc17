"""What is published of a number: two significant figures, and bands of workers."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.recruitment.typical_costs.naming import BANDS

FIGURES: Final = 2
POINTS: Final = 5.0


def significant(value: pl.Expr) -> pl.Expr:
    """Rounded to two significant figures."""
    return value.round_sig_figs(FIGURES)


def in_points(value: pl.Expr) -> pl.Expr:
    """A share in per cent, rounded to 5 points."""
    return (value / POINTS).round() * POINTS


def band(count: pl.Expr) -> pl.Expr:
    """The band of a number of workers; null below the first."""
    chosen = pl.lit(None, pl.String)
    for code, (low, _) in BANDS.items():
        chosen = pl.when(count >= low).then(pl.lit(code)).otherwise(chosen)
    return chosen
