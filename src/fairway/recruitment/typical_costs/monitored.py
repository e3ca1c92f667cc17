"""The answers of workers who rated their recruitment, as the frame of typical costs."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.costs.rates import CURRENCY, Rates, converted
from fairway.recruitment.ratings.items import CHANNEL_OF
from fairway.recruitment.typical_costs.errors import TypicalCostsMisshapen
from fairway.recruitment.typical_costs.frames import (
    SCHEMA,
    CostFrame,
    corridor_unknown,
    framed,
    refuse_strangers,
    with_reasons,
)
from fairway.warehouse.surveys.specification_errors import nearest

TEXTS: Final = ("rating", "agency", "origin", "destination", "sector", "occupation", "sex", "found_by", "paid",
                "currency", "pay_currency")  # fmt: skip
NUMBERS: Final = ("total", "pay")
NEEDED: Final = ("rating", "origin", "destination", "found_by", "paid", "total", "currency", "departure_year")


def monitored(answers: pl.DataFrame, rates: Rates, *, national_currency: str | None = None) -> CostFrame:
    """The frame of a monitor's answers; amounts are converted at the year of departure.

    Args:
        answers: One row a rating: `rating` (its identifier), `agency`, `origin`, `destination`, `sector`, `occupation`
            (ISCO-08), `sex`, `found_by` (a key of `CHANNEL_OF`), `departure_year`, `paid` (yes, no: whether anything
            was paid), `total` (what was paid in all) and `currency`, `pay` (a month's) and `pay_currency` (where
            missing, `currency`'s), `paid_CODE` of each item (1, 0, null), `weight`, `quarantined`. Those not needed may
            be missing.
        rates: Exchange rates; of each year of departure one (month `2023`).
        national_currency: Of the country of origin; None: figures in dollars alone.

    Raises:
        TypicalCostsMisshapen: A column is missing, or a code is not of its list.
    """
    missing = [name for name in NEEDED if name not in answers.columns]
    if missing:
        hints = "".join(nearest(name, answers.columns) for name in missing)
        raise TypicalCostsMisshapen(
            f"The monitor's answers have no column {', '.join(missing)}.{hints}",
            advice=f"They need {', '.join(NEEDED)}.",
            details={"missing": missing, "found": answers.columns},
        )
    rows = _typed(answers)
    refuse_strangers(rows)
    year = pl.col("departure_year").cast(pl.String)
    cost = rows.select(pl.col("total").alias("amount"), "currency", year.alias("month"))
    pay = rows.select(
        pl.col("pay").alias("amount"), pl.coalesce("pay_currency", "currency").alias("currency"), year.alias("month")
    )
    dollars = converted(pl.concat([cost, pay]), rates, "USD")
    rows = rows.with_columns(
        dollars.amounts[: len(rows)].alias("cost"), dollars.amounts[len(rows) :].alias("earned"),
        pay["currency"].alias("(pay currency)"),
    )  # fmt: skip
    own = None if national_currency is None else converted(cost, rates, national_currency).amounts
    rows = rows.with_columns(
        pl.lit(None, pl.Float64).alias("cost_national") if own is None else own.alias("cost_national")
    )
    reasons = with_reasons(rows, _faults(with_national=own is not None))
    items = [name for name in rows.columns if name.startswith("paid_")]
    return framed(rows.select("(row)", *SCHEMA, *items), reasons, _pay_faults(rows), dollars.used)


def _faults(*, with_national: bool) -> list[tuple[str, pl.Expr]]:
    known = pl.col("currency").str.contains(CURRENCY).fill_null(value=False)
    due = pl.col("total") != 0
    return [
        ("worker_unnamed", pl.col("worker").is_null()),
        ("worker_twice", pl.col("worker").is_duplicated() & ~pl.col("worker").is_first_distinct()),
        ("quarantined", pl.col("quarantined")),
        ("no_corridor", corridor_unknown()),
        ("unreadable_amount", pl.col("(unreadable total)")),
        ("negative_amount", pl.col("total") < 0),
        ("amount_contradicts", (pl.col("paid") == "no") & (pl.col("(stated)") > 0)),
        ("amount_contradicts", (pl.col("paid") == "yes") & (pl.col("(stated)") == 0)),
        ("amount_unknown", (pl.col("paid") == "yes") & pl.col("total").is_null()),
        ("payment_unknown", pl.col("total").is_null()),
        ("unknown_currency", due & ~known),
        ("unknown_payment_month", due & pl.col("departure_year").is_null()),
        ("no_rate", due & pl.col("cost").is_null()),
        ("no_rate", pl.lit(with_national) & due & pl.col("cost_national").is_null()),
        ("weight_unusable", ~((pl.col("weight") > 0) & pl.col("weight").is_finite()).fill_null(value=False)),
    ]


def _pay_faults(rows: pl.DataFrame) -> dict[str, int]:
    """Why earnings are not known, of the rows whose they are not; these rows stay, for figures in money."""
    known = pl.col("(pay currency)").str.contains(CURRENCY).fill_null(value=False)
    faults = [
        ("unreadable_amount", pl.col("(unreadable pay)")),
        ("no_earnings", pl.col("pay").is_null() | (pl.col("pay") == 0)),
        ("negative_amount", pl.col("pay") < 0),
        ("unknown_currency", ~known),
        ("no_rate", pl.col("earned").is_null()),
    ]
    out = with_reasons(rows, _faults(with_national=False))
    return dict(with_reasons(rows, faults).filter(out.is_null()).drop_nulls().value_counts(sort=True).rows())


def _typed(answers: pl.DataFrame) -> pl.DataFrame:
    absent = [pl.lit(None, pl.String).alias(name) for name in (*TEXTS, *NUMBERS) if name not in answers.columns]
    plain = {"weight": pl.lit(1.0), "quarantined": pl.lit(value=False)}
    absent += [one.alias(name) for name, one in plain.items() if name not in answers.columns]
    items = [name for name in answers.columns if name.startswith("paid_") and name[len("paid_") :] in item_titles()]
    made = answers.with_columns(absent).with_row_index("(row)", offset=1)
    cleaned = [(name, pl.col(name).cast(pl.String).str.strip_chars()) for name in TEXTS]
    made = made.with_columns(
        *(pl.when(one != "").then(one).alias(name) for name, one in cleaned),
        *(_number(name).alias(name) for name in NUMBERS),
        *((_number(name).is_null() & pl.col(name).is_not_null()).alias(f"(unreadable {name})") for name in NUMBERS),
        *(pl.col(name).cast(pl.Float64, strict=False) for name in items),
        pl.col("departure_year").cast(pl.Int32, strict=False),
        pl.col("weight").cast(pl.Float64, strict=False),
        pl.col("quarantined").cast(pl.Boolean).fill_null(value=False),
    )
    nothing = (pl.col("paid") == "no") & pl.col("total").is_null()
    return made.select(
        *(name for name in made.columns if name.startswith("(")),
        pl.col("rating").alias("worker"),
        *("origin", "destination", "sector", "sex", "agency", "departure_year", "weight", "quarantined", "paid"),
        pl.col("occupation").str.slice(0, 1),
        pl.col("found_by")
        .replace_strict(CHANNEL_OF, default=pl.col("found_by"), return_dtype=pl.String)
        .alias("channel"),
        pl.col("total").alias("(stated)"),
        pl.when(nothing).then(0.0).otherwise(pl.col("total")).alias("total"),
        *("currency", "pay", "pay_currency", *items),
        pl.lit("monitor").alias("source"),
    )


def _number(name: str) -> pl.Expr:
    value = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)
