"""The cost and the earnings of each worker, in one currency, and why some have none.

Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18); ILO, General principles and operational guidelines for fair
recruitment and definition of recruitment fees and related costs (2019).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from fairway.recruitment.costs.earnings import with_earnings
from fairway.recruitment.costs.errors import RateMissing
from fairway.recruitment.costs.frames import items_frame, workers_frame
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.payments import FAULTS, by_person, dated, valued
from fairway.recruitment.costs.population import check_stay, outside
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.costs.reasons import REASONS, first_reason
from fairway.recruitment.costs.rejecting import rejected


@dataclass(frozen=True, slots=True)
class Personal:
    """Workers with what each paid and earned.

    Attributes:
        persons: The workers in their order, with `cost`, `earned`, `ratio` (months of earnings), `paid_any` (`paid`,
            `none`), `item_CODE` (net cost of each item) and `eligible` (1, 0); null where not eligible; `reason_out`: a
            key of `REASONS`, null where eligible.
        excluded: `reason`, `workers`: how many, in the order in which reasons are looked for.
        rejects: `file` (workers, items), `row`, `reason`: rows that were not used.
        rates_used: `currency`, `month`, `rate_month`, `rate`, `amounts`.
        unknown_reimbursements: Payments of which it is not known whether or how much was given back.
    """

    persons: pl.DataFrame
    excluded: pl.DataFrame
    rejects: pl.DataFrame
    rates_used: pl.DataFrame
    unknown_reimbursements: int = 0

    @property
    def eligible(self) -> int:
        """How many workers count."""
        return int(self.persons["eligible"].sum())


def personal_costs(
    workers: pl.DataFrame, items: pl.DataFrame, rates: Rates, *, coverage: Coverage, method: Method
) -> Personal:
    """C and E of every worker who counts, and the reason of everybody else.

    Args:
        workers: One row a worker: `person`, `sex`, `age`, `education`, `occupation`, `industry`, `origin`,
            `destination`, `first_job_month`, `arrival_month`, `departure_month`, `return_month`, `stay_months`,
            `documented`, `status`, `reason`, `paid`, `earnings`, `earnings_currency`, `earnings_month`,
            `earnings_basis`, `earnings_taxes`, `moved_abroad`, and the columns of the design.
        items: One row a payment: `person`, `item`, `payee`, `amount`, `currency`, `month`, `reimbursed`,
            `reimbursed_currency`, `reimbursed_month`, `reimbursed_reason` (why `reimbursed` is not known).
        rates: Exchange rates.
        coverage: Whose costs.
        method: Every choice.

    Raises:
        CostsMisshapen: A frame that cannot be read.
        RateMissing: An amount of a worker who would count has no rate, and the method refuses that.
    """
    people = workers_frame(workers).with_row_index("(row)", offset=1)
    check_stay(people, method)
    payments = items_frame(items)
    rows = dated(payments, people, method)
    paid, paid_rates = valued(rows, rates, coverage, method)
    people = people.hstack(by_person(paid, len(people)))
    people, earned_rates = with_earnings(people, paid, rates, method)
    people = people.with_columns(first_reason([*outside(coverage, method), *_unusable(method)]))
    rates_used = pl.concat([paid_rates.used, earned_rates.used]).group_by("currency", "month", "rate_month", "rate")
    if method.without_rate == "refuse":
        _refuse_missing(people, paid, rates)
    return Personal(
        _finished(people),
        _counted(people),
        rejected(people, paid, payments),
        rates_used.agg(pl.col("amounts").sum()).sort("currency", "month"),
        int(paid["(unknown back)"].sum()),
    )


def _unusable(method: Method) -> list[tuple[str, pl.Expr]]:
    """Each reason of answers that cannot be used, in order, with the workers for whom it holds."""
    none_listed = pl.col("(items)") == 0
    asked_nothing = pl.col("paid").is_null() & pl.lit(method.no_items == "missing")
    missing = none_listed & (asked_nothing | (pl.col("paid") == "yes"))
    found = {
        **{name: pl.col(f"(fault {name})") for name in FAULTS},
        "other_earnings_basis": pl.col("(other basis)"),
        "no_earnings": pl.col("earned").is_null() | (pl.col("earned") <= 0),
    }
    found["missing_costs"] |= missing.fill_null(value=False)
    found["negative_amount"] |= (pl.col("earnings") < 0) | (pl.col("earnings_taxes") < 0)
    without = pl.col("(earnings without rate)")
    found["unknown_payment_month"] |= without & pl.col("(earnings month)").is_null()
    found["no_rate"] |= without
    return [(name, found[name].fill_null(value=False)) for name in REASONS if name in found]


def _finished(people: pl.DataFrame) -> pl.DataFrame:
    """The workers as they are handed on; what is not eligible has no figures."""
    counts = pl.col("reason_out").is_null()
    items = [name for name in people.columns if name.startswith("item_")]
    own = [name for name in people.columns if name.startswith("(")]
    made = people.with_columns(
        counts.cast(pl.Int8).alias("eligible"),
        (pl.col("cost") / pl.col("earned")).alias("ratio"),
        pl.when(pl.col("cost") > 0).then(pl.lit("paid")).otherwise(pl.lit("none")).alias("paid_any"),
    )
    hidden = ["cost", "earned", "ratio", "paid_any", *items]
    return made.with_columns(pl.when(counts).then(pl.col(name)).alias(name) for name in hidden).drop(own)


def _counted(people: pl.DataFrame) -> pl.DataFrame:
    found = dict(people["reason_out"].drop_nulls().value_counts().rows())
    kept = [(name, found[name]) for name in REASONS if name in found]
    return pl.DataFrame(kept, schema={"reason": pl.String, "workers": pl.Int64}, orient="row")


def _refuse_missing(people: pl.DataFrame, paid: pl.DataFrame, rates: Rates) -> None:
    """Raises for the amounts without rate of workers who would count."""
    who = people.filter(pl.col("reason_out") == "no_rate")
    of_them = paid.join(who.select("person"), on="person", how="semi")
    lacking = pl.concat(
        [
            of_them.filter("(lacking)").select("currency", "month"),
            of_them.filter("(lacking back)").select(
                pl.col("reimbursed_currency").alias("currency"), pl.col("reimbursed_month").alias("month")
            ),
            who.filter("(earnings without rate)").select(
                pl.col("earnings_currency").alias("currency"), pl.col("(earnings month)").alias("month")
            ),
        ]
    )
    if len(lacking):
        counted = lacking.fill_null("not stated").group_by("currency", "month").len().sort("currency", "month")
        raise RateMissing(counted.rows(), base=rates.base, window=rates.window_months)
