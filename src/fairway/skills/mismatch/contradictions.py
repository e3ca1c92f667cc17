"""Histories that cannot be true: rows that no answer can be trusted of."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from fairway.skills.mismatch.characteristics import MONTH
from fairway.warehouse.surveys.mapping import ROW, Check


def contradictions(reference_month: str) -> Check:
    """The check of a standard frame for `mapped`.

    Args:
        reference_month: Of the survey, `2024-05`.
    """
    now = int(reference_month[:4]) * 12 + int(reference_month[5:7]) - 1

    def check(rows: pl.LazyFrame) -> pl.LazyFrame:
        arrived = _first_month("arrival_month")
        last = _last_month("arrival_month")
        # Whoever is 30 may have lived almost 31 years.
        too_long = now - last >= (pl.col("age").cast(pl.Int32) + 1) * 12
        worked = pl.col("months_worked_abroad") > (pl.col("age") + 1) * 12
        found: Sequence[tuple[pl.Expr, str, str]] = (
            (arrived > now, "arrival_month", "arrival_month: after the interview"),
            (too_long, "arrival_month", "arrival_month: before birth"),
            (worked, "months_worked_abroad", "months_worked_abroad: longer than the person has lived"),
        )
        parts = [
            rows.filter(where.fill_null(value=False)).select(
                ROW,
                pl.lit(column).alias("column"),
                pl.col(column).cast(pl.String).alias("value"),
                pl.lit(reason).alias("reason"),
            )
            for where, column, reason in found
        ]
        return pl.concat(parts)

    return check


def _first_month(column: str) -> pl.Expr:
    text = pl.col(column)
    return text.str.extract(MONTH, 1).cast(pl.Int32) * 12 + text.str.extract(MONTH, 2).cast(pl.Int32).fill_null(1) - 1


def _last_month(column: str) -> pl.Expr:
    text = pl.col(column)
    return text.str.extract(MONTH, 1).cast(pl.Int32) * 12 + text.str.extract(MONTH, 2).cast(pl.Int32).fill_null(12) - 1
