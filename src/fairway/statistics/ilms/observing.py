"""From safe tables to observations: the rows of every series, with the codes of the dataflow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.exchange.results import publishable
from fairway.methods.survey.reliability import Reliability
from fairway.statistics.ilms import codes
from fairway.statistics.ilms.estimating import Cells, Trees, tree_of
from fairway.statistics.ilms.protecting import Safe, marked
from fairway.statistics.ilms.rates import rates, selected
from fairway.statistics.ilms.series import SERIES, Series
from fairway.statistics.ilms.structure import NATIONAL_CURRENCY, NOT_APPLICABLE, structure

COMPONENTS: Final = {
    "sex": "SEX",
    "age": "AGE",
    "education": "EDU",
    "birth": "CBR",
    "citizenship": "CCT",
    "migrant": "MIG",
    "residence": "COUNTERPART",
    "returned": "COUNTERPART",
    "industry": "ECO",
    "occupation": "OCU",
    "status": "STE",
}
"""Dimension of a table → dimension of the dataflow."""
FIGURES: Final = {
    "estimate": "OBS_VALUE",
    "se": "STD_ERR",
    "low": "CI_LOWER",
    "high": "CI_UPPER",
    "cv": "CV",
    "n": "N_OBS",
}
EMPLOYEES: Final = {"labour_force": codes.EMPLOYED, "status": codes.EMPLOYEE}


@dataclass(frozen=True, slots=True)
class About:
    """What every observation of a survey shares.

    Attributes:
        area: ISO 3166-1 alpha-3.
        period: `2024`.
        source: One line.
        currency: Of earnings, ISO 4217; "" where none is known.
    """

    area: str
    period: str
    source: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class SeriesGap:
    """A series of which nothing is known, and why."""

    series: Series
    reason: str


def observed(
    cells: Mapping[str, Cells], safe: Safe, trees: Trees, about: About, unasked: Mapping[str, str]
) -> tuple[pl.DataFrame, list[SeriesGap]]:
    """The observations of every series that the survey gives.

    Args:
        cells: The tables before protection.
        safe: After it.
        trees: Those of the survey's countries.
        about: The survey.
        unasked: Series → why this survey does not give it.

    Returns:
        Columns as the structure has them; and the series without any.
    """
    parts, gaps = [], []
    for one in SERIES:
        reason = one.gap or unasked.get(one.code) or _why(one, cells, safe)
        if reason:
            gaps.append(SeriesGap(one, reason))
            continue
        parts.append(_coded(_rows(one, cells, safe, trees), one, about))
    columns = structure().columns
    return pl.concat([empty(), *(part.select(columns) for part in parts)], how="vertical_relaxed"), gaps


def empty() -> pl.DataFrame:
    """No observations, with the right columns."""
    numbers = {"OBS_VALUE", "STD_ERR", "CI_LOWER", "CI_UPPER", "CV"}
    kinds = {"UNIT_MULT": pl.Int64, "N_OBS": pl.Int64, **dict.fromkeys(numbers, pl.Float64)}
    return pl.DataFrame(schema={name: kinds.get(name, pl.String) for name in structure().columns})


def _why(one: Series, cells: Mapping[str, Cells], safe: Safe) -> str:
    if one.crossing in cells and one.crossing not in safe.tables:
        return "No pattern of withheld cells protects the few people in its table."
    return "" if one.crossing in cells else "Nobody in the survey is of this kind."


def _rows(one: Series, cells: Mapping[str, Cells], safe: Safe, trees: Trees) -> pl.DataFrame:
    crossing = cells[one.crossing].crossing
    by, dimensions = one.dimensions, crossing.dimensions
    if one.measure == "rate":
        raw = cells[one.crossing].frame.filter(pl.col("measure") == "total")
        part, whole, rest = (
            selected(raw, fixed, by, dimensions).select(*by, "estimate", "se", "df", "n")
            for fixed in (one.fixed, one.whole, one.rest)
        )
        found = rates(part, whole, rest, by, one.per)
        flags = Reliability().flags(found["cv"].fill_null(float("nan")).to_numpy(), found["n"].fill_null(0).to_numpy())
        found = found.with_columns(flags.alias("reliability"))
        found = marked(found, [one.fixed, one.whole], by, safe, crossing.group)
    else:
        frame = safe.tables[one.crossing].frame
        name = "total" if one.measure == "number" else f"mean {crossing.mean}"
        found = selected(frame.filter(pl.col("measure") == name), one.fixed, by, dimensions)
        if one.measure == "mean":
            found = _like_employees(found, by, safe)
    for name, top in one.only.items():
        tree = tree_of(name, trees, crossing)
        under = [code for code in tree if _under(code, top, tree)]
        found = found.filter(pl.col(name).is_in(under))
    return found.filter(~pl.any_horizontal([pl.lit(value=False), *(_inner(name) for name in by)]))


def _inner(name: str) -> pl.Expr:
    """Cells that hold the tables together and are no figures."""
    return pl.col(name).is_in([codes.REST, codes.NONE]).fill_null(value=False)


def _under(code: str, top: str, tree: Mapping[str, str | None]) -> bool:
    up: str | None = code
    while up is not None:
        if up == top:
            return True
        up = tree.get(up)
    return False


def _like_employees(found: pl.DataFrame, by: Sequence[str], safe: Safe) -> pl.DataFrame:
    """Mean earnings are withheld with the number of employees, and never tell how many answered."""
    other = marked(found.drop("disclosure"), [EMPLOYEES], by, safe, "residents")["disclosure"]
    both = pl.coalesce(pl.col("disclosure"), other)
    return found.with_columns(both.alias("disclosure"), pl.lit(None, found.schema["n"]).alias("n"))


def _coded(rows: pl.DataFrame, one: Series, about: About) -> pl.DataFrame:
    shown = publishable(rows)
    hidden = pl.col("disclosure").is_not_null()
    named = {COMPONENTS[name]: name for name in one.dimensions}
    unit = about.currency if one.unit == NATIONAL_CURRENCY else one.unit
    columns = [
        pl.lit("A").alias("FREQ"),
        pl.lit(about.area).alias("REF_AREA"),
        pl.lit(one.code).alias("INDICATOR"),
        *(_dimension(component, named.get(component)) for component in codes.TOTALS),
        pl.lit(about.period).alias("TIME_PERIOD"),
        *(pl.col(name).cast(pl.Int64 if name == "n" else pl.Float64).alias(id) for name, id in FIGURES.items()),
        pl.lit(unit).alias("UNIT_MEASURE"),
        pl.lit(0, pl.Int64).alias("UNIT_MULT"),
        _status(hidden).alias("OBS_STATUS"),
        pl.when(hidden).then(pl.lit("N")).otherwise(pl.lit("F")).alias("CONF_STATUS"),
        pl.lit(about.source).alias("SOURCE"),
    ]
    return shown.select(columns)


def _dimension(component: str, name: str | None) -> pl.Expr:
    if name is None:
        return pl.lit(NOT_APPLICABLE).alias(component)
    total = codes.RETURNED
    value = pl.when(pl.col(name) == total).then(None).otherwise(pl.col(name))
    return value.fill_null(codes.TOTALS[component]).alias(component)


def _status(hidden: pl.Expr) -> pl.Expr:
    low = pl.col("reliability").is_in(["unreliable", "unknown"]).fill_null(value=False)
    return (
        pl.when(hidden)
        .then(pl.lit("Q"))
        .when(pl.col("estimate").is_null())
        .then(pl.lit("O"))
        .when(low)
        .then(pl.lit("U"))
        .otherwise(pl.lit("A"))
    )


def series_of(observations: pl.DataFrame) -> Iterator[tuple[Series, pl.DataFrame]]:
    """Each series with its rows; those without any too."""
    for one in SERIES:
        yield one, observations.filter(pl.col("INDICATOR") == one.code)
