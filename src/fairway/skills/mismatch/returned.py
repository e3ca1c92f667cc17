"""The profile of returned workers: who they are, where they worked, why they came back, what they do now.

Source: 20th ICLS guidelines concerning statistics of international labour migration (2018), return migrant workers:
current residents who worked in another country, irrespective of citizenship.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from fairway.methods.survey.design import Design
from fairway.methods.survey.measures import Proportion, Total
from fairway.reference.survey_variables import LABOUR_FORCE, VARIABLES
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.characteristics import age_groups, move
from fairway.skills.mismatch.crossings import Crossing, as_table, condition
from fairway.skills.mismatch.estimating import NUMBERS, trimmed
from fairway.skills.mismatch.figures import in_units, shown
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.protecting import Pattern, Resting, marked, pattern_of
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.specification import Protection
from fairway.warehouse.surveys.survey import Survey

RETURNED_WORKER: Final = "returned_worker"
UNKNOWN: Final = codes.NOT_STATED
DURATIONS: Final = {
    "DUR_LT6": (0, "Less than 6 months"),
    "DUR_6-11": (6, "6 to 11 months"),
    "DUR_12-23": (12, "12 to 23 months"),
    "DUR_24-59": (24, "24 to 59 months"),
    "DUR_GE60": (60, "60 months or more"),
}
REASONS: Final = VARIABLES["reason_for_return"].codes
CHARACTERISTICS: Final[Mapping[str, str]] = {
    "AGE": "age",
    "EDU": "education",
    "COUNTERPART": "country_worked_abroad",
    "DURATION": "months_worked_abroad",
    "OCU": "occupation_abroad",
    "REASON": "reason_for_return",
    "SKILLS": "skills_used_after_return",
    "LFS": "labour_force_status",
    "MOVE_ABROAD": "occupation_before",
    "MOVE_AFTER": "occupation_before",
}
"""Dimension → the variable without which there is nothing to show."""
DIMENSIONS: Final = ("SEX", *CHARACTERISTICS)
MAJORS: Final = "0123456789"


@dataclass(frozen=True, slots=True)
class Returned:
    """The profile.

    Attributes:
        frame: `indicator`, `DIMENSIONS` (null: the total), the figures, `disclosure`, `unit`.
        respondents: Returned workers in the file.
        pattern: What is withheld; None where there are none of them.
    """

    frame: pl.DataFrame
    respondents: int
    pattern: Pattern | None


def profiled(persons: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The persons with `returned_worker` (1 and 0) and a column of codes for each dimension.

    Args:
        persons: A standard frame.
        method: From which age persons count, and how few respondents are too few for a country of its own.
    """
    old_enough = (pl.col("age") >= method.youngest).fill_null(value=True)
    who = (pl.col("worked_abroad") == "yes").fill_null(value=False) & old_enough
    known = persons.with_columns(who.cast(pl.Int8).alias(RETURNED_WORKER))
    counted = known.filter(pl.col(RETURNED_WORKER) == 1)["country_worked_abroad"].drop_nulls().value_counts()
    few = counted.filter(pl.col("count") < method.least_respondents)["country_worked_abroad"].to_list()
    country = pl.col("country_worked_abroad")
    return known.with_columns(
        ("SEX_" + pl.col("sex")).fill_null("SEX_X").alias("SEX"),
        age_groups().alias("AGE"),
        pl.col("education")
        .replace_strict(codes.OF_EDUCATION, default="EDU_AGGREGATE_X", return_dtype=pl.String)
        .alias("EDU"),
        pl.when(country.is_in(few))
        .then(pl.lit(codes.OTHER))
        .otherwise(country)
        .fill_null(UNKNOWN)
        .alias("COUNTERPART"),
        _duration().alias("DURATION"),
        ("OCU_ISCO08_" + pl.col("occupation_abroad").str.slice(0, 1)).fill_null("OCU_ISCO08_X").alias("OCU"),
        pl.col("reason_for_return").fill_null(UNKNOWN).alias("REASON"),
        pl.col("skills_used_after_return").fill_null(UNKNOWN).alias("SKILLS"),
        pl.col("labour_force_status").fill_null(UNKNOWN).alias("LFS"),
        move("occupation_before", "occupation_abroad").fill_null(UNKNOWN).alias("MOVE_ABROAD"),
        move("occupation_before", "occupation").fill_null(UNKNOWN).alias("MOVE_AFTER"),
    )


def _duration() -> pl.Expr:
    chosen: pl.Expr = pl.lit(UNKNOWN)
    for code, (low, _) in DURATIONS.items():
        chosen = pl.when(pl.col("months_worked_abroad") >= low).then(pl.lit(code)).otherwise(chosen)
    return chosen


def returned(
    persons: pl.DataFrame, *, design: Design, method: Method, protection: Protection, telling: Telling
) -> Returned:
    """The profile of returned workers, by sex and by one characteristic after the other.

    Args:
        persons: A standard frame with the columns of the design.
        design: Of the survey.
        method: Level, flags, least respondents.
        protection: Of all tables, as one problem.
        telling: Told how far it is.

    Raises:
        UnsafeTable: No pattern of withheld cells is safe.
    """
    rows = profiled(persons, method)
    people = rows.filter(pl.col(RETURNED_WORKER) == 1)
    if not len(people):
        return Returned(pl.DataFrame(), 0, None)
    told = [name for name, variable in CHARACTERISTICS.items() if people[variable].is_not_null().any()]
    crossings = [Crossing(name, {"SEX": ("SEX",), name: (name,)}) for name in told] or [
        Crossing("SEX", {"SEX": ("SEX",)})
    ]
    telling("Withholding cells of returned workers", 0, 0)
    weighed = people.with_columns(pl.col("weight").cast(pl.Float64), pl.lit(1).alias("respondents"))
    tables = [as_table(one, weighed, RETURNED_WORKER, protection) for one in crossings]
    pattern = pattern_of(tables, people, {one.name: one.by for one in crossings}, telling)
    with open_survey(trimmed(rows, design, [RETURNED_WORKER]), design, engine="memory") as survey:
        found = [part for one in crossings for part in _figures(survey, one, method)]
    safe = marked([rows for _, rows in found], pattern)
    parts = [
        one.with_columns(
            pl.lit(indicator).alias("indicator"),
            *(pl.lit(None, pl.String).alias(name) for name in DIMENSIONS if name not in one.columns),
        ).select("indicator", *DIMENSIONS, *NUMBERS, "disclosure")
        for (indicator, _), one in zip(found, safe, strict=True)
    ]
    counts = pl.concat([rows.frame["respondents"] for _, rows in found])
    frame = shown(
        in_units(pl.concat(parts, how="vertical_relaxed")),
        ("indicator", *DIMENSIONS),
        counts,
        method.least_respondents,
    )
    return Returned(frame, len(people), pattern)


def _figures(survey: Survey, crossing: Crossing, method: Method) -> Iterator[tuple[str, Resting]]:
    """Numbers and shares of a table, each share with its cell and the whole of its sex."""
    by = tuple(crossing.by)
    asked: dict[str, Any] = {
        "where": condition(RETURNED_WORKER),
        "margins": True,
        "level": method.level,
        "reliability": method.reliability,
        "design_effects": False,
    }
    numbers = survey.estimate([Total()], by=by, **asked).frame
    yield "RET_NB", Resting(numbers.select(*by, *NUMBERS, pl.col("n").cast(pl.Int64).alias("respondents")), by, ({},))
    counts = numbers.select(*by, pl.col("n").cast(pl.Int64).alias("respondents"))
    for name in [one for one in by if one != "SEX" or len(by) == 1]:
        others = tuple(one for one in by if one != name)
        shares = survey.estimate([Proportion(name)], by=others, **asked).frame.rename({"level": name})
        cells = shares.select(*by, *NUMBERS).join(
            counts, on=list(by), how="left", nulls_equal=True, maintain_order="left"
        )
        # A share tells its own cell, and that of all of the sex.
        yield "RET_SHARE", Resting(cells, by, ({}, {name: None}))


def titles() -> dict[str, dict[str, str]]:
    """Dimension → code → title, of the dimensions that are of this profile alone."""
    unknown = {UNKNOWN: "Not stated"}
    return {
        "DURATION": {"_T": "Total", **{code: said for code, (_, said) in DURATIONS.items()}, **unknown},
        "REASON": {"_T": "Total", **REASONS, **unknown},
        "SKILLS": {"_T": "Total", "yes": "Yes", "no": "No", UNKNOWN: "Not stated, or not in work"},
        "LFS": {"_T": "Total", **LABOUR_FORCE, **unknown},
        "MOVE_ABROAD": {"_T": "Total", **codes.MOVES, **unknown},
        "MOVE_AFTER": {"_T": "Total", **codes.MOVES, UNKNOWN: "Not stated, or not in work"},
    }
