"""Estimates what mismatch is: rates, gaps with the covariance of both sides, ratios, agreement of the approaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import polars as pl

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design
from fairway.methods.survey.measures import Mean, Total
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import MATCHED, NOT_TERTIARY, OVER, UNDER, UNDETERMINED
from fairway.skills.mismatch.crossings import THREE, Crossing, condition
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.protecting import Leg, Pattern, Resting, marked
from fairway.warehouse.surveys.survey import Survey

COUNTED: Final = "counted"
NUMBERS: Final = ("estimate", "se", "low", "high", "cv", "deff", "df", "n", "reliability", "reason")
DIMENSIONS: Final = ("birth", "citizenship", "sex", "age", "place")
RATES: Final = {OVER: "OVQ_RATE", UNDER: "UNQ_RATE"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One measure, and what its rows become.

    Attributes:
        measure: For the survey.
        name: Of its rows.
        indicator, approach: Of the figures.
        fixed: Dimension → code, of the figures: those of a difference stand at its first side.
        legs: The cells on which a figure rests.
    """

    measure: Any
    name: str
    indicator: str
    approach: str
    fixed: Mapping[str, str]
    legs: tuple[Leg, ...]


def indicator_columns(rows: pl.DataFrame, approaches: Sequence[str]) -> pl.DataFrame:
    """The workers with 1 and 0 for each class, null where they are not classed, and for each pair of approaches.

    `normative_over`, `normative_under`, `normative_statistical`, `move_down`.
    """
    made = []
    for name in approaches:
        known = pl.col(name).is_in([OVER, MATCHED, UNDER])
        made += [
            pl.when(known).then((pl.col(name) == which).cast(pl.Float64)).alias(f"{name}_{which}") for which in RATES
        ]
    for first, second in pairs(approaches):
        both = (pl.col(first) != UNDETERMINED) & (pl.col(second) != UNDETERMINED)
        alike = (pl.col(first) == pl.col(second)).cast(pl.Float64)
        made.append(pl.when(both).then(alike).alias(f"{first}_{second}"))
    moved = pl.col("move").is_not_null()
    made.append(pl.when(moved).then((pl.col("move") == "down").cast(pl.Float64)).alias("move_down"))
    return rows.with_columns(made)


def pairs(approaches: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of approaches that are held against each other."""
    return list(combinations([name for name in THREE if name in approaches], 2))


def rate_legs(approach: str, which: str) -> tuple[Leg, ...]:
    """The cells that a rate tells: its own, those who are not classed, and all."""
    left_out = NOT_TERTIARY if approach == "tertiary" else UNDETERMINED
    return {approach: which}, {approach: left_out}, {}


def measures_of(crossing: Crossing, approaches: Sequence[str], *, moves: bool) -> Iterator[Asked]:
    """Everything that is estimated in a table of characteristics."""
    yield Asked(Total(), "total", "WRK_NB", codes.NOT_APPLICABLE, {}, ({},))
    for approach in approaches:
        for which, indicator in RATES.items():
            if which == UNDER and approach == "tertiary":
                continue
            column, legs = f"{approach}_{which}", rate_legs(approach, which)
            yield Asked(Mean(column), f"mean {column}", indicator, approach, {}, legs)
            if which == OVER:
                yield from _gaps(crossing, Mean(column), approach, legs, "OVQ_GAP", "OVQ_PLACE_GAP")
    if moves:
        legs = ({"move": "down"}, {"move": "(none)"}, {})
        yield Asked(Mean("move_down"), "mean move_down", "MOVE_DOWN_RATE", codes.NOT_APPLICABLE, {}, legs)


def _gaps(
    crossing: Crossing, measure: Mean, approach: str, legs: tuple[Leg, ...], of_migrants: str, of_places: str
) -> Iterator[Asked]:
    for dimension, columns in crossing.by.items():
        if dimension in codes.MIGRANTS:
            migrants, nationals = codes.MIGRANTS[dimension]
            sides = [migrants] if columns[0] in ("birth", "citizenship_group") else _parts(dimension, migrants)
            for side in sides:
                yield _gap(measure, dimension, columns[0], (side, nationals), approach, legs, of_migrants)
        elif columns[0] == "place":
            yield _gap(measure, dimension, columns[0], (codes.ABROAD, codes.HERE), approach, legs, of_places)


def _parts(dimension: str, group: str) -> list[str]:
    return [code for code, above in codes.TREES[dimension].items() if above == group and not code.endswith("_X")]


def _gap(
    measure: Mean,
    dimension: str,
    column: str,
    sides: tuple[str, str],
    approach: str,
    legs: tuple[Leg, ...],
    indicator: str,
) -> Asked:
    both = tuple({**leg, dimension: side} for side in sides for leg in legs)
    name = f"mean {measure.of}, {column} {sides[0]} less {sides[1]}"
    return Asked(Difference(measure, column, *sides), name, indicator, approach, {dimension: sides[0]}, both)


def estimated(
    survey: Survey, crossing: Crossing, asked: Sequence[Asked], method: Method, present: Mapping[str, set[str]]
) -> pl.DataFrame:
    """The figures of a table, before protection: the dimensions, `name`, `NUMBERS`.

    Args:
        survey: Of the persons.
        crossing: The table.
        asked: Its measures; differences between codes of which one does not occur are left out.
        method: Confidence level, flags.
        present: Column → the codes that occur among those who count.
    """
    possible = [one.measure for one in asked if _possible(one.measure, present)]
    found = survey.estimate(
        possible,
        by=list(crossing.finest),
        where=condition(COUNTED),
        margins=True,
        level=method.level,
        reliability=method.reliability,
        design_effects=False,
    ).frame
    named = (pl.col(column).cast(pl.String).alias(name) for column, name in crossing.finest.items())
    return found.select(*named, pl.col("measure").alias("name"), *NUMBERS)


def _possible(measure: Any, present: Mapping[str, set[str]]) -> bool:
    if not isinstance(measure, Difference):
        return True
    return {measure.first, measure.second} <= present[measure.dimension]


def figures(frame: pl.DataFrame, crossing: Crossing, asked: Sequence[Asked]) -> Iterator[tuple[Asked, Resting]]:
    """The rows of each measure of a table, with the cells that they rest on; measures without rows are left out.

    Args:
        frame: As `estimated`.
        crossing: The table.
        asked: Its measures.
    """
    for one in asked:
        rows = frame.filter(pl.col("name") == one.name)
        if len(rows):
            yield one, Resting(rows, tuple(crossing.by), one.legs)


def published(found: Sequence[tuple[Asked, Resting]], pattern: Pattern) -> tuple[pl.DataFrame, pl.Series]:
    """The figures as far as they may be shown, and the respondents of each before protection.

    Returns:
        `indicator`, `approach`, `DIMENSIONS`, `NUMBERS`, `disclosure`; and the respondents, row by row.
    """
    safe = marked([rows for _, rows in found], pattern)
    parts = []
    for (one, _), rows in zip(found, safe, strict=True):
        absent = [pl.lit(None, pl.String).alias(name) for name in DIMENSIONS if name not in rows.columns]
        named = rows.with_columns(
            pl.lit(one.indicator).alias("indicator"), pl.lit(one.approach).alias("approach"), *absent
        ).with_columns(pl.lit(code).alias(name) for name, code in one.fixed.items())
        parts.append(named.select("indicator", "approach", *DIMENSIONS, *NUMBERS, "disclosure"))
    counts = pl.concat([rows.frame["n"].cast(pl.Int64) for _, rows in found])
    return pl.concat(parts, how="vertical_relaxed"), counts


def trimmed(persons: pl.DataFrame, design: Design, universes: Sequence[str]) -> pl.DataFrame:
    """The persons whom some table counts, and one of every sampled unit, so that the design stays whole.

    Args:
        persons: Everybody, with a column of 1 and 0 for each universe.
        design: On the columns of the frame.
        universes: Those columns.
    """
    units = [name for name in design.columns if name != design.weight]
    inside = pl.any_horizontal(pl.col(name) == 1 for name in universes)
    if design.replication is not None or not design.stages or any(one.unit is None for one in design.stages):
        return persons  # each row is a unit
    return persons.filter(inside | pl.struct(units).is_first_distinct())
