"""A data query as a Polars expression over a table of observations.

Source: SDMX REST API 2.0, “Data queries”, operators; SDMX Technical Notes, comparison of time periods by the days they
span.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.query import Condition, DataQuery, Filter, Key
from fairway.exchange.sdmx.structure import TIME, VALUE, DataStructure
from fairway.kernel.text import Text

if TYPE_CHECKING:
    import polars as pl


def predicate(query: DataQuery, structure: DataStructure, periods: Sequence[str]) -> pl.Expr:
    """Which observations a query asks for; counts of observations and times of update are for the caller.

    Args:
        query: Held against the structure (`query_check.checked`).
        structure: Of the observations.
        periods: Every period that occurs in the table: they are compared by the days that they span, once each.

    Returns:
        A boolean expression over the columns of the structure.

    Raises:
        QueryMalformed: A number is compared with something that is none.
    """
    import polars as pl

    parts = [_matches(one, structure, periods) for one in query.filters]
    if query.keys:
        parts.append(reduce(or_, (_key(one, structure) for one in query.keys)))
    if query.start or query.end:
        begins = span(query.start)[0] if query.start else date.min
        ends = span(query.end)[1] if query.end else date.max
        within = [one for one in periods if span(one)[0] >= begins and span(one)[1] <= ends]
        parts.append(pl.col(TIME).is_in(within))
    return reduce(and_, parts, pl.lit(value=True))


def _key(key: Key, structure: DataStructure) -> pl.Expr:
    import polars as pl

    parts = [pl.col(one.id).is_in(codes) for one, codes in zip(structure.dimensions, key, strict=True) if codes]
    return reduce(and_, parts, pl.lit(value=True))


def _matches(one: Filter, structure: DataStructure, periods: Sequence[str]) -> pl.Expr:
    groups = (reduce(and_, (_holds(one.component, each, structure, periods) for each in group)) for group in one.groups)
    return reduce(or_, groups)


def _holds(component: str, one: Condition, structure: DataStructure, periods: Sequence[str]) -> pl.Expr:
    import polars as pl

    column = pl.col(component)
    if component == TIME and one.operator in ("lt", "le", "gt", "ge"):
        return column.is_in([period for period in periods if _in_time(period, one)])
    if one.operator in ("co", "nc", "sw", "ew"):
        return _text(column.cast(pl.String), one)
    return _compared(column, one, number(component, one.value) if _numeric(component, structure) else one.value)


def _in_time(period: str, one: Condition) -> bool:
    (begins, ends), (first, last) = span(period), span(one.value)
    match one.operator:
        case "lt":
            return ends < first
        case "le":
            return ends <= last
        case "gt":
            return begins > last
        case _:
            return begins >= first


def _text(column: pl.Expr, one: Condition) -> pl.Expr:
    match one.operator:
        case "sw":
            return column.str.starts_with(one.value)
        case "ew":
            return column.str.ends_with(one.value)
        case "nc":
            return ~column.str.contains(one.value, literal=True)
        case _:
            return column.str.contains(one.value, literal=True)


def _compared(column: pl.Expr, one: Condition, value: str | float) -> pl.Expr:
    match one.operator:
        case "ne":
            return column != value
        case "lt":
            return column < value
        case "le":
            return column <= value
        case "gt":
            return column > value
        case "ge":
            return column >= value
        case _:
            return column == value


def _numeric(component: str, structure: DataStructure) -> bool:
    return component == VALUE or any(
        one.id == component and one.kind in ("number", "integer") for one in structure.attributes
    )


def number(component: str, said: str) -> float:
    """A number that a component is compared with.

    Raises:
        QueryMalformed: It is none.
    """
    try:
        found = float(said)
    except ValueError:
        found = float("nan")
    if found != found or found in (float("inf"), float("-inf")):
        raise QueryMalformed(
            Text("{component} is a number, and “{said}” is none.", component=component, said=said),
            details={"component": component, "asked": said},
        )
    return found
