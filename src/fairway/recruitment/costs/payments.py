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
    "unknown_reimbursement",
    "reimbursed_more_than_paid",
    "unknown_payment_month",
    "no_rate",
)
"""What can be wrong with a payment, in the order in which it is looked for."""
UNKNOWN_BACK: Final = pl.col("reimbursed").is_null() & pl.col("reimbursed_reason").is_not_null()
"""An empty reimbursement is none, unless a reason stands beside it."""


def dated(items: pl.DataFrame, people: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The payments of known workers that the method counts, with the months that it gives them."""
    first = people.select("person", "(row)", "first_job_month")
    rows = items.filter(~pl.col("item").is_in(list(method.excluded_items))).join(
        first, on="person", maintain_order="left"
    )
    if method.unknown_month == "first_job_month":
        rows = rows.with_columns(pl.coalesce("month", "first_job_month").alias("month"))
    nothing = pl.lit(value=True) if method.unknown_reimbursement == "zero" else ~UNKNOWN_BACK
    return rows.with_columns(
        pl.when(pl.col("reimbursed").is_null() & nothing).then(0.0).otherwise(pl.col("reimbursed")).alias("reimbursed"),
        UNKNOWN_BACK.alias("(unknown back)"),
        pl.coalesce("reimbursed_currency", "currency").alias("reimbursed_currency"),
        pl.coalesce("reimbursed_month", "month").alias("reimbursed_month"),
    )


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
        ("unknown_reimbursement", pl.col("reimbursed").is_null()),
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


def by_person(paid: pl.DataFrame, workers: int) -> pl.DataFrame:
    """For each worker: how many payments, their net cost in all and by item, and what is wrong with them.

    Args:
        paid: Payments as `valued` gives them, of workers numbered from 1 in `(row)`.
        workers: How many there are.

    Returns:
        `(items)`, `cost`, `item_CODE`, `(fault NAME)`; shape (workers,).
    """
    import numpy as np

    kinds = list(item_titles())
    row = paid["(row)"].to_numpy().astype(np.int64) - 1
    kind = paid["item"].cast(pl.Enum(kinds)).to_physical().to_numpy()
    # One sum over (worker, item) is many times faster than to group and to spread hundreds of thousands of payments.
    cells = np.bincount(
        row * len(kinds) + kind, paid["net"].fill_null(0.0).to_numpy(), minlength=workers * len(kinds)
    ).reshape(workers, len(kinds))
    faulty = paid.select((pl.col("(row)").cast(pl.Int64) - 1).alias("row"), "fault").drop_nulls()
    faults = {name: np.zeros(workers, np.bool_) for name in FAULTS}
    for name in FAULTS:
        faults[name][faulty.filter(pl.col("fault") == name)["row"].to_numpy()] = True
    return pl.DataFrame(
        {
            "(items)": np.bincount(row, minlength=workers),
            "cost": cells.sum(axis=1),
            **{f"item_{code}": cells[:, at] for at, code in enumerate(kinds)},
            **{f"(fault {name})": found for name, found in faults.items()},
        }
    )
