"""What is published: each indicator with its title and unit, and how few respondents are too few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from fairway.exchange.results import publishable

PER_CENT, RATIO, PERSONS, CURRENCY = "PT", "RATIO", "PS", "CUR"
INDICATORS: Final = {
    "OVQ_RATE": ("Over-qualification rate", PER_CENT),
    "UNQ_RATE": ("Under-qualification rate", PER_CENT),
    "OVQ_GAP": ("Over-qualification rate: migrants less nationals, percentage points", PER_CENT),
    "OVQ_RATIO": ("Over-qualification rate: migrants’ divided by nationals’", RATIO),
    "OVQ_PLACE_GAP": (
        "Over-qualification rate: educated in another country less educated here, percentage points",
        PER_CENT,
    ),
    "AGR_NORMATIVE_STATISTICAL": ("Workers classed alike by the normative and the statistical approach", PER_CENT),
    "AGR_NORMATIVE_OWN": ("Workers classed alike by the normative approach and by themselves", PER_CENT),
    "AGR_STATISTICAL_OWN": ("Workers classed alike by the statistical approach and by themselves", PER_CENT),
    "MOVE_DOWN_RATE": ("Workers at a lower skill level than in the last job before leaving", PER_CENT),
    "EARN_OVER": ("Mean monthly earnings of the over-qualified", CURRENCY),
    "EARN_MATCHED": ("Mean monthly earnings of the matched", CURRENCY),
    "EARN_RATIO": ("Mean monthly earnings: over-qualified divided by matched", RATIO),
    "WRK_NB": ("Employed persons with known education and occupation", PERSONS),
}
"""Indicator → title, unit."""
RETURNED: Final = {
    "RET_NB": ("Returned workers", PERSONS),
    "RET_SHARE": ("Share in returned workers", PER_CENT),
}
FIGURES: Final = ("estimate", "se", "low", "high", "cv", "deff", "df", "n")
_SCALED: Final = ("estimate", "se", "low", "high")


def in_units(frame: pl.DataFrame) -> pl.DataFrame:
    """Shares as percentages, with `unit`."""
    units = {name: unit for name, (_, unit) in {**INDICATORS, **RETURNED}.items()}
    marked = frame.with_columns(pl.col("indicator").replace_strict(units, return_dtype=pl.String).alias("unit"))
    per = pl.when(pl.col("unit") == PER_CENT).then(100.0).otherwise(1.0)
    return marked.with_columns(pl.col(name) * per for name in _SCALED)


def shown(frame: pl.DataFrame, keys: Sequence[str], counts: pl.Series, least: int) -> pl.DataFrame:
    """The figures that may be shown, each cell once.

    A figure of fewer than `least` respondents has no value, and its reason says so; where even the number of
    respondents is withheld, it counts as suppressed.

    Args:
        frame: Figures with `disclosure`.
        keys: What makes a cell.
        counts: Respondents of each row before protection.
        least: Respondents that a figure needs.
    """
    made = publishable(frame).with_columns(counts.alias("(n)"))
    # A cell of several tables is one cell: where one of them shows less of it, that holds.
    visible = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int8) for name in FIGURES)
    made = made.with_row_index("(row)").sort(visible, "(row)").unique(list(keys), keep="first", maintain_order=True)
    few = (pl.col("(n)") < least).fill_null(value=True) & pl.col("estimate").is_not_null()
    told = pl.col("n").is_not_null()
    return (
        made.sort("(row)")
        .with_columns(
            pl.when(few & told)
            .then(pl.lit(f"fewer than {least} respondents"))
            # A remark on a withheld figure, that the share is 0 or 1 for instance, would tell it.
            .when(~few)
            .then(pl.col("reason"))
            .alias("reason"),
            pl.when(few & ~told).then(pl.lit("suppressed")).otherwise(pl.col("disclosure")).alias("disclosure"),
            pl.when(few).then(None).otherwise(pl.col("reliability")).alias("reliability"),
            *(pl.when(~few).then(pl.col(name)).alias(name) for name in FIGURES if name != "n"),
        )
        .drop("(row)", "(n)")
    )
