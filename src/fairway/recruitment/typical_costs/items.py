"""What workers paid for: the share who paid for each item, and its share in what was paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from fairway.methods.survey.measures import Mean, Ratio
from fairway.recruitment.costs.figures import label_of
from fairway.recruitment.typical_costs.figures import ITEM_PAID, ITEM_SHARE
from fairway.recruitment.typical_costs.protecting import Pattern
from fairway.recruitment.typical_costs.rounding import band, in_points
from fairway.recruitment.typical_costs.tables import CELL, COUNTED, ITEM, OF_ITEMS
from fairway.warehouse.surveys.survey import Survey


def item_codes(rows: pl.DataFrame) -> list[str]:
    """The items that somebody paid for."""
    named = [name.removeprefix("paid_") for name in rows.columns if name.startswith("paid_") and name != "paid_any"]
    return [code for code in named if int((rows[f"paid_{code}"] > 0).sum() or 0)]


def of_items(survey: Survey, items: Sequence[str], columns: Sequence[str], hidden: Pattern) -> Iterator[pl.DataFrame]:
    """The figures of items, as they may be published: columns as those of `shown`, and `ITEM`.

    Args:
        survey: Open over the rows.
        items: As `item_codes` gives them.
        columns: Of the rows.
        hidden: Which cells are withheld.
    """
    spent = [code for code in items if f"item_{code}" in columns]
    asked: dict[str, dict[str, Any]] = {
        ITEM_PAID: {code: Mean(f"paid_{code}") for code in items},
        ITEM_SHARE: {code: Ratio(f"item_{code}", "cost") for code in spent},
    }
    cells = hidden.cells.filter(pl.col(ITEM).is_not_null()).select(*CELL, ITEM, "money")
    for indicator, measures in asked.items():
        if not measures:
            continue
        found = survey.estimate(
            list(measures.values()), by=OF_ITEMS, where=COUNTED, margins=True, design_effects=False
        ).frame.with_columns(pl.lit(None, pl.String).alias(name) for name in CELL if name not in OF_ITEMS)
        names = pl.DataFrame(
            [(label_of(one), code) for code, one in measures.items()],
            schema={"measure": pl.String, ITEM: pl.String},
            orient="row",
        )
        told = found.join(names, on="measure").join(cells, on=[*CELL, ITEM], nulls_equal=True)
        yield told.filter(~pl.col("money")).select(
            *CELL,
            ITEM,
            pl.lit(indicator).alias("indicator"),
            pl.lit("PT").alias("unit"),
            in_points(pl.col("estimate") * 100.0).alias("estimate"),
            *(pl.lit(None, pl.Float64).alias(name) for name in ("low", "high")),
            band(pl.col("n")).alias("band"),
            pl.lit(None, pl.String).alias("reason"),
        )
