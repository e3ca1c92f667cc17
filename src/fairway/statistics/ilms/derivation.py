"""The codes of the tables, person by person, from a classified standard frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def _enum(values: Iterable[str]) -> pl.Enum:
    return pl.Enum(list(dict.fromkeys(values)))


def _coded(schema: pl.Schema, name: str, pairs: Mapping[str, str], unknown: str) -> pl.Expr:
    """The code of the tables for each code of a variable, without a look at the text of each row."""
    kind, values = schema[name], _enum([*pairs.values(), unknown])
    if not isinstance(kind, pl.Enum):
        found = pl.col(name).cast(pl.String).replace_strict(dict(pairs), default=unknown, return_dtype=values)
        return found.fill_null(unknown)
    codes_of = [pairs.get(code, unknown) for code in kind.categories]
    words = pl.Series([*codes_of, unknown], dtype=values)
    return pl.lit(words).gather(pl.col(name).to_physical().fill_null(len(codes_of)))


def labour_force(definitions: Definitions) -> pl.Expr:
    """Employed, unemployed, outside the labour force; another code for whoever is not of working age."""
    adult = (pl.col("age") >= definitions.classification.working_age).fill_null(value=False)
    kind = pl.Enum(list(LABOUR_FORCE))
    return pl.when(adult).then(pl.col("labour_force_status").cast(kind).fill_null(codes.ELSE)).otherwise(
        pl.lit(codes.ELSE, kind)
    )  # fmt: skip


def _ages(definitions: Definitions) -> pl.Expr:
    age, kind = pl.col("age"), pl.Enum(list(AGES))
    older, old = PRIME_FROM_OLD

    def code(one: str) -> pl.Expr:
        return pl.lit(one, kind)

    return (
        pl.when(pl.col("labour_force") == codes.ELSE)
        .then(code(codes.NONE))
        .when(age < definitions.youth_below)
        .then(code(codes.YOUTH))
        .when(age < older)
        .then(code(codes.PRIME))
        .when(age < old)
        .then(code(codes.OLDER))
        .otherwise(code(codes.OLD))
    )


AGES: Final = (codes.YOUTH, codes.PRIME, codes.OLDER, codes.OLD, codes.NONE)
LABOUR_FORCE: Final = (codes.EMPLOYED, codes.UNEMPLOYED, codes.OUTSIDE, codes.ELSE)


def _of_employed(code: pl.Expr, values: Iterable[str]) -> pl.Expr:
    kind = _enum([*values, codes.NONE])
    employed = pl.col("labour_force") == codes.EMPLOYED
    return pl.when(employed).then(code.cast(kind)).otherwise(pl.lit(codes.NONE, kind))


def _first_digits(schema: pl.Schema) -> dict[str, str]:
    """ISCO-08 code → the code of its major group, for the codes that occur."""
    kind = schema["occupation"]
    there = kind.categories.to_list() if isinstance(kind, pl.Enum) else [*codes.OCCUPATION]
    return {code: codes.OCCUPATION[code[0]] for code in there if code[:1] in codes.OCCUPATION}


def coded(
    persons: pl.LazyFrame, definitions: Definitions, columns: Sequence[str], also: Sequence[str] = ()
) -> pl.LazyFrame:
    """The persons with every code of the tables.

    Args:
        persons: A standard frame after `fairway.statistics.icls.classify`, its codes as Enums or as text.
        definitions: The national ones.
        columns: Those of the design, kept as they are.
        also: Others to keep.

    Returns:
        One row a person: the design, `monthly_earnings` of employees (else null), and the codes; countries of birth,
        citizenship and previous residence still as ISO 3166-1 codes (`born_in`, `citizen_of`, `returned_from`).
    """
    sections = codes.sections()
    first = persons.with_columns(labour_force(definitions).alias("labour_force"))
    schema = first.collect_schema()
    born = {"native": codes.NATIVE, "foreign-born": codes.FOREIGN_BORN}
    held = {"national": codes.NATIONAL, "non-national": codes.NON_NATIONAL}
    moved = {"yes": codes.MIGRANT, "no": codes.NON_MIGRANT}
    hurt = {"yes": codes.INJURED, "no": codes.NOT_INJURED}
    jobs = {
        "industry": ("industry", sections, codes.INDUSTRY_UNKNOWN),
        "occupation": ("occupation", _first_digits(schema), codes.OCCUPATION_UNKNOWN),
        "status": ("status_in_employment", codes.STATUS, codes.STATUS_UNKNOWN),
        "injured": ("injured_at_work", hurt, codes.UNKNOWN),
    }
    return first.select(
        *columns,
        *also,
        pl.col("country_of_birth").alias("born_in"),
        pl.col("citizenship").alias("citizen_of"),
        "labour_force",
        _coded(schema, "sex", codes.SEXES, codes.SEX_UNKNOWN).alias("sex"),
        _ages(definitions).alias("age"),
        _coded(schema, "education", codes.EDUCATION, codes.EDUCATION_UNKNOWN).alias("education"),
        *(
            _of_employed(_coded(schema, name, pairs, unknown), [*pairs.values(), unknown]).alias(new)
            for new, (name, pairs, unknown) in jobs.items()
        ),
        _worded("by_birth", born, codes.BIRTH_UNKNOWN).alias("birth"),
        _worded("by_citizenship", held, codes.CITIZENSHIP_UNKNOWN).alias("citizenship"),
        _worded("international_migrant_worker", moved, codes.MIGRANT_UNKNOWN).alias("migrant"),
        _neet().alias("neet"),
        recency("arrival_month", definitions).cast(pl.Enum(list(FLOWS))).alias("arrived"),
        _returned(definitions).alias("returned_from"),
        _earnings().alias("monthly_earnings"),
    )


def _worded(name: str, pairs: Mapping[str, str], unknown: str) -> pl.Expr:
    """The code of a concept's answer, in few comparisons of short words."""
    kind = _enum([*pairs.values(), unknown])
    found = pl.lit(unknown, kind)
    for word, code in pairs.items():
        found = pl.when(pl.col(name) == word).then(pl.lit(code, kind)).otherwise(found)
    return found


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
    studies, kind = pl.col("in_education"), pl.Enum([codes.NEET, codes.IN_EDUCATION, codes.UNKNOWN])
    # A category that nobody has cannot be compared with.
    studies = studies.cast(pl.Enum(["yes", "no"]))
    return (
        pl.when((pl.col("labour_force") == codes.EMPLOYED) | (studies == "yes").fill_null(value=False))
        .then(pl.lit(codes.IN_EDUCATION, kind))
        .when(studies == "no")
        .then(pl.lit(codes.NEET, kind))
        .otherwise(pl.lit(codes.UNKNOWN, kind))
    )


def _returned(definitions: Definitions) -> pl.Expr:
    """The country from which a national came back to live here in the months of a flow."""
    month = pl.coalesce("return_month", "arrival_month")
    since = first_month(definitions.classification.reference_month, definitions.flow_months)
    recent = pl.when(month.str.len_chars() == 4).then(month > since[:4]).otherwise(month >= since)
    came = (pl.col("by_citizenship") == "national") & recent.fill_null(value=False)
    there = pl.col("previous_residence").cast(pl.String).fill_null(codes.UNSTATED)
    return pl.when(came).then(there).otherwise(pl.lit(codes.NONE))


def _earnings() -> pl.Expr:
    status = pl.col("status_in_employment").cast(pl.Enum(list(codes.STATUS)))
    employee = (pl.col("labour_force") == codes.EMPLOYED) & (status == "employee")
    return pl.when(employee).then(pl.col("monthly_earnings").cast(pl.Float64))
