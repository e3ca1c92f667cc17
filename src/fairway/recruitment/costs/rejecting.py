"""Rows that were not used, each with its reason: nothing is dropped in silence."""

from __future__ import annotations

import polars as pl

from fairway.recruitment.costs.reasons import REASONS

STRANGER = "No worker of the other file has this identifier"


def rejected(people: pl.DataFrame, paid: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """The rows that were not used.

    Args:
        people: Workers with `reason_out` and `(row)`.
        paid: Payments that the method counts, with `fault` and `row`.
        items: All payments.

    Returns:
        `file`, `row` (from 1, the first after the header), `reason`; payments that no worker made, and those at fault
        for which a worker was left out.
    """
    workers = people.filter(pl.col("reason_out").is_not_null()).select(
        pl.lit("workers").alias("file"), pl.col("(row)").alias("row"), pl.col("reason_out").alias("reason")
    )
    faulty = paid.filter(pl.col("fault").is_not_null()).select(
        pl.lit("items").alias("file"), "row", pl.col("fault").alias("reason")
    )
    strangers = items.join(people.select("person"), on="person", how="anti", maintain_order="left").select(
        pl.lit("items").alias("file"), "row", pl.lit(STRANGER).alias("reason")
    )
    made = pl.concat([workers, faulty, strangers], how="vertical_relaxed")
    return made.with_columns(pl.col("reason").replace(REASONS)).sort("file", "row", descending=[True, False])
