"""A data query as conditions on key columns, by which whole blocks are passed over, and a condition on single rows.

Nothing of a query becomes part of a program text: codes and values are compared as values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from fairway.exchange.sdmx.predicate import predicate
from fairway.exchange.sdmx.query import Condition, DataQuery, Filter
from fairway.exchange.sdmx.structure import TIME, DataStructure
from fairway.warehouse.releases_index import INDICATOR


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions that hold together.

    Attributes:
        structure: With its dimensions named as the columns of the published files.
        keys: Key column → what is asked of it, as a query about nothing else.
        rows: The condition on single rows, or None if there is none.
    """

    structure: DataStructure
    keys: Mapping[str, DataQuery]
    rows: pl.Expr | None

    def allowed(self, column: str, values: frozenset[str]) -> frozenset[str]:
        """Those of the values of a key column that are wanted."""
        asked = self.keys.get(column)
        if asked is None:
            return values
        known = sorted(values)
        frame = pl.DataFrame({column: known}, schema={column: pl.String})
        return frozenset(frame.filter(predicate(asked, self.structure, known))[column])


def conditions_of(
    query: DataQuery, structure: DataStructure, columns: Mapping[str, str], indicator: str = ""
) -> Conditions:
    """The conditions that a query means.

    Args:
        query: Held against the structure (`query_check.checked`).
        structure: Of the dataflow.
        columns: Component → column of the published files.
        indicator: The only one wanted, or "" for all.

    Raises:
        QueryMalformed: A number is compared with what is none.
    """
    inner = replace(structure, dimensions=tuple(replace(one, id=columns[one.id]) for one in structure.dimensions))
    dimensions = [one.id for one in inner.dimensions]
    filters = [replace(one, component=columns[one.component]) for one in query.filters]
    if indicator:
        filters.append(Filter(INDICATOR, ((Condition("eq", indicator),),)))
    keys: dict[str, DataQuery] = {}
    for place, column in enumerate(dimensions):
        codes = _codes(query, place)
        key = ((*(() for _ in dimensions[:place]), codes, *(() for _ in dimensions[place + 1 :])),) if codes else ()
        own = tuple(one for one in filters if one.component == column)
        if key or own:
            keys[column] = DataQuery(keys=key, filters=own)
    times = tuple(one for one in filters if one.component == TIME)
    if times or query.start or query.end:
        keys[TIME] = DataQuery(filters=times, start=query.start, end=query.end)
    left = tuple(one for one in filters if one.component not in (*dimensions, TIME))
    several = query.keys if len(query.keys) > 1 else ()
    rows = predicate(DataQuery(keys=several, filters=left), inner, ()) if left or several else None
    return Conditions(inner, keys, rows)


def _codes(query: DataQuery, place: int) -> tuple[str, ...]:
    """The codes of a dimension in any of the keys; none where one of them leaves it open."""
    alternatives = [key[place] for key in query.keys]
    return tuple(dict.fromkeys(code for codes in alternatives for code in codes)) if all(alternatives) else ()


def together(conditions: list[pl.Expr]) -> pl.Expr | None:
    """All of the conditions, or None if there are none."""
    return pl.all_horizontal(conditions) if len(conditions) > 1 else conditions[0] if conditions else None
