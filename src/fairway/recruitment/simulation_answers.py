"""Simulated workers as a recruitment cost module would have recorded them: what they would have answered.

The long module takes every payment as it was. The medium one has one month for all of them, and the short one a single
sum in the worker's own currency: what is lost so, is lost in a real interview as well.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.recruitment.modules.questions import ITEMS
from fairway.recruitment.simulation import Recruited
from fairway.reference.places import rows_of

DAY: Final = 15
"""Of the reference month: the day of every interview."""
_DESIGN: Final = ("simulated", "weight", "stratum", "psu")
_PURPOSES: Final = {"work": "employee", "family": "family", "study": "study", "protection": "protection"}
_STATUS: Final = {"employee": "employee", "contributing_family": "contributing_family"}
_PAYEES: Final = {
    "recruiter": "agency", "agency": "agency", "sub_agent": "broker", "government": "government",
    "official": "official", "employer": "employer",
}  # fmt: skip
_APART: Final = ("deduction", "interest")
"""Asked apart from the payments themselves."""


def interviews_of(found: Recruited, module: str, currency: str, reference_month: str) -> dict[str, pl.DataFrame]:
    """The answers of workers to one of the modules.

    Args:
        found: The workers, their payments and the rates.
        module: `recruitment_cost_long`, `recruitment_cost_medium` or `recruitment_cost_short`.
        currency: Of the country of the survey: in which most payments were made.
        reference_month: `2024-05`, the month of the interviews.

    Returns:
        `main`; of the long module `cost` and `loan`: questions by their names, before the routing leaves some out.
    """
    items = found.items.with_columns(pl.col("person").cast(pl.String).alias("parent_key"))
    listed = items.filter(~pl.col("item").is_in(_APART))
    main = _of_everybody(found.workers, reference_month)
    main = main.join(_deducted(items), on="key", how="left", maintain_order="left")
    paid = pl.col("key").is_in(listed["parent_key"].unique().implode())
    main = main.with_columns(
        pl.col("deduction").fill_null("none"),
        pl.when(paid).then(pl.lit("yes")).otherwise(pl.lit("no")).alias("paid_anything"),
    )
    if module == "recruitment_cost_long":
        return _long(main, items, listed)
    priced = _priced(listed, found.rates)
    if module == "recruitment_cost_medium":
        return {"main": _medium(main, items, priced, currency)}
    return {"main": _short(main, priced, found.rates, currency)}


def _of_everybody(workers: pl.DataFrame, reference_month: str) -> pl.DataFrame:
    """What all modules ask: the person, the move, the job, its earnings."""
    titles = {row["code"]: row["title_en"] for listed in ("isco08", "isic4") for row in rows_of(f"{listed}.csv")}
    known = pl.col("earnings").is_not_null()
    stayed = pl.coalesce(pl.col("return_month"), pl.lit(reference_month))
    return workers.select(
        *(name for name in _DESIGN if name in workers.columns),
        pl.col("person").cast(pl.String).alias("key"),
        pl.lit(f"{reference_month}-{DAY}").alias("interview_date"),
        pl.lit("yes").alias("consent"),
        "sex", "age", "education",
        pl.lit("yes").alias("moved_abroad"),
        "origin", "destination",
        pl.coalesce("stay_months", _months(stayed) - _months(pl.col("arrival_month"))).cast(pl.Int64)
        .clip(lower_bound=1).alias("stay_months"),
        pl.col("reason").replace_strict(_PURPOSES, default="other").alias("move_purpose"),
        pl.col("status").replace_strict(_STATUS, default="own_account").alias("first_job_status"),
        "first_job_month",
        pl.col("documented").fill_null("refused").alias("documented_entry"),
        "earnings_month",
        pl.when(known).then(pl.lit("amount")).otherwise(pl.lit("refused")).alias("earnings_known"),
        pl.col("earnings").alias("earnings_amount"),
        pl.lit("net").alias("earnings_basis"),
        pl.when(pl.col("earnings_basis") == "take_home").then(pl.lit("yes")).otherwise(pl.lit("no"))
        .alias("earnings_after_deduction"),
        pl.lit("none").alias("bonus_known"),
        pl.lit("none").alias("in_kind_known"),
        pl.when(known).then("earnings_currency").alias("earnings_currency"),
        *(
            one
            for name in ("occupation", "industry")
            for one in (
                pl.col(name).replace_strict(titles, default=None, return_dtype=pl.String).alias(f"{name}_text"),
                pl.col(name).alias(f"{name}_code"),
            )
        ),
    )  # fmt: skip


def _months(month: pl.Expr) -> pl.Expr:
    return month.str.slice(0, 4).cast(pl.Int64) * 12 + month.str.slice(5, 2).cast(pl.Int64, strict=False)


def _deducted(items: pl.DataFrame) -> pl.DataFrame:
    """The pay kept back in each of some months, by worker."""
    kept = items.filter(pl.col("item") == "deduction")
    return kept.group_by(pl.col("parent_key").alias("key"), maintain_order=True).agg(
        _known(pl.col("amount").is_null().any()).alias("deduction"),
        pl.when(pl.col("amount").is_not_null().all()).then(pl.col("amount").first()).alias("deduction_amount"),
        pl.col("currency").first().alias("deduction_currency"),
        pl.len().cast(pl.Int64).alias("deduction_months"),
        pl.col("month").min().alias("deduction_from"),
    )


def _known(unknown: pl.Expr) -> pl.Expr:
    return pl.when(unknown).then(pl.lit("amount_unknown")).otherwise(pl.lit("amount"))


def _back(given: pl.Expr) -> pl.Expr:
    return pl.when(given > 0).then(pl.lit("amount")).otherwise(pl.lit("none"))


def _long(main: pl.DataFrame, items: pl.DataFrame, listed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    lent = items.filter(pl.col("item") == "interest")
    borrowed = pl.col("key").is_in(lent["parent_key"].unique().implode())
    cost = listed.select(
        "simulated",
        "parent_key",
        pl.col("item").alias("cost_item"),
        pl.col("payee").replace_strict(_PAYEES, default="provider").alias("cost_payee"),
        pl.lit("self").alias("cost_paid_by"),
        _known(pl.col("amount").is_null()).alias("cost_known"),
        pl.col("amount").alias("cost_amount"),
        pl.col("currency").alias("cost_currency"),
        pl.col("month").alias("cost_month"),
        _back(pl.col("reimbursed")).alias("cost_back"),
        pl.when(pl.col("reimbursed") > 0).then("reimbursed").alias("cost_back_amount"),
        pl.col("reimbursed_currency").alias("cost_back_currency"),
        pl.col("reimbursed_month").alias("cost_back_month"),
    )
    loan = lent.select(
        "simulated",
        "parent_key",
        pl.lit("amount_unknown").alias("loan_known"),
        pl.col("currency").alias("loan_currency"),
        pl.col("month").alias("loan_month"),
        pl.lit("dont_know").alias("loan_rate_per"),
        _known(pl.col("amount").is_null()).alias("loan_interest_known"),
        pl.col("amount").alias("loan_interest_amount"),
    )
    asked = pl.when(borrowed).then(pl.lit("yes")).otherwise(pl.lit("no"))
    return {"main": main.with_columns(asked.alias("borrowed")), "cost": cost, "loan": loan}


def _priced(listed: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """The payments with `dollars` and `dollars_back`, each at the rate of its own month."""
    given = rates.select("currency", "month", "rate")
    back = given.rename({"currency": "reimbursed_currency", "month": "reimbursed_month", "rate": "rate_back"})
    return (
        listed.join(given, on=["currency", "month"], how="left", maintain_order="left")
        .join(back, on=["reimbursed_currency", "reimbursed_month"], how="left", maintain_order="left")
        .with_columns(
            (pl.col("amount") / pl.col("rate").fill_null(1.0)).alias("dollars"),
            (pl.col("reimbursed") / pl.col("rate_back").fill_null(1.0)).alias("dollars_back"),
        )
    )


def _main_month(priced: pl.DataFrame, name: str) -> pl.DataFrame:
    """The month of each worker's largest payment of which the month is known."""
    dated = priced.filter(pl.col("month").str.len_chars() == 7)
    return dated.group_by(pl.col("parent_key").alias("key"), maintain_order=True).agg(
        pl.col("month").sort_by(pl.col("dollars").fill_null(0.0), descending=True).first().alias(name)
    )


def _medium(main: pl.DataFrame, items: pl.DataFrame, priced: pl.DataFrame, currency: str) -> pl.DataFrame:
    made = main.join(_main_month(priced, "costs_month"), on="key", how="left", maintain_order="left")
    made = made.with_columns(pl.lit(currency).alias("costs_currency"))
    for code in ITEMS:
        name = code.lower()
        amount, other = pl.col("amount"), pl.col("currency") != currency
        # The form asks in one currency what an item cost and what of it came back.
        back = (pl.col("dollars_back") * pl.col("rate").fill_null(1.0)).round(2).fill_null(0.0)
        of_it = priced.filter(pl.col("item") == code).select(
            pl.col("parent_key").alias("key"),
            _known(amount.is_null()).alias(name),
            amount.alias(f"{name}_amount"),
            pl.when(other).then("currency").alias(f"{name}_currency"),
            _back(back).alias(f"{name}_back"),
            pl.when(back > 0).then(back).alias(f"{name}_back_amount"),
        )
        made = made.join(of_it, on="key", how="left", maintain_order="left").with_columns(
            pl.col(name).fill_null("none")
        )
    interest = items.filter(pl.col("item") == "interest").select(
        pl.col("parent_key").alias("key"),
        _known(pl.col("amount").is_null()).alias("interest"),
        pl.col("amount").alias("interest_amount"),
        pl.col("currency").alias("interest_currency"),
    )
    made = made.join(interest, on="key", how="left", maintain_order="left")
    return made.with_columns(pl.col("interest").fill_null("none"))


def _short(main: pl.DataFrame, priced: pl.DataFrame, rates: pl.DataFrame, currency: str) -> pl.DataFrame:
    """One sum, in the worker's own currency of the month in which most was paid."""
    months = _main_month(priced, "total_month")
    sums = priced.group_by(pl.col("parent_key").alias("key"), maintain_order=True).agg(
        pl.when(pl.col("dollars").is_not_null().all()).then(pl.col("dollars").sum()).alias("dollars"),
        pl.col("dollars_back").sum().alias("dollars_back"),
    )
    rate = rates.filter(pl.col("currency") == currency).select(pl.col("month").alias("total_month"), "rate")
    given = sums.join(months, on="key", how="left", maintain_order="left")
    given = given.join(rate, on="total_month", how="left", maintain_order="left")
    # Who cannot say when, cannot say how much at once either.
    total, back = ((pl.col(name) * pl.col("rate")).round(2) for name in ("dollars", "dollars_back"))
    given = given.select(
        "key",
        _known(total.is_null()).alias("total"),
        total.alias("total_amount"),
        pl.lit(currency).alias("total_currency"),
        "total_month",
        _back(back.fill_null(0.0)).alias("total_back"),
        pl.when(back > 0).then(back).alias("total_back_amount"),
    )
    made = main.join(given, on="key", how="left", maintain_order="left")
    return made.with_columns(pl.col("total").fill_null("none"))
