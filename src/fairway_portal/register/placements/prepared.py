"""Queries that are written once: the ORM says what it would ask, and its SQL is kept for every later value.

Building a query with eight joins takes the ORM longer than the database needs to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

Value = int | str | date
_KEPT: Final[dict[Hashable, tuple[str, tuple[tuple[int | None, Any], ...], tuple[str, ...]]]] = {}


def ask(
    shape: Hashable, values: Sequence[Value], build: Callable[[Sequence[Any]], QuerySet[Any, Any]]
) -> list[dict[str, Any]]:
    """The rows of a query.

    Args:
        shape: Everything but the values on which its SQL depends, the number of values among it.
        values: What is filled in.
        build: The query with these values, ending in `.values(…)`; called the first time only, with marks in their
            place.

    Returns:
        Each row by the names that `values` was given.
    """
    key = (connection.vendor, connection.settings_dict["NAME"], shape, len(values))
    if key not in _KEPT:
        _KEPT[key] = _written(values, build)
    sql, places, names = _KEPT[key]
    given = [constant if at is None else _adapted(values[at]) for at, constant in places]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _written(
    values: Sequence[Value], build: Callable[[Sequence[Any]], QuerySet[Any, Any]]
) -> tuple[str, tuple[tuple[int | None, Any], ...], tuple[str, ...]]:
    marks = [_mark(value, at) for at, value in enumerate(values)]
    query = build(marks).query
    sql, given = query.sql_with_params()
    at_mark = {str(_adapted(mark)): at for at, mark in enumerate(marks)}
    places = tuple((at_mark.get(str(one)), one) for one in given)
    return sql, places, tuple(query.values_select)


def _mark(value: Value, at: int) -> Value:
    """A value of the same type that stands nowhere else."""
    if isinstance(value, date):
        return date(1, 1, 1 + at)
    return f"mark {at}" if isinstance(value, str) else -1_000_000_000 - at


def _adapted(value: Value) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
