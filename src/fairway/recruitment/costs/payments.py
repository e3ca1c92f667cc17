"""Payments: converted, netted of what was reimbursed, and added up for each worker."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.months import first_of, is_no_month, span
from fairway.recruitment.costs.rates import Converted, Rates, converted
from fairway.recruitment.costs.reasons import first_reason

FAULTS: Final = (
    "impossible_dates",
    "negative_amount",
    "missing_costs",
    "reimbursed_more_than_paid",
    "unknown_payment_month",
    "no_rate",
)
"""What can be wrong with a payment, in the order in which it is looked for."""


def dated(items: pl.DataFrame, people: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The payments of known workers that the method counts, with the months that it gives them."""
    first = people.select("person", "(row)", "first_job_month")
    rows = items.filter(~pl.col("item").is_in(list(method.excluded_items))).join(first, on="person")
    if method.unknown_month == "first_job_month":
        rows = rows.with_columns(pl.coalesce("month", "first_job_month").alias("month"))
    return rows.with_columns(
        pl.col("reimbursed").fill_null(0.0),
        pl.coalesce("reimbursed_currency", "currency").alias("reimbursed_currency"),
        pl.coalesce("reimbursed_month", "month").alias("reimbursed_month"),
    ).sort("row")


def valued(rows: pl.DataFrame, rates: Rates, coverage: Coverage, method: Method) -> tuple[pl.DataFrame, Converted]:
    """The payments with `gross` and `net` in the target currency, and what is wrong with each."""
    back = rows.select(
        pl.col("reimbursed").alias("amount"),
        pl.col("reimbursed_currency").alias("currency"),
        pl.col("reimbursed_month").alias("month"),
    )
    both = converted(pl.concat([rows.select("amount", "currency", "month"), back]), rates, method.currency)
    size = len(rows)
    rows = rows.with_columns(
        both.amounts[:size].alias("value"),
        both.amounts[size:].alias("refund"),
        both.lacking[:size].alias("(lacking)"),
        both.lacking[size:].alias("(lacking back)"),
    )
    same = pl.col("reimbursed_currency") == pl.col("currency")
    tolerated = 1.0 + method.reimbursement_tolerance
    more = (
        pl.when(same)
        .then(pl.col("reimbursed") > pl.col("amount"))
        .otherwise(pl.col("refund") > pl.col("value") * tolerated)
    )
    impossible = _impossible(rows, coverage)
    faults = [
        ("impossible_dates", pl.col("month").is_in(impossible) | pl.col("reimbursed_month").is_in(impossible)),
        ("negative_amount", (pl.col("amount") < 0) | (pl.col("reimbursed") < 0)),
        ("missing_costs", pl.col("amount").is_null() | ~pl.col("amount").is_finite()),
        ("reimbursed_more_than_paid", more),
        (
            "unknown_payment_month",
            (pl.col("(lacking)") & pl.col("month").is_null())
            | (pl.col("(lacking back)") & pl.col("reimbursed_month").is_null()),
        ),
        ("no_rate", pl.col("(lacking)") | pl.col("(lacking back)")),
    ]
    # Rates move between payment and reimbursement: what is wholly given back costs nothing, not less.
    net = (pl.col("value") - pl.col("refund")).clip(lower_bound=0.0)
    whole = same & (pl.col("reimbursed") == pl.col("amount"))
    return (
        rows.with_columns(
            pl.when(whole).then(0.0).otherwise(net).alias("net"),
            first_reason(faults, "fault"),
        ),
        both,
    )


def _impossible(rows: pl.DataFrame, coverage: Coverage) -> list[str]:
    """The months of payments that are none, or lie after the interviews."""
    now = span(coverage.reference_month)[1]
    months = pl.concat([rows["month"], rows["reimbursed_month"]]).drop_nulls().unique().to_frame("month")
    return months.filter(is_no_month("month") | (first_of("month") > now).fill_null(value=False))["month"].to_list()


def by_person(paid: pl.DataFrame) -> pl.DataFrame:
    """For each worker: how many payments, their net cost in all and by item, and what is wrong with them."""
    faults = [name for name in FAULTS if name in set(paid["fault"].drop_nulls())]
    sums = paid.group_by("(row)").agg(
        pl.len().alias("(items)"),
        pl.col("net").sum().alias("cost"),
        *((pl.col("fault") == name).any().alias(f"(fault {name})") for name in faults),
    )
    wide = (
        paid.group_by("(row)", pl.col("item").cast(pl.Enum(list(item_titles()))))
        .agg(pl.col("net").sum())
        .pivot(on="item", index="(row)", values="net", on_columns=sorted(item_titles()))
        .rename({code: f"item_{code}" for code in item_titles()})
    )
    return sums.join(wide, on="(row)").with_columns(
        pl.lit(value=False).alias(f"(fault {name})") for name in FAULTS if name not in faults
    )
