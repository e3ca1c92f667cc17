"""Costs by item: items that few workers paid are taken together, for the mean of each tells of those who paid it."""

from __future__ import annotations

from typing import Final

import polars as pl

ITEMS: Final = "items"
PREFIX: Final = "item_"
REST: Final = "item__O"


def item_columns(rows: pl.DataFrame) -> list[str]:
    """The columns of items, in order."""
    return [name for name in rows.columns if name.startswith(PREFIX)]


def with_rare_items_together(rows: pl.DataFrame, least: int) -> pl.DataFrame:
    """The workers with the items that so many paid, and one for the rest; items that nobody paid are dropped.

    The rest is paid by so many as well, or takes in the item that fewest paid.

    Args:
        rows: Workers with a column for each item.
        least: So many eligible workers must have paid an item.
    """
    eligible = rows.filter(pl.col("eligible") == 1)
    paid = {name: int((eligible[name] > 0).sum()) for name in item_columns(rows)}
    rare = [name for name, count in paid.items() if 0 < count < least]
    common = sorted((name for name, count in paid.items() if count >= least), key=lambda name: paid[name])
    while rare and common and _who_paid(eligible, rare) < least:
        rare.append(common.pop(0))
    made = rows.drop([name for name in paid if name not in common])
    if not rare and common:
        return made
    # With nothing in common, or nobody who paid anything, one item is all there is.
    return made.with_columns(rows.select(pl.sum_horizontal(rare or item_columns(rows))).to_series().alias(REST))


def _who_paid(eligible: pl.DataFrame, columns: list[str]) -> int:
    return int(eligible.select(pl.any_horizontal(pl.col(columns) > 0).sum()).item())
