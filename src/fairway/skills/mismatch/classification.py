"""Classes each worker by the approaches: more, as much or less education than the job requires, or not known, and why.

Source: 20th ICLS guidelines concerning measurement of qualifications and skills mismatches (2018): the normative, the
statistical and the self-assessed approach; Eurostat, over-qualification rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.skills.mismatch.method import SAME, Method
from fairway.skills.mismatch.requirements import LOW_OCCUPATIONS, required
from fairway.skills.mismatch.thresholds import limits_of, thresholds

APPROACHES: Final[Mapping[str, str]] = {
    "normative": "Normative",
    "statistical": "Statistical",
    "own": "Own assessment",
    "tertiary": "Employed with tertiary education (Eurostat)",
}
OVER, MATCHED, UNDER, UNDETERMINED, NOT_TERTIARY = "over", "matched", "under", "undetermined", "not_tertiary"
REASONS: Final = {
    "education_unknown": "Education is not known",
    "occupation_unknown": "Occupation is not known",
    "armed_forces": "Armed forces without sub-major group",
    "no_threshold": "Too few respondents in the occupation and in every group above it",
    "not_said": "Neither own assessment nor the level that the job needs is known",
}
BASIS: Final = {"birth": "country_of_birth", "citizenship": "citizenship"}


@dataclass(frozen=True, slots=True)
class Classified:
    """Workers, classed.

    Attributes:
        persons: The frame, with `employed`, `counted` (1: employed, education and occupation known), and for each
            approach its class and, where that is undetermined, the reason (`normative_why`); null for who is not
            employed.
        thresholds: Of the statistical approach.
    """

    persons: pl.DataFrame
    thresholds: pl.DataFrame

    def undetermined(self) -> dict[str, dict[str, int]]:
        """For each approach, reason → how many of the employed respondents are not classed for it."""
        return {
            name: dict(self.persons[f"{name}_why"].drop_nulls().value_counts(sort=True).sort(f"{name}_why").rows())
            for name in APPROACHES
        }


def classified(persons: pl.DataFrame, method: Method, country: str) -> Classified:
    """Classes every employed person.

    Args:
        persons: A standard frame with `labour_force_status`, `age`, `education`, `occupation`, `weight`,
            `own_assessment`, `required_education`, `country_of_birth`, `citizenship`.
        method: Thresholds, and from which age workers count.
        country: Of the survey, ISO 3166-1 alpha-3: who counts as a national.
    """
    old_enough = (pl.col("age") >= method.youngest).fill_null(value=True)
    employed = (pl.col("labour_force_status") == "employed").fill_null(value=False) & old_enough
    persons = persons.with_columns(employed.alias("employed"))
    found = thresholds(_reference_group(persons, method, country), method)
    known = persons.filter("employed").select("education", "occupation").unique()
    pairs = _of_pairs(known.drop_nulls(), found, method)
    made = persons.join(pairs, on=["education", "occupation"], how="left", maintain_order="left")
    return Classified(made.with_columns(*_known_first(), *_own()).with_columns(_counted(), *_tertiary()), found)


def _reference_group(persons: pl.DataFrame, method: Method, country: str) -> pl.DataFrame:
    """Levels and occupations of those who make the thresholds: `education`, `occupation`, `weight`, `rows`."""
    workers = persons.filter("employed")
    if method.thresholds_from == "nationals":
        workers = workers.filter(pl.col(BASIS[method.migrants[0]]) == country)
    return (
        workers.filter(pl.all_horizontal(pl.col("education", "occupation").is_not_null()))
        .group_by("education", "occupation")
        .agg(pl.col("weight").sum().cast(pl.Float64), pl.len().alias("rows"))
        .sort("education", "occupation")
    )


def _of_pairs(pairs: pl.DataFrame, found: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The class of each level in each occupation, for the normative and the statistical approach."""
    codes = pairs["occupation"].unique().sort()
    ranges = [required(code) for code in codes]
    normative = pl.DataFrame(
        {
            "occupation": codes,
            "from": pl.Series([None if one is None else float(one[0]) for one in ranges], dtype=pl.Float64),
            "to": pl.Series([None if one is None else float(one[1]) for one in ranges], dtype=pl.Float64),
        }
    )
    limits = limits_of(codes, found, method)
    joined = pairs.join(normative, on="occupation", how="left").join(limits, on="occupation", how="left")
    return joined.with_columns(
        _class("from", "to").alias("normative"),
        pl.when(pl.col("from").is_null()).then(pl.lit("armed_forces")).alias("normative_why"),
        _class("low", "high").alias("statistical"),
        pl.when(pl.col("low").is_null()).then(pl.lit("no_threshold")).alias("statistical_why"),
    ).select("education", "occupation", "normative", "normative_why", "statistical", "statistical_why")


def _class(low: str, high: str) -> pl.Expr:
    level = pl.col("education").cast(pl.Float64)
    return (
        pl.when(pl.col(low).is_null())
        .then(pl.lit(UNDETERMINED))
        .when(level > pl.col(high) + SAME)
        .then(pl.lit(OVER))
        .when(level < pl.col(low) - SAME)
        .then(pl.lit(UNDER))
        .otherwise(pl.lit(MATCHED))
    )


def _known_first() -> list[pl.Expr]:
    """The two approaches for those of whom education or occupation is not known."""
    why = _unknown()
    made = []
    for name in ("normative", "statistical"):
        unknown = pl.col("employed") & why.is_not_null()
        made += [
            pl.when(unknown).then(pl.lit(UNDETERMINED)).when("employed").then(pl.col(name)).alias(name),
            pl.when(unknown).then(why).when("employed").then(pl.col(f"{name}_why")).alias(f"{name}_why"),
        ]
    return made


def _unknown() -> pl.Expr:
    no_education = pl.when(pl.col("education").is_null()).then(pl.lit("education_unknown"))
    return pl.coalesce(no_education, pl.when(pl.col("occupation").is_null()).then(pl.lit("occupation_unknown")))


def _own() -> list[pl.Expr]:
    level, needed = (pl.col(name).cast(pl.Int8) for name in ("education", "required_education"))
    compared = (
        pl.when(level > needed)
        .then(pl.lit(OVER))
        .when(level < needed)
        .then(pl.lit(UNDER))
        .when(level == needed)
        .then(pl.lit(MATCHED))
    )
    said = pl.coalesce(pl.col("own_assessment"), compared)
    return [
        pl.when("employed").then(said.fill_null(UNDETERMINED)).alias("own"),
        pl.when(pl.col("employed") & said.is_null()).then(pl.lit("not_said")).alias("own_why"),
    ]


def _counted() -> pl.Expr:
    known = pl.all_horizontal(pl.col("education", "occupation").is_not_null())
    return (pl.col("employed") & known).cast(pl.Int8).alias("counted")


def _tertiary() -> list[pl.Expr]:
    why = _unknown()
    low = pl.col("occupation").str.slice(0, 1).is_in(list(LOW_OCCUPATIONS))
    return [
        pl.when("employed")
        .then(
            pl.when(why.is_not_null())
            .then(pl.lit(UNDETERMINED))
            .when(pl.col("education").cast(pl.Int8) < 5)
            .then(pl.lit(NOT_TERTIARY))
            .when(low)
            .then(pl.lit(OVER))
            .otherwise(pl.lit(MATCHED))
        )
        .alias("tertiary"),
        pl.when("employed").then(why).alias("tertiary_why"),
    ]
