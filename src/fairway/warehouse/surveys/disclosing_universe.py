"""The people of a table: the rows that meet its conditions, and tables that are of the same people or nearly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import polars as pl

from fairway.methods.disclosure.primary import MinimumFrequency
from fairway.methods.survey.plan import Between, Condition, Is
from fairway.warehouse.surveys.specification import Specification, TableSpecification
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty
from fairway.warehouse.surveys.specification_variables import held


def universe(rows: pl.LazyFrame, where: Sequence[Condition]) -> pl.LazyFrame:
    """The rows that meet every condition; unknown is not met."""
    return rows.filter(_inside(where, rows.collect_schema())) if where else rows


def stated_universes(tables: Sequence[TableSpecification]) -> dict[str, object]:
    """For each table what names its people, as far as the specification tells without the microdata."""
    return {table.name: frozenset(table.where) for table in tables}


def universes_of(specification: Specification, rows: pl.LazyFrame) -> dict[str, object]:
    """For each table what names its people: alike where the same rows are selected, however that is written.

    Raises:
        SpecificationFaulty: Two tables, to be protected, are of people who differ by fewer than the minimum frequency:
            the difference of their totals tells of those few.
    """
    tables = specification.tables
    stated = list(dict.fromkeys(frozenset(table.where) for table in tables))
    pairs = list(combinations(range(len(stated)), 2))
    if not pairs:
        return stated_universes(tables)
    schema = rows.collect_schema()
    inside = [_inside(tuple(one), schema) for one in stated]
    apart = [(inside[one] != inside[other]).sum().alias(str(at)) for at, (one, other) in enumerate(pairs)]
    counts = rows.select(apart).collect(engine="streaming").row(0)
    number = {one: at for at, one in enumerate(stated)}
    same = list(range(len(stated)))
    for (one, other), count in zip(pairs, counts, strict=True):
        if count == 0:
            same[other] = min(same[other], same[one])
    _refuse_nearly_alike(specification, number, dict(zip(pairs, counts, strict=True)))
    return {table.name: same[number[frozenset(table.where)]] for table in tables}


def _refuse_nearly_alike(
    specification: Specification, number: Mapping[frozenset[Condition], int], apart: Mapping[tuple[int, int], int]
) -> None:
    faults = []
    of_both = [one for one in specification.tables if one.protection.method != "none" and not one.protection.alone]
    for one, other in combinations(of_both, 2):
        pair = sorted((number[frozenset(one.where)], number[frozenset(other.where)]))
        least = max(_least(one), _least(other))
        if 0 < apart.get((pair[0], pair[1]), 0) < least:
            said = (
                f"“{other.name}” and “{one.name}” are of the same people but for fewer than the minimum frequency: the "
                "difference of their totals tells of those few. Give both the same `where`; or say with `alone` why a "
                "table need not be protected with the other."
            )
            faults.append(specification.written.fault((*other.way, "where"), said))
    if faults:
        raise SpecificationFaulty(specification.written.file, faults)


def _least(table: TableSpecification) -> int:
    return max((rule.n for rule in table.protection.rules if isinstance(rule, MinimumFrequency)), default=2)


def _inside(where: Sequence[Condition], schema: Mapping[str, pl.DataType]) -> pl.Expr:
    met = [_met(condition, schema).fill_null(value=False) for condition in where]
    return pl.all_horizontal([pl.lit(value=True), *met])


def _met(condition: Condition, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    column = pl.col(condition.column)
    if isinstance(condition, Is):
        return held(condition.column, condition.values, schema[condition.column])
    if isinstance(condition, Between):
        low = -np.inf if condition.low is None else condition.low
        high = np.inf if condition.high is None else condition.high
        return column.cast(pl.Float64).is_between(low, high)
    return column.is_not_null()
