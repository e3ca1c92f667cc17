"""A data query held against the structure that it asks about, and brought to one form whichever API it came by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fairway.exchange.sdmx.content import laid_out
from fairway.exchange.sdmx.errors import UnknownCodeAsked, UnknownComponent, WrongKey
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.query import DataQuery, Filter, Key
from fairway.exchange.sdmx.structure import DataStructure


def checked(query: DataQuery, structure: DataStructure, *, whole_keys: bool = False) -> DataQuery:
    """The query in its one form: keys as long as the structure, lists of codes in the key, attributes as it has them.

    Args:
        query: As parsed.
        structure: Of the dataflow that it asks about.
        whole_keys: Whether a key must name every dimension, as in REST 1; in REST 2 the last ones may be left out.

    Returns:
        A query that asks for the same.

    Raises:
        WrongKey: A key has too many dimensions, or too few.
        UnknownCodeAsked: A dimension's list has no such code.
        UnknownComponent: No such dimension, attribute or measure.
    """
    keys = tuple(_whole(key, structure, whole_keys=whole_keys) for key in query.keys)
    for one in query.filters:
        _check_filter(one, structure)
    keys, filters = _gathered(keys, query.filters, structure)
    laid_out(structure, query.content())
    every = tuple(one.id for one in structure.attributes)
    attributes = query.attributes
    if attributes is not None:
        attributes = tuple(id for id in every if id in attributes)
    attributes = None if every and attributes == every else attributes
    return replace(query, keys=keys, filters=filters, attributes=attributes)


def _whole(key: Key, structure: DataStructure, *, whole_keys: bool) -> Key:
    dimensions = [one.id for one in structure.dimensions]
    wrong = len(key) != len(dimensions) if whole_keys else len(key) > len(dimensions)
    if wrong:
        said = ".".join("+".join(codes) for codes in key)
        raise WrongKey(said, len(key), dimensions)
    for id, codes in zip(dimensions, key, strict=False):
        _check_codes(id, codes, structure)
    return (*key, *(() for _ in dimensions[len(key) :]))


def _check_codes(id: str, codes: Sequence[str], structure: DataStructure) -> None:
    found = structure.code_list(id)
    if found is None:
        return
    known = set(found.ids)
    for code in codes:
        if code not in known:
            raise UnknownCodeAsked(id, found.id, code, nearest(code, found.ids))


def _check_filter(one: Filter, structure: DataStructure) -> None:
    known = structure.columns
    if one.component not in known:
        raise UnknownComponent(one.component, known, nearest(one.component, known))
    asked = [condition.value for group in one.groups for condition in group if condition.operator in ("eq", "ne")]
    _check_codes(one.component, asked, structure)


def _gathered(
    keys: tuple[Key, ...], filters: tuple[Filter, ...], structure: DataStructure
) -> tuple[tuple[Key, ...], tuple[Filter, ...]]:
    """Filters that are lists of codes of dimensions, taken into the key, where the query has at most one."""
    if len(keys) > 1:
        return keys, filters
    chosen: list[tuple[str, ...]] = list(keys[0]) if keys else [() for _ in structure.dimensions]
    left = []
    for one in filters:
        place = next((n for n, each in enumerate(structure.dimensions) if each.id == one.component), None)
        if place is None or one.codes is None or chosen[place]:
            left.append(one)
        else:
            chosen[place] = one.codes
    return ((tuple(chosen),) if any(chosen) else ()), tuple(left)
