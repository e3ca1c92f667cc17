"""How the simulated statistical office names its columns and codes its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.simulation.work import INDUSTRIES

_EVERYBODY: Final = pl.lit(value=True)
_AT_SCHOOL_AGE: Final = pl.col("age") >= 5
_RETURNED: Final = (pl.col("worked_abroad") == "yes").fill_null(value=False)
_MOVED: Final = pl.col("ever_lived_abroad") == "yes"
_CAME: Final = _MOVED & ~_RETURNED
_EMPLOYED: Final = (pl.col("labour_force_status") == "employed").fill_null(value=False)
_EMPLOYEES: Final = (pl.col("status_in_employment") == "employee").fill_null(value=False)
_NOBODY_UNKNOWN: Final = pl.lit(value=False)


@dataclass(frozen=True, slots=True)
class NationalColumn:
    """One column of the national file.

    Attributes:
        variable: The standard variable that it holds.
        column: Its name; of a month, that of the year.
        codes: Standard code → national code; empty for numbers, ISCO-08 and months.
        unknown: The code of “do not know” and of refusals; None where there is none.
        asked: Who is asked: an empty answer of these is unknown, of others “not asked”.
        month: Of a month: the column of the month.
    """

    variable: str
    column: str
    codes: Mapping[str, int] = field(default_factory=dict)
    unknown: int | None = None
    asked: pl.Expr = _NOBODY_UNKNOWN
    month: str = ""


def _listed(variable: str, begin: int = 1) -> dict[str, int]:
    return {code: at for at, code in enumerate(VARIABLES[variable].codes, start=begin)}


_YES_NO: Final = {"yes": 1, "no": 2}
_LEVELS: Final = _listed("education", begin=0)
_SECTIONS: Final = {section: at for at, section in enumerate(INDUSTRIES, start=1)}


def person_columns(countries: Mapping[str, int]) -> tuple[NationalColumn, ...]:
    """The columns of the file of persons, in the order of the questionnaire.

    Args:
        countries: Country → national code.
    """

    def one(variable: str, column: str, codes: Mapping[str, int], asked: pl.Expr = _NOBODY_UNKNOWN) -> NationalColumn:
        return NationalColumn(variable, column, codes, 9 if max(codes.values()) < 9 else 99, asked)

    return (
        NationalColumn("household", "hhid"),
        NationalColumn("person", "pid"),
        NationalColumn("sex", "a02", {"M": 1, "F": 2}),
        NationalColumn("age", "a03"),
        one("usual_resident", "a04", _YES_NO),
        one("present", "a05", _YES_NO),
        one("education", "b01", _LEVELS, _AT_SCHOOL_AGE),
        one("education_country", "b02", countries, _AT_SCHOOL_AGE),
        one("in_education", "b03", _YES_NO),
        one("qualification_recognised", "b04", _YES_NO),
        one("country_of_birth", "c01", countries, _EVERYBODY),
        one("citizenship", "c02", countries, _EVERYBODY),
        one("second_citizenship", "c03", countries),
        one("ever_lived_abroad", "c04", _YES_NO),
        one("previous_residence", "c05", countries, _MOVED),
        NationalColumn("arrival_month", "c06y", unknown=9999, asked=_MOVED, month="c06m"),
        NationalColumn("intended_stay_months", "c07", unknown=999, asked=_CAME),
        one("reason_for_coming", "c08", _listed("reason_for_coming"), _MOVED),
        one("permit_at_entry", "c09", _listed("permit_at_entry"), _CAME),
        one("special_category", "c10", _listed("special_category", begin=0)),
        one("labour_force_status", "d01", _listed("labour_force_status")),
        one("country_of_work", "d02", countries),
        one("status_in_employment", "d03", _listed("status_in_employment")),
        NationalColumn("occupation", "d04", unknown=9999, asked=_EMPLOYED),
        one("industry", "d05", _SECTIONS, _EMPLOYED),
        NationalColumn("monthly_earnings", "d06", unknown=99_999_999, asked=_EMPLOYEES),
        NationalColumn("weekly_hours", "d07", unknown=999, asked=_EMPLOYED),
        one("required_education", "d08", _LEVELS, _EMPLOYED),
        one("own_assessment", "d09", _listed("own_assessment"), _EMPLOYED),
        one("injured_at_work", "d10", _YES_NO, _EMPLOYED),
        one("worked_abroad", "e01", _YES_NO),
        one("country_worked_abroad", "e02", countries),
        NationalColumn("months_worked_abroad", "e03", unknown=9999, asked=_RETURNED),
        NationalColumn("return_month", "e04y", unknown=9999, asked=_RETURNED, month="e04m"),
        one("reason_for_return", "e05", _listed("reason_for_return"), _RETURNED),
        NationalColumn("occupation_abroad", "e06", unknown=9999, asked=_RETURNED),
        one("industry_abroad", "e07", _SECTIONS, _RETURNED),
        NationalColumn("occupation_before", "e08", unknown=9999),
        one("skills_used_after_return", "e09", _YES_NO, _RETURNED & _EMPLOYED),
    )


def absent_columns(countries: Mapping[str, int]) -> tuple[NationalColumn, ...]:
    """The columns of the file of absent members."""
    return (
        NationalColumn("household", "hhid"),
        NationalColumn("person", "pid"),
        NationalColumn("sex", "m02", {"M": 1, "F": 2}),
        NationalColumn("age", "m03"),
        NationalColumn("education", "m04", _LEVELS),
        NationalColumn("country_of_birth", "m05", countries),
        NationalColumn("citizenship", "m06", countries),
        NationalColumn("country_of_residence", "m07", countries),
        NationalColumn("departure_month", "m08y", month="m08m"),
        NationalColumn("reason_for_coming", "m09", _listed("reason_for_coming")),
        NationalColumn("labour_force_status", "m10", _listed("labour_force_status")),
        NationalColumn("occupation", "m11"),
        NationalColumn("industry", "m12", _SECTIONS),
    )
