"""The frame that typical costs are computed from: one row a worker whose cost is known; the rest with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.costs.reasons import REASONS as OF_SURVEYS
from fairway.recruitment.ratings.items import CHANNELS, SECTORS
from fairway.recruitment.typical_costs.errors import TypicalCostsMisshapen
from fairway.reference.places import by_code
from fairway.warehouse.surveys.specification_errors import nearest

SOURCES: Final = ("survey", "monitor")
"""How the answers were collected: from a drawn sample, or from whoever answered."""
NOT_STATED: Final = "_U"
TOLERANCE: Final = 1e-6
SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    "worker": pl.String,
    "origin": pl.String,
    "destination": pl.String,
    "sector": pl.String,
    "occupation": pl.String,
    "sex": pl.String,
    "channel": pl.String,
    "agency": pl.String,
    "departure_year": pl.Int32,
    "cost": pl.Float64,
    "cost_national": pl.Float64,
    "earned": pl.Float64,
    "weight": pl.Float64,
    "source": pl.String,
}
"""Column → type. `cost` and `earned` (a month) in US dollars, `cost_national` in the currency of the origin; `agency`,
what identifies it; null is not stated. Two columns an item may follow: `item_CODE`, what was paid for it (US dollars),
and `paid_CODE`, whether anything was (1, 0)."""
NEEDED: Final = ("worker", "origin", "destination", "channel", "cost", "source")
EXCLUDED: Final = {"row": pl.Int64, "worker": pl.String, "reason": pl.String}

REASONS: Final = {
    **OF_SURVEYS,
    "worker_unnamed": "The answer has no identifier",
    "worker_twice": "The same worker is there already",
    "quarantined": "The answer is quarantined: it is suspected to be forged",
    "no_corridor": "Origin or destination is not known, or they are the same",
    "unknown_currency": "The currency is not known, or no code of ISO 4217",
    "unreadable_amount": "An amount is no number",
    "amount_unknown": "Something was paid, and it is not known how much",
    "payment_unknown": "Whether anything was paid is not known",
    "amount_contradicts": "Nothing was paid by one answer, and something by another",
    "items_do_not_add_up": "What was paid for the items does not add up to the cost",
    "weight_unusable": "The weight is missing, nought or negative",
}
"""Code → why a worker is not in the frame; a worker without usable earnings stays, for figures in money alone."""


@dataclass(frozen=True, slots=True)
class CostFrame:
    """Workers whose cost is known, and those whose is not.

    Attributes:
        rows: Columns of `SCHEMA`, then those of items, then those of a survey's design.
        excluded: `row` (of the input, from 1), `worker`, `reason` (a key of `REASONS`); one row each.
        without_earnings: Workers among `rows` whose earnings are not known, by reason.
        rates_used: `currency`, `month`, `rate_month`, `rate`, `amounts`; empty where the costs were converted before.
        others: The columns of the design of who is left out: who is sampled stays in the design, in no figure.
    """

    rows: pl.DataFrame
    excluded: pl.DataFrame
    without_earnings: dict[str, int]
    rates_used: pl.DataFrame
    others: pl.DataFrame | None = None

    def counts(self) -> dict[str, int]:
        """Reason → how many were left out, the most frequent first."""
        return dict(
            self.excluded["reason"].value_counts(sort=True).sort("count", "reason", descending=[True, False]).rows()
        )


def cost_frame(rows: pl.DataFrame) -> CostFrame:
    """A frame that is there already, checked: codes refused, rows that cannot be used left out with their reason.

    Args:
        rows: Columns as `SCHEMA`; those that are not needed may be missing.

    Raises:
        TypicalCostsMisshapen: A column is missing, or a code is not of its list.
    """
    missing = [name for name in NEEDED if name not in rows.columns]
    if missing:
        hints = "".join(nearest(name, rows.columns) for name in missing)
        raise TypicalCostsMisshapen(
            f"The table of costs has no column {', '.join(missing)}.{hints}",
            advice=f"It needs {', '.join(NEEDED)}; it has {', '.join(rows.columns[:30])}.",
            details={"missing": missing, "found": rows.columns},
        )
    made = _typed(rows).with_row_index("(row)", offset=1)
    refuse_strangers(made)
    faults = [
        ("worker_unnamed", pl.col("worker").is_null()),
        ("worker_twice", pl.col("worker").is_duplicated() & ~pl.col("worker").is_first_distinct()),
        ("no_corridor", corridor_unknown()),
        ("unreadable_amount", pl.col("cost").is_null() & pl.col("(said)").is_not_null()),
        ("payment_unknown", pl.col("cost").is_null()),
        ("negative_amount", (pl.col("cost") < 0) | (pl.col("cost_national") < 0) | (pl.col("earned") < 0)),
        ("unreadable_amount", ~pl.col("cost").is_finite()),
        ("items_do_not_add_up", _apart(made)),
        ("weight_unusable", ~((pl.col("weight") > 0) & pl.col("weight").is_finite()).fill_null(value=False)),
    ]
    return framed(made.drop("(said)"), with_reasons(made, faults), {}, None)


def framed(
    rows: pl.DataFrame, reasons: pl.Series, without_earnings: dict[str, int], rates_used: pl.DataFrame | None
) -> CostFrame:
    """The frame of the rows without a reason.

    Args:
        rows: Typed, with `(row)`.
        reasons: Why each is left out, or null; shape (rows,).
        without_earnings: As of `CostFrame`; where empty, earnings that are missing or nought are counted.
        rates_used: As of `CostFrame`.
    """
    kept = rows.filter(reasons.is_null())
    no_pay = ~(pl.col("earned") > 0).fill_null(value=False)
    lacking = int(kept.select(no_pay.sum()).item()) if len(kept) else 0
    counted = without_earnings or ({"no_earnings": lacking} if lacking else {})
    kept = kept.with_columns(pl.when(~no_pay).then(pl.col("earned")).alias("earned"))
    first = [*SCHEMA, *(name for name in kept.columns if name.startswith(("item_", "paid_")))]
    rest = [name for name in kept.columns if name not in first and not name.startswith("(")]
    excluded = rows.select(pl.col("(row)").cast(pl.Int64).alias("row"), "worker", reasons.alias("reason"))
    none = pl.DataFrame(schema={"currency": pl.String, "month": pl.String, "rate_month": pl.String, "rate": pl.Float64})
    return CostFrame(
        kept.select(*first, *rest),
        excluded.filter(pl.col("reason").is_not_null()),
        counted,
        none if rates_used is None else rates_used,
    )


def with_reasons(rows: pl.DataFrame, faults: Sequence[tuple[str, pl.Expr]]) -> pl.Series:
    """The first reason that holds of each row, or null; shape (rows,)."""
    chosen = [pl.when(where.fill_null(value=False)).then(pl.lit(reason)) for reason, where in faults]
    return rows.select(pl.coalesce(chosen).alias("reason")).to_series()


def corridor_unknown() -> pl.Expr:
    """Whether a row has no corridor."""
    ends = pl.col("origin"), pl.col("destination")
    return ends[0].is_null() | ends[1].is_null() | (ends[0] == ends[1])


def refuse_strangers(rows: pl.DataFrame) -> None:
    """Refuses codes that are not of their lists, each counted, with the nearest that is.

    Raises:
        TypicalCostsMisshapen: There are some.
    """
    lists: dict[str, Sequence[str]] = {
        "origin": tuple(by_code()),
        "destination": tuple(by_code()),
        "sector": tuple(SECTORS),
        "occupation": tuple("0123456789"),
        "sex": ("F", "M"),
        "channel": tuple(CHANNELS),
        "source": SOURCES,
    }
    for name, known in lists.items():
        strange = rows[name].drop_nulls().value_counts(sort=True).filter(~pl.col(name).is_in(list(known)))
        if len(strange):
            code, count = strange.row(0)
            listed = f" It is one of {', '.join(known)}." if len(known) <= 12 else ""
            raise TypicalCostsMisshapen(
                f"{name} has {len(strange)} codes that are not known; “{code}” is there {count:,} times."
                f"{nearest(str(code), known)}",
                advice=f"Recode them; leave cells empty where it is not known.{listed}",
                details={"column": name, "codes": strange.rows()},
            )
    items = [name for name in rows.columns if name.startswith(("item_", "paid_"))]
    strangers = [name for name in items if name.partition("_")[2] not in item_titles()]
    if strangers:
        raise TypicalCostsMisshapen(
            f"{', '.join(strangers)} name no item of recruitment costs.",
            advice="`fairway codes costs` lists the items; others are bundle, deduction, interest, informal.",
        )


def _apart(rows: pl.DataFrame) -> pl.Expr:
    """Whether the amounts of items, where there are any, are not the cost."""
    items = [name for name in rows.columns if name.startswith("item_")]
    if not items:
        return pl.lit(value=False)
    some = pl.any_horizontal(pl.col(items).is_null() | (pl.col(items) < 0))
    return some | ((pl.sum_horizontal(items) - pl.col("cost")).abs() > TOLERANCE * (1.0 + pl.col("cost")))


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of the schema in their types; what is no number is null, and what was said stays in `(said)`."""
    made = rows.with_columns(pl.col("cost").alias("(said)"))
    plain = {"weight": pl.lit(1.0)}
    absent = [plain.get(name, pl.lit(None)).alias(name) for name in SCHEMA if name not in rows.columns]
    made = made.with_columns(absent)
    numbers = [name for name, kind in SCHEMA.items() if kind != pl.String]
    texts = [name for name, kind in SCHEMA.items() if kind == pl.String]
    items = [name for name in rows.columns if name.startswith(("item_", "paid_"))]
    blank = [pl.col(name).cast(pl.String).str.strip_chars() for name in texts]
    return made.with_columns(
        *(pl.when(one != "").then(one).alias(name) for one, name in zip(blank, texts, strict=True)),
        *(pl.col(name).cast(SCHEMA[name], strict=False) for name in numbers),
        *(pl.col(name).cast(pl.Float64, strict=False) for name in items),
    ).with_columns(pl.col(name).fill_nan(None) for name in numbers if SCHEMA[name] == pl.Float64)
