"""Who is meant by indicator 10.7.1: the population, before any amount is looked at.

Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18): employees who changed their country of usual residence to
work, their first job in the last country of destination, obtained in a recent period.
"""

from __future__ import annotations

import polars as pl

from fairway.recruitment.costs.errors import CostsMisshapen
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.months import first_of, is_no_month, last_of, span

MONTHS = ("first_job_month", "arrival_month", "departure_month", "return_month", "earnings_month")


def outside(coverage: Coverage, method: Method) -> list[tuple[str, pl.Expr]]:
    """Each reason of the population, in order, with the workers for whom it holds (never null).

    Args:
        coverage: Of the survey.
        method: What is recent, how long a stay is, which reasons for coming count.
    """
    now = span(coverage.reference_month)[1]
    first, last = first_of("first_job_month"), last_of("first_job_month")
    recent = now - method.recent_months
    found = [
        ("did_not_move", pl.col("moved_abroad") == "no"),
        ("another_country", pl.col(coverage.role) != coverage.country),
        ("status_unknown", pl.col("status").is_null()),
        ("not_employee", pl.col("status") != "employee"),
        ("reason_unknown", pl.col("reason").is_null()),
        ("not_for_work", ~pl.col("reason").is_in(list(method.reasons))),
        ("impossible_dates", _impossible(now)),
        ("not_recent", last < recent),
        ("first_job_unknown", first.is_null() | (first < recent)),
    ]
    if method.minimum_stay_months:
        shortest, longest = _stay(now)
        found += [
            ("short_stay", longest < method.minimum_stay_months),
            ("stay_unknown", shortest.is_null() | (shortest < method.minimum_stay_months)),
        ]
    return [(name, where.fill_null(value=False)) for name, where in found]


def check_stay(workers: pl.DataFrame, method: Method) -> None:
    """Refuses a minimum stay that nothing in the file can tell.

    Raises:
        CostsMisshapen: Neither a stay nor an arrival is known of anybody.
    """
    known = workers["stay_months"].null_count() < len(workers) or workers["arrival_month"].null_count() < len(workers)
    if method.minimum_stay_months and len(workers) and not known:
        raise CostsMisshapen(
            f"A minimum stay of {method.minimum_stay_months} months is asked for, and nothing tells how long anybody "
            "stayed.",
            advice="Give stay_months, or arrival_month (and return_month), or set minimum_stay_months: 0.",
        )


def _impossible(now: int) -> pl.Expr:
    found = pl.lit(value=False)
    for name in MONTHS:
        found |= is_no_month(name) | (first_of(name) > now).fill_null(value=False)
    for earlier, later in (("departure_month", "arrival_month"), ("arrival_month", "return_month")):
        found |= (first_of(earlier) > last_of(later)).fill_null(value=False)
    return found | (first_of("first_job_month") > last_of("return_month")).fill_null(value=False)


def _stay(now: int) -> tuple[pl.Expr, pl.Expr]:
    """The shortest and longest stay, in months: stated, or from arrival to return or to now."""
    end = (pl.coalesce(each("return_month"), pl.lit(now)) for each in (first_of, last_of))
    shortest, longest = (
        pl.coalesce(pl.col("stay_months"), one - arrival("arrival_month"))
        for one, arrival in zip(end, (last_of, first_of), strict=True)
    )
    return shortest, longest
