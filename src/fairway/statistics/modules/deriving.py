"""From the answers to the labour force and migration module to the standard variables.

Sources: 19th ICLS (2013), resolution I, on work, employment and labour underutilisation: employment is one hour or more
for pay or profit in the week, or a short absence; unemployment is to seek and be available. What the answers leave
undecided is null, never “outside the labour force”.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.kernel.questionnaire import Questionnaire
from fairway.reference.questionnaires.answers import (
    DESIGN,
    MAIN,
    among,
    fault,
    known_code,
    read_answers,
    said,
    stated,
    together,
)
from fairway.statistics.modules.contradictions import contradictions
from fairway.statistics.modules.questions import SEQUENCE

WITHOUT_END: Final = 1200
"""`intended_stay_months` of who means to stay for good: the most that the variable holds."""
ACTIVITIES: Final = {"working": "employed", "looking": "unemployed", "studying": "outside", "other": "outside"}
AS_SAID: Final = (
    "sex", "education", "education_country", "in_education", "qualification_recognised", "usual_resident", "present",
    "country_of_birth", "citizenship", "second_citizenship", "ever_lived_abroad", "previous_residence",
    "reason_for_coming", "permit_at_entry", "special_category", "status_in_employment", "earnings_currency",
    "required_education", "own_assessment", "injured_at_work", "worked_abroad", "country_worked_abroad",
    "reason_for_return", "skills_used_after_return",
)  # fmt: skip
NUMBERS: Final = ("age", "arrival_month", "weekly_hours", "months_worked_abroad", "return_month")
CODED: Final = {"occupation": "isco08", "industry": "isic4", "occupation_abroad": "isco08", "industry_abroad": "isic4",
                "occupation_before": "isco08"}  # fmt: skip
TITLES: Final = {"isco08": "ISCO-08", "isic4": "ISIC Rev.4"}


@dataclass(frozen=True, slots=True)
class Derived:
    """The answers to the labour force and migration module.

    Attributes:
        persons: One row an interview: `person`, the columns of the design that were there, the variables of
            `fairway.reference.survey_variables` that the module asks for, and `monthly_earnings_reason` (why earnings
            are null) and `interview_month`.
        absent_members: One row a member: `person` (`KEY-1`), `reported_by`, the design of who reported, `sex`, `age`,
            `education`, `country_of_residence`, `departure_month`, `reason_for_leaving`, `labour_force_status`,
            `occupation`, `industry`, `remittances` (of 12 months), `remittances_currency`, `remittances_reason`.
        faults: `table`, `key`, `questions`, `found`, `reason`: answers that could not be used, and contradictions.
    """

    persons: pl.DataFrame
    absent_members: pl.DataFrame
    faults: pl.DataFrame


def derived(answers: Mapping[str, pl.DataFrame], questionnaire: Questionnaire) -> Derived:
    """The persons and the absent members.

    Args:
        answers: As `fairway.statistics.modules.derive` takes them.
        questionnaire: Of which they are answers.
    """
    read = among(read_answers(answers, questionnaire), questionnaire)
    main, absent = read.tables[MAIN], read.tables["absent_member"]
    members = {"absent_occupation": "isco08", "absent_industry": "isic4"}
    stray = [
        fault(frame, table, pl.col(f"{name}_code").is_not_null() & known_code(f"{name}_code", listed).is_null(),
              (f"{name}_code",), f"not a code of {TITLES[listed]}: left out")
        for table, frame, coded in ((MAIN, main, CODED), ("absent_member", absent, members))
        for name, listed in coded.items()
    ]  # fmt: skip
    faults = together([read.faults, *stray, *contradictions(read)])
    return Derived(_persons(main), _members(absent, main), faults)


def _design(main: pl.DataFrame) -> list[str]:
    return [name for name in DESIGN if name in main.columns]


def _persons(main: pl.DataFrame) -> pl.DataFrame:
    earnings, why = stated("earnings_known", "earnings_amount")
    worked = pl.col("labour_force_status") == "employed"
    made = main.with_columns(_labour_force_status().alias("labour_force_status"))
    return made.select(
        pl.col("key").alias("person"),
        *_design(main),
        pl.col("interview_date").alias("interview_month"),
        *(said(name) for name in AS_SAID),
        *NUMBERS,
        pl.when(pl.col("stay") == "for_good").then(WITHOUT_END).otherwise(pl.col("stay_months"))
        .cast(pl.Float64).alias("intended_stay_months"),
        "labour_force_status",
        pl.coalesce(said("country_of_work"), said("country_of_search")).alias("country_of_work"),
        *(known_code(f"{name}_code", listed).alias(name) for name, listed in CODED.items()),
        earnings.alias("monthly_earnings"),
        pl.when(worked).then(why).alias("monthly_earnings_reason"),
    )  # fmt: skip


def _yes(name: str) -> pl.Expr:
    """True, False, or null where it was not said."""
    return said(name) == "yes"


def _labour_force_status() -> pl.Expr:
    """Three-valued: a question that nobody answered leaves open only what depends on it."""
    worked = pl.any_horizontal(_yes(name) for name in SEQUENCE)
    # Whoever said yes was not asked the rest; whoever said no was, so that a null there is an open question.
    employed = worked | (_yes("absent_job") & _yes("absent_short"))
    unemployed = (_yes("searched") | _yes("starts_soon")) & _yes("available")
    return (
        pl.when(employed)
        .then(pl.lit("employed"))
        .when(employed.is_null())
        .then(None)
        .when(unemployed)
        .then(pl.lit("unemployed"))
        .when(~unemployed)
        .then(pl.lit("outside"))
    )


def _members(absent: pl.DataFrame, main: pl.DataFrame) -> pl.DataFrame:
    sent, why = stated("remittances_known", "remittances_amount")
    reporters = main.select(pl.col("key").alias("parent_key"), *_design(main))
    rows = absent.select(pl.exclude(*DESIGN)).join(reporters, on="parent_key", how="left", maintain_order="left")
    number = (pl.int_range(pl.len()).over("parent_key") + 1).cast(pl.String)
    status = pl.col("absent_activity").replace_strict(ACTIVITIES, default=None, return_dtype=pl.String)
    return rows.select(
        (pl.col("parent_key") + "-" + number).alias("person"),
        pl.col("parent_key").alias("reported_by"),
        *_design(main),
        said("absent_sex").alias("sex"),
        pl.col("absent_age").alias("age"),
        said("absent_education").alias("education"),
        said("absent_country").alias("country_of_residence"),
        pl.col("absent_departure").alias("departure_month"),
        said("absent_reason").alias("reason_for_leaving"),
        status.alias("labour_force_status"),
        known_code("absent_occupation_code", "isco08").alias("occupation"),
        known_code("absent_industry_code", "isic4").alias("industry"),
        sent.alias("remittances"),
        said("remittances_currency"),
        why.alias("remittances_reason"),
    )
