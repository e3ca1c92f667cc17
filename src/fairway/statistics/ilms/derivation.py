"""The codes of the tables, person by person, from a classified standard frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from fairway.statistics.ilms import codes
from fairway.statistics.ilms.parameters import Definitions

PRIME_FROM_OLD: Final = (55, 65)
MONTHS_OF_A_YEAR: Final = 12

WANTED: Final = (
    "sex",
    "age",
    "education",
    "in_education",
    "usual_resident",
    "present",
    "country_of_birth",
    "citizenship",
    "second_citizenship",
    "ever_lived_abroad",
    "previous_residence",
    "arrival_month",
    "intended_stay_months",
    "reason_for_coming",
    "permit_at_entry",
    "special_category",
    "labour_force_status",
    "country_of_work",
    "status_in_employment",
    "occupation",
    "industry",
    "monthly_earnings",
    "earnings_currency",
    "injured_at_work",
    "worked_abroad",
    "country_worked_abroad",
    "months_worked_abroad",
    "return_month",
    "country_of_residence",
    "departure_month",
)
"""The standard variables that the tables and the classification read."""
WANTED_OF_ABSENT: Final = (
    "sex", "age", "education", "citizenship", "country_of_residence", "departure_month", "labour_force_status",
    "occupation", "industry", "occupation_abroad", "industry_abroad",
)  # fmt: skip


def first_month(reference: str, months: int) -> str:
    """The first of so many months that end with the reference month: (2024-05, 12) → 2023-06."""
    year, month = (int(part) for part in reference.split("-"))
    last = year * MONTHS_OF_A_YEAR + month - 1
    first = last - months + 1
    return f"{first // MONTHS_OF_A_YEAR}-{first % MONTHS_OF_A_YEAR + 1:02d}"


def recency(name: str, definitions: Definitions) -> pl.Expr:
    """Whether a month is known to lie in the months of a flow: an unknown one, or a doubtful year alone, is not."""
    since = first_month(definitions.classification.reference_month, definitions.flow_months)
    month, year = pl.col(name), since[:4]
    only_year = month.str.len_chars() == len(year)
    doubtful = only_year & (month == year) & (pl.lit(since[5:]) != "01")
    return (
        pl.when(month.is_null() | doubtful)
        .then(pl.lit(codes.EARLIER))
        .when(pl.when(only_year).then(month >= year).otherwise(month >= since))
        .then(pl.lit(codes.RECENT))
        .otherwise(pl.lit(codes.EARLIER))
    )


def _coded(name: str, pairs: Mapping[str, str], unknown: str) -> pl.Expr:
    return pl.col(name).replace_strict(dict(pairs), default=None, return_dtype=pl.String).fill_null(unknown)


def _enum(expression: pl.Expr, values: Sequence[str], name: str) -> pl.Expr:
    return expression.cast(pl.Enum(list(dict.fromkeys(values)))).alias(name)


def labour_force(definitions: Definitions) -> pl.Expr:
    """Employed, unemployed, outside the labour force; another code for whoever is not of working age."""
    adult = (pl.col("age") >= definitions.classification.working_age).fill_null(value=False)
    return (
        pl.when(adult & pl.col("labour_force_status").is_not_null())
        .then(pl.col("labour_force_status"))
        .otherwise(pl.lit(codes.ELSE))
    )


def _ages(definitions: Definitions) -> pl.Expr:
    age = pl.col("age")
    older, old = PRIME_FROM_OLD
    return (
        pl.when(pl.col("labour_force") == codes.ELSE)
        .then(pl.lit(codes.NONE))
        .when(age < definitions.youth_below)
        .then(pl.lit(codes.YOUTH))
        .when(age < older)
        .then(pl.lit(codes.PRIME))
        .when(age < old)
        .then(pl.lit(codes.OLDER))
        .otherwise(pl.lit(codes.OLD))
    )


AGES: Final = (codes.YOUTH, codes.PRIME, codes.OLDER, codes.OLD, codes.NONE)
LABOUR_FORCE: Final = (codes.EMPLOYED, codes.UNEMPLOYED, codes.OUTSIDE, codes.ELSE)


def _among(value: pl.Expr, yes: Mapping[str, str], otherwise: str) -> pl.Expr:
    return value.cast(pl.String).replace_strict(dict(yes), default=otherwise, return_dtype=pl.String)


def _of_employed(name: str, pairs: Mapping[str, str], unknown: str) -> pl.Expr:
    employed = pl.col("labour_force") == codes.EMPLOYED
    return pl.when(employed).then(_coded(name, pairs, unknown)).otherwise(pl.lit(codes.NONE))


def coded(persons: pl.LazyFrame, definitions: Definitions, columns: Sequence[str]) -> pl.LazyFrame:
    """The usual residents with every code of the tables.

    Args:
        persons: A standard frame after `fairway.statistics.icls.classify`.
        definitions: The national ones.
        columns: Those of the design, kept as they are.

    Returns:
        One row a usual resident: the design, `monthly_earnings` of employees (else null), and the codes; countries of
        birth, citizenship and previous residence still as ISO 3166-1 codes (`born_in`,
        `citizen_of`, `returned_from`).
    """
    sections = codes.sections()
    statuses = {**codes.STATUS}
    first = persons.with_columns(labour_force(definitions).alias("labour_force"))
    occupation = pl.col("occupation").str.slice(0, 1)
    born = {"native": codes.NATIVE, "foreign-born": codes.FOREIGN_BORN, "unknown": codes.BIRTH_UNKNOWN}
    held = {"national": codes.NATIONAL, "non-national": codes.NON_NATIONAL, "unknown": codes.CITIZENSHIP_UNKNOWN}
    moved = {"yes": codes.MIGRANT, "no": codes.NON_MIGRANT, "undetermined": codes.MIGRANT_UNKNOWN}
    return first.select(
        *columns,
        pl.col("country_of_birth").alias("born_in"),
        pl.col("citizenship").alias("citizen_of"),
        _enum(pl.col("labour_force"), LABOUR_FORCE, "labour_force"),
        _enum(_coded("sex", codes.SEXES, codes.SEX_UNKNOWN), [*codes.SEXES.values(), codes.SEX_UNKNOWN], "sex"),
        _enum(_ages(definitions), AGES, "age"),
        _enum(_coded("education", codes.EDUCATION, codes.EDUCATION_UNKNOWN),
              [*codes.EDUCATION.values(), codes.EDUCATION_UNKNOWN], "education"),
        _enum(_of_employed("industry", sections, codes.INDUSTRY_UNKNOWN),
              [*sections.values(), codes.INDUSTRY_UNKNOWN, codes.NONE], "industry"),
        _enum(pl.when(pl.col("labour_force") == codes.EMPLOYED)
              .then(occupation.replace_strict(codes.OCCUPATION, default=None, return_dtype=pl.String)
                    .fill_null(codes.OCCUPATION_UNKNOWN))
              .otherwise(pl.lit(codes.NONE)),
              [*codes.OCCUPATION.values(), codes.OCCUPATION_UNKNOWN, codes.NONE], "occupation"),
        _enum(_of_employed("status_in_employment", statuses, codes.STATUS_UNKNOWN),
              [*codes.STATUS.values(), codes.STATUS_UNKNOWN, codes.NONE], "status"),
        _enum(_among(pl.col("by_birth"), born, codes.BIRTH_UNKNOWN), list(born.values()), "birth"),
        _enum(_among(pl.col("by_citizenship"), held, codes.CITIZENSHIP_UNKNOWN), list(held.values()), "citizenship"),
        _enum(_among(pl.col("international_migrant_worker"), moved, codes.MIGRANT_UNKNOWN),
              list(moved.values()), "migrant"),
        _enum(_of_employed("injured_at_work", {"yes": codes.INJURED, "no": codes.NOT_INJURED}, codes.UNKNOWN),
              [codes.INJURED, codes.NOT_INJURED, codes.UNKNOWN, codes.NONE], "injured"),
        _enum(_neet(), [codes.NEET, codes.IN_EDUCATION, codes.UNKNOWN], "neet"),
        _enum(recency("arrival_month", definitions), FLOWS, "arrived"),
        _returned(definitions).alias("returned_from"),
        _earnings().alias("monthly_earnings"),
    )  # fmt: skip


def with_groups(persons: pl.DataFrame) -> pl.DataFrame:
    """Adds the groups above the codes, and who came when among the foreign: by position, not by text."""
    adults, sectors = dict.fromkeys((codes.PRIME, codes.OLDER, codes.OLD), codes.ADULT), codes.sector_of_section()
    studying = dict.fromkeys((codes.IN_EDUCATION, codes.UNKNOWN), codes.NOT_NEET)
    unhurt = dict.fromkeys((codes.NOT_INJURED, codes.UNKNOWN), codes.NOT_HURT)
    groups = {
        "sector": ("industry", sectors),
        "age_adult": ("age", adults),
        "working_age": ("labour_force", dict.fromkeys(LABOUR_FORCE[:3], codes.WORKING_AGE)),
        "in_labour_force": ("labour_force", dict.fromkeys(LABOUR_FORCE[:2], codes.IN_LABOUR_FORCE)),
        "not_employed": ("labour_force", dict.fromkeys(LABOUR_FORCE[1:3], codes.NOT_EMPLOYED)),
        "work": ("labour_force", dict.fromkeys(LABOUR_FORCE[1:3], codes.JOBLESS)),
        "not_neet": ("neet", studying),
        "not_hurt": ("injured", unhurt),
    }
    added = [_group(persons[name], pairs).alias(new) for new, (name, pairs) in groups.items()]
    flows = pl.lit(codes.NONE, pl.Enum(list(FLOWS)))
    return persons.with_columns(
        *added,
        pl.when(pl.col("birth") == codes.FOREIGN_BORN).then("arrived").otherwise(flows).alias("arrival_birth"),
        pl.when(pl.col("citizenship") == codes.NON_NATIONAL)
        .then("arrived")
        .otherwise(flows)
        .alias("arrival_citizenship"),
    )


FLOWS: Final = (codes.RECENT, codes.EARLIER, codes.NONE)


def _group(column: pl.Series, pairs: Mapping[str, str]) -> pl.Series:
    """The group of each code; a code without one stays itself."""
    assert isinstance(column.dtype, pl.Enum)
    new = [pairs.get(code, code) for code in column.dtype.categories]
    groups = pl.Series(new, dtype=pl.Enum(list(dict.fromkeys(new))))
    return groups.gather(column.to_physical())


def _neet() -> pl.Expr:
    studies = pl.col("in_education")
    return (
        pl.when((pl.col("labour_force") == codes.EMPLOYED) | (studies == "yes"))
        .then(pl.lit(codes.IN_EDUCATION))
        .when(studies == "no")
        .then(pl.lit(codes.NEET))
        .otherwise(pl.lit(codes.UNKNOWN))
    )


def _returned(definitions: Definitions) -> pl.Expr:
    """The country from which a national came back to live here in the months of a flow."""
    month = pl.coalesce("return_month", "arrival_month")
    since = first_month(definitions.classification.reference_month, definitions.flow_months)
    recent = pl.when(month.str.len_chars() == 4).then(month > since[:4]).otherwise(month >= since)
    came = (pl.col("by_citizenship") == "national") & recent.fill_null(value=False)
    return pl.when(came).then(pl.col("previous_residence").fill_null(codes.UNSTATED)).otherwise(pl.lit(codes.NONE))


def _earnings() -> pl.Expr:
    employee = (pl.col("labour_force") == codes.EMPLOYED) & (pl.col("status_in_employment") == "employee")
    return pl.when(employee).then(pl.col("monthly_earnings").cast(pl.Float64))
