"""The protected tables as one tidy frame, each figure with its indicator and estimator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from fairway.exchange.results import publishable
from fairway.recruitment.costs.beside import Beside, shown
from fairway.recruitment.costs.classes import SECTORS, SKILLS
from fairway.recruitment.costs.composition import ITEMS, PREFIX
from fairway.recruitment.costs.figures import NONE, PAID, ZERO_SHARE, Figure, label_of
from fairway.recruitment.costs.method import Method
from fairway.warehouse.surveys.disclosing import SafeTable

SHOWN: Final = ("SEX", "AGE", "EDU", "SKILL", "OCU", "SECTOR", "ECO", "COUNTERPART", "DOC", "ITEM")
"""The dimensions of the tidy frame; null is the total."""
NUMBERS: Final = ("estimate", "se", "low", "high", "cv", "n")
LEVELS: Final = (("OCU", "SKILL", SKILLS, "OCU_ISCO08_"), ("ECO", "SECTOR", SECTORS, "ECO_ISIC4_"))
BY_PAYMENT: Final = "-by-payment"
KEY: Final = ("indicator", *SHOWN)
COLUMNS: Final = ("indicator", "estimator", *SHOWN, *NUMBERS, "reliability", "reason", "disclosure", "unit")


def tidy(
    tables: Sequence[SafeTable],
    beside: Mapping[str, Beside],
    wanted: Sequence[Figure],
    of_payers: Sequence[Figure],
    of_items: Sequence[Figure],
    method: Method,
) -> pl.DataFrame:
    """One row a figure.

    A figure of fewer than `n_min` respondents has no value, and its reason says so; where even the number of
    respondents is withheld, it counts as suppressed.

    Args:
        tables: As the run published them.
        beside: For each table by characteristics, the figures that follow from it.
        wanted: The figures of the tables by characteristics.
        of_payers: Those beside them.
        of_items: Those of the table by item.
        method: For the least number, and the currency.
    """
    safe = {one.estimated.table.name: one for one in tables}
    frames = [_items(safe[ITEMS], of_items)]
    for name, also in beside.items():
        frames.append(_named(_with_counts(safe[name]), wanted))
        counted = safe.get(f"{name}{BY_PAYMENT}")
        if counted is None:
            continue
        frames.append(_named(publishable(shown(also.payers, counted, (None, PAID))), of_payers))
        frames.append(_named(publishable(shown(also.shares, counted, (None, PAID, NONE))), (ZERO_SHARE,)))
    made = pl.concat(frames, how="diagonal_relaxed")
    made = made.with_columns(pl.lit(None, pl.String).alias(name) for name in SHOWN if name not in made.columns)
    made = made.with_columns(pl.col("unit").replace({"": method.currency}))
    # A cell of several tables is one cell: where one of them shows less of it, that holds.
    visible = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int8) for name in NUMBERS)
    made = made.with_row_index("(row)").sort(visible, "(row)").unique(KEY, keep="first", maintain_order=True)
    return _enough(made.sort("(row)"), method.n_min).select(COLUMNS)


def _named(rows: pl.DataFrame, wanted: Sequence[Figure]) -> pl.DataFrame:
    """The rows of these figures, with indicator, estimator and unit."""
    named = rows.join(_labels(wanted), on="measure", maintain_order="left").with_columns(
        pl.col(name) * pl.col("per") for name in ("estimate", "se", "low", "high")
    )
    return _levelled(named).drop("per")


def _items(safe: SafeTable, of_items: Sequence[Figure]) -> pl.DataFrame:
    columns = [getattr(one.measure, "of", None) or one.measure.numerator for one in of_items]
    items = pl.DataFrame({"measure": [label_of(one.measure) for one in of_items], "ITEM": columns})
    named = _named(_with_counts(safe), of_items)
    return named.join(items.with_columns(pl.col("ITEM").str.strip_prefix(PREFIX)), on="measure")


def _levelled(rows: pl.DataFrame) -> pl.DataFrame:
    """Skill levels and sectors in dimensions of their own; a group of one code is that code again."""
    for dimension, above, groups, prefix in LEVELS:
        if dimension in rows.columns:
            is_group = pl.col(dimension).is_in(list(groups))
            single = {f"{prefix}{codes}": group for group, codes in groups.items() if len(codes) == 1}
            alike = rows.filter(pl.col(dimension).is_in(list(single))).with_columns(
                pl.col(dimension).replace(single).alias(above), pl.lit(None, pl.String).alias(dimension)
            )
            rows = rows.with_columns(
                pl.when(is_group).then(pl.col(dimension)).alias(above),
                pl.when(~is_group).then(pl.col(dimension)).alias(dimension),
            )
            rows = pl.concat([rows, alike.select(rows.columns)])
    return rows


def _labels(wanted: Sequence[Figure]) -> pl.DataFrame:
    """What each measure is called in a table, in the order in which measures are asked."""
    rows = [(label_of(one.measure), one.indicator, one.title, one.unit, one.per) for one in wanted]
    return pl.DataFrame(rows, schema=["measure", "indicator", "estimator", "unit", "per"], orient="row")


def _with_counts(safe: SafeTable) -> pl.DataFrame:
    """The published rows with `(n)`, the respondents as they were before protection."""
    keys = ["measure", *safe.estimated.table.by]
    counts = safe.estimated.frame.select(*keys, pl.col("n").alias("(n)"))
    return publishable(safe.frame).join(counts, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _enough(rows: pl.DataFrame, least: int) -> pl.DataFrame:
    few = (pl.col("(n)") < least).fill_null(value=True) & pl.col("estimate").is_not_null()
    told = pl.col("n").is_not_null()
    values = [name for name in NUMBERS if name != "n"]
    said = f"fewer than {least} respondents"
    return rows.with_columns(
        # A remark on a withheld figure, that all answers are alike for instance, would tell it.
        pl.when(few & told).then(pl.lit(said)).when(~few).then(pl.col("reason")).alias("reason"),
        pl.when(few & ~told).then(pl.lit("suppressed")).otherwise(pl.col("disclosure")).alias("disclosure"),
        pl.when(few).then(None).otherwise(pl.col("reliability")).alias("reliability"),
        *(pl.when(~few).then(pl.col(name)).alias(name) for name in values),
    )
