"""The linked tables of typical costs: which dimensions each crosses, and the workers with their codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import polars as pl

from fairway.methods.survey.plan import Is
from fairway.recruitment.typical_costs.frames import NOT_STATED

PLACE: Final = "COUNTERPART"
SECTOR, OCCUPATION, CHANNEL, ITEM = "SECTOR", "OCU", "CHANNEL", "ITEM"
CELL: Final = (PLACE, SECTOR, OCCUPATION, CHANNEL)
"""What names a cell; null is the total. Sector and occupation are never crossed."""
TABLES: Final = ((PLACE, SECTOR, CHANNEL), (PLACE, OCCUPATION, CHANNEL))
OF_ITEMS: Final = (PLACE, CHANNEL)
"""Items are told by destination and channel alone."""
IS_COUNTED: Final = "(counted)"
COUNTED: Final = (Is(IS_COUNTED, (1,)),)
"""Whoever was sampled and is no worker of the frame stays in the design."""


def coded(rows: pl.DataFrame, *, counterpart: str, agencies: bool) -> pl.DataFrame:
    """The workers with a code in every dimension, and `(agency)`: null for who came without one.

    Args:
        rows: As of `CostFrame`.
        counterpart: `destination`, or `origin` for a survey of the country of destination.
        agencies: Whether the input names agencies; those of private recruitment that are not named count as one.
    """
    unnamed = pl.when(pl.lit(agencies) & (pl.col("channel") == "private")).then(pl.lit("(not known)"))
    agency = pl.when(pl.lit(agencies)).then(pl.col("agency"))
    return rows.with_columns(
        pl.col(counterpart).alias(PLACE),
        pl.col("sector").fill_null(NOT_STATED).alias(SECTOR),
        ("OCU_ISCO08_" + pl.col("occupation")).fill_null("OCU_ISCO08_X").alias(OCCUPATION),
        pl.col("channel").fill_null(NOT_STATED).alias(CHANNEL),
        pl.coalesce(agency, unnamed).alias("(agency)"),
        (pl.col("cost") / pl.col("earned")).alias("months"),
        pl.when(pl.col("cost") > 0).then(pl.lit("paid")).otherwise(pl.lit("none")).alias("paid_any"),
    )


def margins(tables: Sequence[Sequence[str]] = TABLES) -> Iterator[tuple[str, ...]]:
    """Every margin of the tables, each once, the finest first."""
    met: dict[tuple[str, ...], None] = {}
    for size in (3, 2, 1, 0):
        for table in tables:
            met |= dict.fromkeys(combinations(table, size))
    yield from met


def with_every_dimension(cells: pl.DataFrame, names: Sequence[str] = CELL) -> pl.DataFrame:
    """The cells with null in each dimension that they are totals of."""
    absent = [pl.lit(None, pl.String).alias(name) for name in names if name not in cells.columns]
    return cells.with_columns(absent)
