"""Which tables are one problem of disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fairway.warehouse.surveys.specification import TableSpecification


def groups_of(tables: Sequence[TableSpecification], universes: Mapping[str, object]) -> list[list[TableSpecification]]:
    """The tables that are one problem: those that a link name or a universe joins, at whatever remove.

    Args:
        tables: All tables.
        universes: For each table what names its people.
    """
    groups: list[tuple[set[object], list[TableSpecification]]] = []
    for table in tables:
        keys, members = _keys(table, universes), [table]
        for group in [one for one in groups if one[0] & keys]:
            groups.remove(group)
            keys |= group[0]
            members = [*group[1], *members]
        groups.append((keys, members))
    order = {table.name: at for at, table in enumerate(tables)}
    found = [sorted(members, key=lambda one: order[one.name]) for _, members in groups]
    return sorted(found, key=lambda group: order[group[0].name])


def _keys(table: TableSpecification, universes: Mapping[str, object]) -> set[object]:
    """What joins a table with others."""
    protection = table.protection
    if protection.method != "suppression" or protection.alone:
        return {("apart", table.name)}
    linked: set[object] = {("linked", protection.linked)} if protection.linked else set()
    return {("same", universes[table.name]), *linked}
