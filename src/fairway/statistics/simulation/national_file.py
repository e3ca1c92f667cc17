"""A sample as a statistical office would release it, with the mapping that leads back to the standard variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from fairway.reference.places import by_code
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.simulation.national_columns import NationalColumn, absent_columns, person_columns
from fairway.statistics.simulation.population import TITLE, Sample
from fairway.statistics.simulation.strata import Country

ABSENT_FILE: Final = "absent.csv"
DESIGN: Final = {
    "stratum": "strat",
    "psu": "ea",
    "households_in_psu": "ea_hh",
    "psus_in_stratum": "strat_ea",
    "weight": "wt",
}
"""Design columns: ours → the office's."""
_DESIGN_TITLES: Final = {
    "simulated": "1: everything in this row is invented",
    "strat": "Stratum: province and 1 urban, 2 rural",
    "ea": "Enumeration area, the primary sampling unit",
    "ea_hh": "Households listed in the enumeration area",
    "strat_ea": "Enumeration areas in the stratum",
    "wt": "Weight",
}
_UNKNOWN_MONTH: Final = 99


@dataclass(frozen=True, slots=True)
class NationalFile:
    """Microdata as released.

    Attributes:
        persons, absent: In national columns and codes.
        mapping: What mapping.yaml says.
        titles: Column of `persons` → what it holds.
        labels: Column of `persons` → national code → what it means.
    """

    persons: pl.DataFrame
    absent: pl.DataFrame
    mapping: Mapping[str, Any]
    titles: Mapping[str, str]
    labels: Mapping[str, Mapping[int, str]]


def as_national_file(sample: Sample, country: Country, reference_month: str) -> NationalFile:
    """A sample in the office's own columns and codes.

    Args:
        sample: With the standard variables.
        country: Whose survey it is.
        reference_month: `2024-05`.
    """
    everywhere = dict.fromkeys([country.code, *country.origins, *country.destinations])
    countries = {code: at for at, code in enumerate(everywhere, start=1)}
    persons, absent = person_columns(countries), absent_columns(countries)
    design: dict[str, Any] = {"weight": "wt", "stages": [{"unit": "ea", "stratum": "strat"}]}
    if sample.first_stage == "srs":
        design["stages"] = [
            {"unit": "ea", "stratum": "strat", "population": "strat_ea"},
            {"unit": "hhid", "population": "ea_hh"},
        ]
    variables = {one.variable: _mapped(one) for one in persons}
    mapping = {
        "title": f"{TITLE}, {country.code} {reference_month[:4]}",
        "source": {
            "publisher": "Fairway",
            "survey": TITLE,
            "year": reference_month[:4],
            "licence": "CC0-1.0; every person is invented",
            "demonstration": True,
        },
        "country": country.code,
        "reference_month": reference_month,
        "design": design,
        "variables": variables | {"earnings_currency": {"value": country.currency}},
        "absent": {"file": ABSENT_FILE, "variables": {one.variable: _mapped(one) for one in absent}},
    }
    titles = {one.column: VARIABLES[one.variable].title for one in persons}
    titles |= {one.month: f"{VARIABLES[one.variable].title}: the month" for one in persons if one.month}
    return NationalFile(
        _coded(sample.persons, persons),
        _coded(sample.absent, absent),
        mapping,
        _DESIGN_TITLES | titles,
        {one.column: _labels(one) for one in persons if one.codes},
    )


def _coded(rows: pl.DataFrame, columns: Sequence[NationalColumn]) -> pl.DataFrame:
    made = [pl.col("simulated"), *(pl.col(ours).alias(theirs) for ours, theirs in DESIGN.items())]
    for one in columns:
        made += _expressions(one)
    return rows.select(made)


def _expressions(one: NationalColumn) -> list[pl.Expr]:
    value = pl.col(one.variable)
    if one.month:
        year, month = value.str.slice(0, 4).cast(pl.Int32), value.str.slice(5, 2).cast(pl.Int32, strict=False)
        forgotten = pl.when(value.is_not_null()).then(_UNKNOWN_MONTH).otherwise(_unknown(one, _UNKNOWN_MONTH))
        return [
            pl.coalesce(year, _unknown(one, one.unknown)).alias(one.column),
            pl.coalesce(month, forgotten).alias(one.month),
        ]
    if one.codes:
        coded = value.replace_strict(one.codes, default=None, return_dtype=pl.Int32)
    elif VARIABLES[one.variable].kind == "isco":
        coded = value.cast(pl.Int32)
    else:
        coded = value
    return [pl.coalesce(coded, _unknown(one, one.unknown)).alias(one.column)]


def _unknown(one: NationalColumn, code: int | None) -> pl.Expr:
    """The code of “unknown” for who was asked, and nothing for others."""
    return pl.when(one.asked).then(pl.lit(code, pl.Int32))


def _mapped(one: NationalColumn) -> dict[str, Any]:
    if one.month:
        unknown = {} if one.unknown is None else {"unknown": [one.unknown, _UNKNOWN_MONTH]}
        return {"year": one.column, "month": one.month, **unknown}
    found: dict[str, Any] = {"column": one.column}
    if one.codes:
        found["codes"] = {code: [national] for code, national in one.codes.items()}
    if VARIABLES[one.variable].kind == "isco":
        found["digits"] = 4
    if one.unknown is not None:
        found["unknown"] = [one.unknown]
    return found


def _labels(one: NationalColumn) -> dict[int, str]:
    kind = VARIABLES[one.variable].kind
    if kind == "country":
        titles = {code: by_code()[code].name for code in one.codes}
    elif kind == "yes_no":
        titles = {"yes": "Yes", "no": "No"}
    else:
        titles = {code: VARIABLES[one.variable].codes.get(code, f"Section {code}") for code in one.codes}
    known = {national: titles[code] for code, national in one.codes.items()}
    return known if one.unknown is None else known | {one.unknown: "Unknown"}
