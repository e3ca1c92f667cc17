"""By what mismatch is shown: characteristics of persons as codes. Nobody's is null, so that the parts add up."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.skills.mismatch import codes
from fairway.skills.mismatch.requirements import skill_level

MONTH: Final = r"^(\d{4})(?:-(\d{2}))?$"
CHARACTERISTICS: Final = (
    *("sex", "age", "country_of_birth", "citizenship", "education_country", "qualification_recognised"),
    *("arrival_month", "occupation_before", "occupation"),
)
"""The variables that they are made from."""
_MIDDLE: Final = 6
"""The month that a year alone is taken for."""


def characterised(persons: pl.DataFrame, country: str, reference_month: str) -> pl.DataFrame:
    """The persons with `sex`, `age_group`, `birth`, `birth_years`, `citizenship_group`, `place`, `place_recognised`.

    Also `move`: from the last job before leaving to the present one.

    Args:
        persons: A standard frame.
        country: Of the survey, ISO 3166-1 alpha-3.
        reference_month: `2024-05`.
    """
    made = persons.with_columns(
        ("SEX_" + pl.col("sex")).fill_null("SEX_X").alias("sex"),
        age_groups().alias("age_group"),
        _against("country_of_birth", country, codes.NATIVE, codes.FOREIGN, codes.BIRTH_UNKNOWN).alias("birth"),
        _against("citizenship", country, codes.NATIONAL, codes.NON_NATIONAL, codes.CITIZENSHIP_UNKNOWN).alias(
            "citizenship_group"
        ),
        _against("education_country", country, codes.HERE, codes.ABROAD, codes.PLACE_UNKNOWN).alias("place"),
        _years_here(reference_month).alias("(years)"),
        move("occupation_before", "occupation").alias("move"),
    )
    recognised = pl.col("qualification_recognised").replace_strict(
        {"yes": codes.RECOGNISED, "no": codes.NOT_RECOGNISED}, default=codes.RECOGNITION_UNKNOWN, return_dtype=pl.String
    )
    foreign = pl.col("birth") == codes.FOREIGN
    return made.with_columns(
        pl.when(foreign).then(pl.lit(f"{codes.FOREIGN}.") + _band()).otherwise(pl.col("birth")).alias("birth_years"),
        pl.when(pl.col("place") == codes.ABROAD).then(recognised).otherwise(pl.col("place")).alias("place_recognised"),
    ).drop("(years)")


def age_groups() -> pl.Expr:
    """Ten-year groups."""
    chosen: pl.Expr = pl.lit("AGE_X")
    named = [one for one in codes.AGE if one not in ("AGE_10YRBANDS_TOTAL", "AGE_X")]
    for low, code in zip((0, *codes.AGES), named, strict=True):
        chosen = pl.when(pl.col("age") >= low).then(pl.lit(code)).otherwise(chosen)
    return chosen


def move(before: str, after: str) -> pl.Expr:
    """Whether the skill level of the second occupation is lower, the same or higher; null where one is not known."""
    first, second = (
        pl.col(name).str.slice(0, 2).replace_strict(_skill_levels(), default=None, return_dtype=pl.Int8)
        for name in (before, after)
    )
    return (
        pl.when(second < first)
        .then(pl.lit("down"))
        .when(second == first)
        .then(pl.lit("same"))
        .when(second > first)
        .then(pl.lit("up"))
    )


def _skill_levels() -> dict[str, int | None]:
    majors = [str(digit) for digit in range(10)]
    both = [f"{one}{other}" for one in majors for other in range(10)]
    return {code: skill_level(code) for code in (*majors, *both)}


def _against(column: str, country: str, same: str, other: str, unknown: str) -> pl.Expr:
    return (
        pl.when(pl.col(column).is_null())
        .then(pl.lit(unknown))
        .when(pl.col(column) == country)
        .then(pl.lit(same))
        .otherwise(pl.lit(other))
    )


def _years_here(reference_month: str) -> pl.Expr:
    """Completed years since arrival; a year alone counts from its middle."""
    now = int(reference_month[:4]) * 12 + int(reference_month[5:7])
    arrival = pl.col("arrival_month")
    month = arrival.str.extract(MONTH, 2).cast(pl.Int32).fill_null(_MIDDLE)
    return (now - arrival.str.extract(MONTH, 1).cast(pl.Int32) * 12 - month).clip(0) // 12


def _band() -> pl.Expr:
    years = pl.col("(years)")
    return (
        pl.when(years.is_null())
        .then(pl.lit("YSA_X"))
        .when(years < 5)
        .then(pl.lit("YSA_LT5"))
        .when(years < 10)
        .then(pl.lit("YSA_5-9"))
        .otherwise(pl.lit("YSA_GE10"))
    )
