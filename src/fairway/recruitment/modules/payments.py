"""The payments of each worker, from the repeat of the long module, the items of the medium or the total of the short.

Source: SDG indicator metadata 10.7.1 (2022-05-18): costs that the worker or the family bore, with wage deductions that
recover costs; interest stands apart, for practice differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.modules.questions import ITEMS
from fairway.reference.questionnaires.answers import AMOUNT, MAIN, NONE, UNSAID, Answers, fault, said, stated

COLUMNS: Final = {
    "person": pl.String, "item": pl.String, "payee": pl.String, "amount": pl.Float64, "currency": pl.String,
    "month": pl.String, "reimbursed": pl.Float64, "reimbursed_currency": pl.String, "reimbursed_month": pl.String,
    "receipt": pl.String, "reason": pl.String, "reimbursed_reason": pl.String,
}  # fmt: skip


def payments(answers: Answers, questionnaire: Questionnaire) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """One row for each payment, and what is doubtful about some.

    A payment of which the amount is not known has a row with its reason; what cost nothing has none.

    Args:
        answers: Typed.
        questionnaire: That was asked.
    """
    main = answers.tables[MAIN]
    asked = main.filter(_asked())
    faults: list[pl.DataFrame] = []
    if "cost" in answers.tables:
        parts = [_listed(answers.tables["cost"]), _unlisted(asked, answers.tables["cost"])]
        parts += [_interest_of_loans(answers.tables["loan"]), _unknown_loans(asked, answers.tables["loan"])]
        faults += [*_doubts(answers.tables["cost"]), _reckoned(answers.tables["loan"])]
    elif questionnaire.question("costs_currency"):
        parts = [_gated(asked), *_by_item(asked), _interest(asked)]
    else:
        parts = [_total(asked)]
    rows = pl.concat([pl.DataFrame(schema=COLUMNS), *parts, _deductions(asked)])
    back = fault(
        rows.rename({"person": "key"}), "items", pl.col("reimbursed_reason").is_not_null(),
        ("item", "reimbursed_reason"),
        "whether or how much was given back is not known: reimbursed is empty",
    )  # fmt: skip
    return rows, [*faults, back]


def _asked() -> pl.Expr:
    """Who was asked about costs, or answered even so."""
    eligible = (
        (pl.col("consent") == "yes")
        & (pl.col("moved_abroad") == "yes")
        & (pl.col("move_purpose") == "employee")
        & (pl.col("first_job_status") == "employee")
    )
    answered = pl.any_horizontal(
        pl.col(name).is_not_null() for name in ("paid_anything", "total", "deduction", "earnings_known")
    )
    return eligible.fill_null(value=False) | answered


def _row(frame: pl.DataFrame, where: pl.Expr, **columns: pl.Expr) -> pl.DataFrame:
    """The rows where it holds, with every column; null where none is given."""
    key = "key" if "key" in frame.columns else "parent_key"
    made = {"person": pl.col(key), **columns}
    return frame.filter(where).select(
        made.get(name, pl.lit(None, kind)).cast(kind).alias(name) for name, kind in COLUMNS.items()
    )


def _there(state: str, number: str) -> pl.Expr:
    """Everything but “nothing”."""
    return pl.col(number).is_not_null() | ((pl.col(state) != NONE) | pl.col(state).is_null())


def _given_back(state: str, number: str) -> dict[str, pl.Expr]:
    """What was given back; whoever does not know what was paid was not asked."""
    value, why = stated(state, number)
    return {"reimbursed": value, "reimbursed_reason": why}


def _listed(cost: pl.DataFrame) -> pl.DataFrame:
    """The payments of the long module that worker or family bore, or of which nobody can say who did."""
    value, why = stated("cost_known", "cost_amount")
    own = pl.col("cost_paid_by").is_in(["self", *UNSAID]).fill_null(value=True)
    return _row(
        cost,
        own & _there("cost_known", "cost_amount"),
        item=pl.col("cost_item").fill_null("bundle"),
        payee=said("cost_payee"),
        amount=value,
        currency=said("cost_currency"),
        month=pl.col("cost_month"),
        **_given_back("cost_back", "cost_back_amount"),
        reimbursed_currency=pl.coalesce(said("cost_back_currency"), said("cost_currency")),
        reimbursed_month=pl.col("cost_back_month"),
        receipt=said("cost_receipt"),
        reason=why,
    )


def _unsaid(state: str) -> pl.Expr:
    """Why nothing is known of what a yes/no question opens: `dont_know`, `refused`, `not_answered`; null otherwise."""
    how = pl.col(state)
    return pl.when(how.is_null()).then(pl.lit("not_answered")).when(how.is_in(UNSAID)).then(how)


def _without(asked: pl.DataFrame, repeat: pl.DataFrame) -> pl.Series:
    return ~asked["key"].is_in(repeat["parent_key"].implode())


def _unlisted(asked: pl.DataFrame, cost: pl.DataFrame) -> pl.DataFrame:
    """One unknown payment for who paid something but lists nothing, or cannot say whether anything was paid."""
    lacking = pl.coalesce(
        _unsaid("paid_anything"), pl.when(pl.col("paid_anything") == "yes").then(pl.lit("not_listed"))
    )
    where = pl.lit(_without(asked, cost)) & lacking.is_not_null()
    return _row(asked, where, item=pl.lit("bundle"), reason=lacking)


def _unknown_loans(asked: pl.DataFrame, loan: pl.DataFrame) -> pl.DataFrame:
    """Interest that is not known, for who borrowed but tells of no loan, or cannot say whether money was borrowed."""
    lacking = pl.coalesce(_unsaid("borrowed"), pl.when(pl.col("borrowed") == "yes").then(pl.lit("not_listed")))
    none_paid = (pl.col("paid_anything") == "no") & pl.col("borrowed").is_null()
    where = pl.lit(_without(asked, loan)) & lacking.is_not_null() & ~none_paid.fill_null(value=False)
    return _row(asked, where, item=pl.lit("interest"), payee=pl.lit("lender"), reason=lacking)


def _interest_of_loans(loan: pl.DataFrame) -> pl.DataFrame:
    """The interest paid; where that is not known, simple interest by the terms of the loan."""
    given, why = stated("loan_interest_known", "loan_interest_amount")
    value = pl.coalesce(given, _by_terms())
    free = (pl.col("loan_rate_per") == NONE).fill_null(value=False) & pl.col("loan_interest_amount").is_null()
    return _row(
        loan,
        ~free & _there("loan_interest_known", "loan_interest_amount"),
        item=pl.lit("interest"),
        payee=pl.lit("lender"),
        amount=value,
        currency=said("loan_currency"),
        month=pl.col("loan_month"),
        reimbursed=pl.lit(0.0),
        reason=pl.when(value.is_null()).then(why),
    )


def _by_terms() -> pl.Expr:
    """Simple interest on the loan for its months, or by its rate for the whole of it."""
    periods = (
        pl.when(pl.col("loan_rate_per") == "month")
        .then(pl.col("loan_months"))
        .when(pl.col("loan_rate_per") == "year")
        .then(pl.col("loan_months") / 12)
        .when(pl.col("loan_rate_per") == "whole")
        .then(1.0)
    )
    return pl.col("loan_amount") * pl.col("loan_rate") / 100 * periods


def _reckoned(loan: pl.DataFrame) -> pl.DataFrame:
    given, _ = stated("loan_interest_known", "loan_interest_amount")
    return fault(
        loan, "loan", given.is_null() & _by_terms().is_not_null(), ("loan_interest_known", "loan_rate", "loan_months"),
        "interest paid is not known: worked out as simple interest by the terms",
    )  # fmt: skip


def _gated(asked: pl.DataFrame) -> pl.DataFrame:
    """One unknown payment for who cannot say whether anything was paid."""
    states = [pl.col(code.lower()).is_not_null() for code in ITEMS]
    where = _unsaid("paid_anything").is_not_null() & ~pl.any_horizontal(states)
    return _row(asked, where, item=pl.lit("bundle"), reason=_unsaid("paid_anything"))


def _by_item(asked: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The items of the medium module: the currency and month of most of them, unless an item has its own."""
    for code in ITEMS:
        name = code.lower()
        value, why = stated(name, f"{name}_amount")
        opened = (pl.col("paid_anything") == "yes").fill_null(value=False) | pl.col(name).is_not_null()
        currency = pl.coalesce(said(f"{name}_currency"), said("costs_currency"))
        back = _given_back(f"{name}_back", f"{name}_back_amount")
        known = pl.col(name) == AMOUNT
        yield _row(
            asked,
            (opened | pl.col(f"{name}_amount").is_not_null()) & _there(name, f"{name}_amount"),
            item=pl.lit(code),
            amount=value,
            currency=currency,
            month=pl.col("costs_month"),
            reimbursed=back["reimbursed"],
            reimbursed_reason=pl.when(known).then(back["reimbursed_reason"]),
            reimbursed_currency=currency,
            reason=why,
        )


def _interest(asked: pl.DataFrame) -> pl.DataFrame:
    """The interest of the medium module, in one sum."""
    value, why = stated("interest", "interest_amount")
    unasked = (pl.col("paid_anything") == "no").fill_null(value=False) & pl.col("interest").is_null()
    return _row(
        asked,
        _there("interest", "interest_amount") & ~unasked,
        item=pl.lit("interest"),
        payee=pl.lit("lender"),
        amount=value,
        currency=said("interest_currency"),
        month=pl.col("costs_month"),
        reimbursed=pl.lit(0.0),
        reason=why,
    )


def _total(asked: pl.DataFrame) -> pl.DataFrame:
    """The one sum of the short module."""
    value, why = stated("total", "total_amount")
    back = _given_back("total_back", "total_back_amount")
    return _row(
        asked,
        _there("total", "total_amount"),
        item=pl.lit("bundle"),
        amount=value,
        currency=said("total_currency"),
        month=pl.col("total_month"),
        reimbursed=back["reimbursed"],
        reimbursed_reason=pl.when(pl.col("total") == AMOUNT).then(back["reimbursed_reason"]),
        reimbursed_currency=said("total_currency"),
        reason=why,
    )


def _deductions(asked: pl.DataFrame) -> pl.DataFrame:
    """One row for each month in which pay was kept back; one without amount where that or its months are not known."""
    value, why = stated("deduction", "deduction_amount")
    count = pl.col("deduction_months").fill_null(1).cast(pl.Int64)
    lacking = pl.coalesce(why, pl.when(pl.col("deduction_months").is_null()).then(pl.lit("months_unknown")))
    rows = (
        asked.filter(_there("deduction", "deduction_amount"))
        .with_columns(
            value.alias("(value)"),
            lacking.alias("(lacking)"),
            pl.coalesce("deduction_from", "first_job_month").alias("(from)"),
        )
        .with_columns(
            pl.int_ranges(0, pl.when(pl.col("(lacking)").is_null()).then(count).otherwise(1)).alias("(later)")
        )
        .explode("(later)")
    )
    return _row(
        rows,
        pl.lit(value=True),
        item=pl.lit("deduction"),
        payee=pl.lit("employer"),
        amount=pl.when(pl.col("(lacking)").is_null()).then(pl.col("(value)")),
        currency=said("deduction_currency"),
        month=_months_later("(from)", "(later)"),
        reimbursed=pl.lit(0.0),
        reason=pl.col("(lacking)"),
    )


def _months_later(column: str, later: str) -> pl.Expr:
    """`2023-11` and 2 months: `2024-01`; a year without a month stays as it is."""
    year = pl.col(column).str.slice(0, 4).cast(pl.Int64)
    month = pl.col(column).str.slice(5, 2).cast(pl.Int64, strict=False)
    counted = year * 12 + month - 1 + pl.col(later)
    number = (counted % 12 + 1).cast(pl.String).str.zfill(2)
    return pl.coalesce((counted // 12).cast(pl.String) + "-" + number, pl.col(column))


def _doubts(cost: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """What of the long module's repeat was read in a way that somebody may want to check."""
    by = pl.col("cost_paid_by")
    yield fault(
        cost, "cost", by.is_null() | by.is_in(UNSAID), ("cost_item", "cost_paid_by"),
        "who paid is not known: counted as paid by the worker",
    )  # fmt: skip
    yield fault(cost, "cost", pl.col("cost_item").is_null(), ("cost_item",), "for what is not known: item is bundle")
