"""Answers to the labour force and migration module that contradict each other: they are kept, and listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from fairway.reference.questionnaires.answers import AMOUNT, MAIN, NONE, Answers, fault
from fairway.statistics.modules.questions import SEQUENCE

LATER: Final = {MAIN: ("arrival_month", "return_month"), "absent_member": ("absent_departure",)}


def contradictions(answers: Answers) -> Iterator[pl.DataFrame]:
    """One row for each contradiction of each interview or absent member.

    Args:
        answers: Typed, with their tables.
    """
    main, absent = answers.tables[MAIN], answers.tables["absent_member"]
    for names, where, reason in (*_of_residence(), *_of_work()):
        yield fault(main, MAIN, where, names, reason)
    there = pl.lit(main["key"].is_in(absent["parent_key"].implode()))
    yield fault(
        main, MAIN, (pl.col("has_absent_members") == "no") & there, ("has_absent_members",),
        "said no, but tells of one: it is kept",
    )  # fmt: skip
    days = main.select(pl.col("key").alias("parent_key"), "interview_date")
    dated = absent.join(days, on="parent_key", how="left", maintain_order="left")
    for table, frame in ((MAIN, main), ("absent_member", dated)):
        for name in LATER[table]:
            late = pl.col(name) > pl.col("interview_date").str.slice(0, pl.col(name).str.len_chars())
            yield fault(frame, table, late, (name, "interview_date"), "a month after the interview")
    for table, frame, state, number in (
        (MAIN, main, "earnings_known", "earnings_amount"),
        ("absent_member", absent, "remittances_known", "remittances_amount"),
    ):
        nothing, some = pl.col(state) == NONE, pl.col(state) == AMOUNT
        given = pl.col(number)
        yield fault(frame, table, nothing & (given > 0), (state, number), "nothing, but an amount: the amount is kept")
        yield fault(
            frame, table, some & given.is_null(), (state, number), "can say how much, but gives no amount"
        )  # fmt: skip


def _of_residence() -> Iterator[tuple[tuple[str, ...], pl.Expr, str]]:
    never = pl.col("ever_lived_abroad") == "no"
    here = pl.col("usual_resident") == "yes"
    for name in ("worked_abroad", "return_month", "country_worked_abroad"):
        told = pl.col(name) == "yes" if name == "worked_abroad" else pl.col(name).is_not_null()
        yield ("ever_lived_abroad", name), never & told, "never lived abroad, but worked there"
    yield (
        ("ever_lived_abroad", "previous_residence"),
        never & here & pl.col("previous_residence").is_not_null(),
        "never lived abroad, but came from another country",
    )
    yield (
        ("citizenship", "second_citizenship"),
        pl.col("citizenship") == pl.col("second_citizenship"),
        "the second citizenship is the first",
    )
    yield ("usual_resident", "stay_months"), here & (pl.col("stay_months") < 12), "lives here, but for less than a year"
    visitor = pl.col("special_category").is_in(["tourist", "working_tourist"])
    yield ("usual_resident", "special_category"), here & visitor, "lives here, but is a visitor"
    born = pl.col("interview_date").str.slice(0, 4).cast(pl.Float64) - pl.col("age") - 1
    for name in ("arrival_month", "return_month"):
        yield (name, "age"), pl.col(name).str.slice(0, 4).cast(pl.Float64) < born, "a month before birth"


def _of_work() -> Iterator[tuple[tuple[str, ...], pl.Expr, str]]:
    yield (
        ("months_worked_abroad", "age"),
        pl.col("months_worked_abroad") > 12 * (pl.col("age") + 1),
        "worked abroad for longer than the person has lived",
    )
    unpaid = (pl.col("worked_for_pay") == "no") & (pl.col("worked_business") == "no")
    family_only = unpaid & (pl.col("helped_family") == "yes") & (pl.col("status_in_employment") == "employee")
    yield ("helped_family", "status_in_employment"), family_only, "only helped without pay, but is an employee"
    idle = pl.all_horizontal(pl.col(name) == "no" for name in (*SEQUENCE, "absent_job"))
    yield (
        ("worked_for_pay", "status_in_employment"),
        idle & pl.col("status_in_employment").is_not_null(),
        "has no work, but tells of a main job",
    )
