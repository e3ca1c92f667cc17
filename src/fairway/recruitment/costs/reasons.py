"""Why a worker does not count: one reason each, the first that holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

REASONS: Final = {
    "did_not_move": "Did not move abroad",
    "another_country": "The survey’s country is not the origin (or destination) that was given",
    "status_unknown": "Status in employment is not known",
    "not_employee": "Not an employee in the first job",
    "reason_unknown": "Reason for migrating is not known",
    "not_for_work": "Did not migrate to work",
    "impossible_dates": "A date that is no month, lies after the interview, or contradicts another",
    "not_recent": "The first job began before the recent period",
    "first_job_unknown": "Whether the first job began in the recent period is not known",
    "short_stay": "Stayed less than the minimum: usual residence did not change",
    "stay_unknown": "Whether the stay was long enough is not known",
    "negative_amount": "An amount is negative",
    "missing_costs": "Costs are missing: no payment listed, or one without amount",
    "unknown_reimbursement": "Whether or how much was given back is not known",
    "reimbursed_more_than_paid": "More was reimbursed than had been paid",
    "unknown_payment_month": "An amount has no month, and cannot be converted",
    "no_rate": "There is no exchange rate for an amount",
    "other_earnings_basis": "Earnings are neither net nor gross as needed, and taxes are not known",
    "no_earnings": "Earnings are missing or nought",
}
"""In the order in which they are looked for: first who is meant, then whether the answers can be used."""


def first_reason(reasons: Sequence[tuple[str, pl.Expr]], name: str = "reason_out") -> pl.Expr:
    """The first reason that holds, or null; a condition that is null does not hold."""
    return pl.coalesce([pl.when(where.fill_null(value=False)).then(pl.lit(reason)) for reason, where in reasons]).alias(
        name
    )
