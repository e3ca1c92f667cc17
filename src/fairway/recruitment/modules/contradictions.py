"""Answers to a recruitment cost module that contradict each other: they are kept, and listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from fairway.recruitment.modules.questions import ITEMS
from fairway.reference.questionnaires.answers import AMOUNT, MAIN, NONE, Answers, fault

LATER: Final = ("first_job_month", "earnings_month", "deduction_from", "costs_month", "total_month")
ENDS: Final = ("_known", "")


def contradictions(answers: Answers) -> Iterator[pl.DataFrame]:
    """One row for each contradiction of each interview.

    Args:
        answers: Typed, with their tables.
    """
    main = answers.tables[MAIN]
    yield from _of_the_move(main)
    yield from _of_pay(main)
    for name, frame in answers.tables.items():
        yield from _of_amounts(name, frame)
    yield from _of_repeats(answers)


def _of_the_move(main: pl.DataFrame) -> Iterator[pl.DataFrame]:
    moved, status = pl.col("moved_abroad"), pl.col("first_job_status")
    yield fault(
        main, MAIN, (moved == "no") & status.is_not_null(), ("moved_abroad", "first_job_status"),
        "did not move, but tells of a job there",
    )  # fmt: skip
    yield fault(
        main, MAIN, pl.col("origin") == pl.col("destination"), ("origin", "destination"),
        "left a country for the same country",
    )  # fmt: skip
    yield fault(
        main, MAIN, (status == NONE) & pl.col("first_job_month").is_not_null(), ("first_job_status", "first_job_month"),
        "never worked there, but began a job",
    )  # fmt: skip
    for name in LATER:
        if name in main.columns:
            late = pl.col(name) > pl.col("interview_date").str.slice(0, pl.col(name).str.len_chars())
            yield fault(main, MAIN, late, (name, "interview_date"), "a month after the interview")


def _of_pay(main: pl.DataFrame) -> Iterator[pl.DataFrame]:
    first = pl.col("first_job_month")
    for name, said in (("earnings_month", "a full month of work"), ("deduction_from", "pay kept back")):
        shorter = pl.min_horizontal(first.str.len_chars(), pl.col(name).str.len_chars())
        early = pl.col(name).str.slice(0, shorter) < first.str.slice(0, shorter)
        yield fault(main, MAIN, early, (name, "first_job_month"), f"{said} before the job began")
    gross = (pl.col("earnings_basis") == "gross") & (pl.col("earnings_after_deduction") == "yes")
    yield fault(
        main, MAIN, gross, ("earnings_basis", "earnings_after_deduction"),
        "before tax, but after a deduction for costs: taken as before both",
    )  # fmt: skip


def _of_amounts(table: str, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A sum where there was said to be none, none where there was said to be one, more given back than was paid."""
    for number in [name for name in frame.columns if name.endswith("_amount")]:
        stem = number.removesuffix("_amount")
        state = next((stem + end for end in ENDS if stem + end in frame.columns and stem + end != number), None)
        if state is None:
            continue
        given, how = pl.col(number), pl.col(state)
        yield fault(
            frame, table, (how == NONE) & (given > 0), (state, number), "nothing, but an amount: the amount is kept"
        )
        yield fault(
            frame, table, (how == AMOUNT) & given.is_null(), (state, number), "can say how much, but gives no amount"
        )
        back = f"{stem}_back_amount"
        if back in frame.columns:
            other = (
                pl.col(f"{stem}_back_currency") if f"{stem}_back_currency" in frame.columns else pl.lit(None, pl.String)
            )
            same = other.is_null() | (other == pl.col(f"{stem}_currency"))
            yield fault(
                frame, table, same & (pl.col(back) > given), (number, back), "more was given back than was paid"
            )


def _of_repeats(answers: Answers) -> Iterator[pl.DataFrame]:
    main = answers.tables[MAIN]
    for gate, name in (("paid_anything", "cost"), ("borrowed", "loan")):
        if name not in answers.tables:
            continue
        there = pl.lit(main["key"].is_in(answers.tables[name]["parent_key"].implode()))
        yield fault(
            main, MAIN, (pl.col(gate) == "no") & there, (gate,), f"said no, but has a row in “{name}”: it is kept"
        )
        yield fault(main, MAIN, (pl.col(gate) == "yes") & ~there, (gate,), f"said yes, but has no row in “{name}”")
    if "rc1" in main.columns:
        paid = pl.any_horizontal(pl.col(f"{code.lower()}_amount") > 0 for code in ITEMS)
        yield fault(
            main, MAIN, (pl.col("paid_anything") == "no") & paid, ("paid_anything",), "said no, but lists payments"
        )
