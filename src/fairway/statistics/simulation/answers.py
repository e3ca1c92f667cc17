"""Simulated persons as the labour force and migration module would have recorded them: what they would have answered.

Each function turns the derivation of `fairway.statistics.modules` round. What the module does not ask, or the simulated
country does not hold (remittances), stays unanswered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from fairway.reference.places import rows_of
from fairway.statistics.modules.deriving import ACTIVITIES
from fairway.statistics.simulation.population import Sample

CONSENT: Final = "yes"
DAY: Final = 15
"""Of the reference month: the day of every interview."""
AWAY_IN: Final = 25
"""One in so many of those employed was away from work in the week, for a short time."""
_DESIGN: Final = ("simulated", "weight", "stratum", "psu", "household")
_AS_SAID: Final = (
    "sex", "age", "education", "education_country", "in_education", "usual_resident", "present", "country_of_birth",
    "citizenship", "ever_lived_abroad", "previous_residence", "arrival_month", "reason_for_coming", "permit_at_entry",
    "special_category", "status_in_employment", "country_of_work", "weekly_hours", "required_education",
    "own_assessment", "qualification_recognised", "injured_at_work", "worked_abroad", "country_worked_abroad",
    "return_month", "reason_for_return", "skills_used_after_return",
)  # fmt: skip
_CODED: Final = {"occupation": "isco08", "industry": "isic4", "occupation_abroad": "isco08", "industry_abroad": "isic4",
                 "occupation_before": "isco08"}  # fmt: skip
_UNSAYABLE: Final = ("age", "arrival_month", "weekly_hours", "return_month", "sex")
"""Questions without an answer “I do not know”: who does not know leaves them empty."""


def interviews_of(sample: Sample, reference_month: str, knowing: Sample | None = None) -> dict[str, pl.DataFrame]:
    """The answers of a sample of households: `main`, an interview for each person, and `absent_member`.

    The first member of each household answers for those who live abroad.

    Args:
        sample: With the standard variables.
        reference_month: `2024-05`, the month of the interviews.
        knowing: The same sample with nothing missing: what is missing in `sample` alone was asked, and not known.

    Returns:
        Questions by their names, before the routing leaves some out; months as `2024-05`.
    """
    persons = sample.persons
    lost = _lost(persons, knowing.persons) if knowing else {}
    head = pl.col("person") == pl.col("person").min().over("household")
    away = pl.col("household").is_in(sample.absent["household"].unique().implode())
    main = persons.select(
        *(name for name in _DESIGN if name in persons.columns),
        pl.col("person").cast(pl.String).alias("key"),
        pl.lit(f"{reference_month}-{DAY}").alias("interview_date"),
        pl.lit(CONSENT).alias("consent"),
        *(_answer(name, lost) for name in _AS_SAID),
        _yes(pl.col("second_citizenship").is_not_null()).alias("has_second_citizenship"),
        "second_citizenship",
        *_stay(lost),
        *_work(),
        *_earnings(),
        *(one for name, listed in _CODED.items() for one in _coded(name, name, listed)),
        pl.col("months_worked_abroad").cast(pl.Int64),
        _yes(head).alias("answers_for_household"),
        pl.when(head).then(_yes(away)).alias("has_absent_members"),
    )
    return {"main": main, "absent_member": _absent(sample)}


def _lost(persons: pl.DataFrame, knowing: pl.DataFrame) -> Mapping[str, pl.Series]:
    """Variable → whether it is known of the person, and was not said."""
    return {name: knowing[name].is_not_null() & persons[name].is_null() for name in _variables(persons)}


def _variables(persons: pl.DataFrame) -> list[str]:
    return [name for name in (*_AS_SAID, "intended_stay_months") if name in persons.columns]


def _answer(name: str, lost: Mapping[str, pl.Series]) -> pl.Expr:
    if name in _UNSAYABLE or name not in lost:
        return pl.col(name)
    return pl.when(pl.Series(lost[name])).then(pl.lit("dont_know")).otherwise(pl.col(name)).alias(name)


def _yes(where: pl.Expr) -> pl.Expr:
    return pl.when(where).then(pl.lit("yes")).otherwise(pl.lit("no"))


def _stay(lost: Mapping[str, pl.Series]) -> tuple[pl.Expr, pl.Expr]:
    months = pl.col("intended_stay_months").cast(pl.Int64)
    unknown = pl.lit(lost["intended_stay_months"]) if lost else pl.lit(value=False)
    how = pl.when(months.is_not_null()).then(pl.lit("limited")).when(unknown).then(pl.lit("dont_know"))
    return how.alias("stay"), months.alias("stay_months")


def _work() -> list[pl.Expr]:
    """The question sequence, from the status that follows from it."""
    status, kind = pl.col("labour_force_status"), pl.col("status_in_employment")
    away = pl.col("person") % AWAY_IN == 0
    at_work = (status == "employed") & ~away
    business, family = kind.is_in(["employer", "own_account"]), kind == "contributing_family"
    searched = status == "unemployed"
    asked = {
        "worked_for_pay": _yes(at_work & ~business & ~family),
        "worked_business": _yes(at_work & business),
        "helped_family": _yes(at_work & family),
        "absent_job": _yes((status == "employed") & away),
        "absent_short": pl.lit("yes"),
        "searched": _yes(searched),
        "starts_soon": pl.lit("no"),
        "available": _yes(searched),
        "country_of_search": pl.when(searched).then(pl.col("country_of_work")),
    }
    return [pl.when(status.is_not_null()).then(answer).alias(name) for name, answer in asked.items()]


def _earnings() -> list[pl.Expr]:
    earned = pl.col("monthly_earnings").is_not_null()
    return [
        pl.when(earned).then(pl.lit("amount")).otherwise(pl.lit("dont_know")).alias("earnings_known"),
        pl.col("monthly_earnings").alias("earnings_amount"),
        pl.when(earned).then("earnings_currency").alias("earnings_currency"),
    ]


def _coded(variable: str, question: str, listed: str) -> tuple[pl.Expr, pl.Expr]:
    """What the person said, and the code that a coder gave: the title in the classification, and its code."""
    titles = {row["code"]: row["title_en"] for row in rows_of(f"{listed}.csv")}
    said = pl.col(variable).replace_strict(titles, default=None, return_dtype=pl.String)
    return said.alias(f"{question}_text"), pl.col(variable).alias(f"{question}_code")


def _absent(sample: Sample) -> pl.DataFrame:
    answering = sample.persons.group_by("household").agg(pl.col("person").min().cast(pl.String).alias("parent_key"))
    status = pl.col("labour_force_status")
    studies = (status == "outside") & (pl.col("reason_for_coming") == "study")
    activities = {derived: said for said, derived in ACTIVITIES.items() if said != "studying"}
    return sample.absent.join(answering, on="household", how="left", maintain_order="left").select(
        "simulated",
        "parent_key",
        pl.col("sex").alias("absent_sex"),
        pl.col("age").alias("absent_age"),
        pl.col("education").alias("absent_education"),
        pl.col("country_of_residence").alias("absent_country"),
        pl.col("departure_month").alias("absent_departure"),
        pl.col("reason_for_coming").alias("absent_reason"),
        pl.when(studies).then(pl.lit("studying")).otherwise(status.replace(activities)).alias("absent_activity"),
        *_coded("occupation", "absent_occupation", "isco08"),
        *_coded("industry", "absent_industry", "isic4"),
        pl.lit("refused").alias("remittances_known"),
    )
