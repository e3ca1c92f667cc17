"""Which tables are one problem of disclosure control, and which may not stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fairway.warehouse.surveys.specification import Specification, TableSpecification
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty


def check_mixture(specification: Specification, universes: Mapping[str, object]) -> None:
    """Refuses tables of one universe that are protected in different ways: one would tell what another hides.

    Args:
        specification: The tables.
        universes: For each table what names its people.

    Raises:
        SpecificationFaulty: Unless all but one way have `alone` with a reason.
    """
    faults = []
    first: dict[object, TableSpecification] = {}
    for table in specification.tables:
        if table.protection.alone:
            continue
        other = first.setdefault(universes[table.name], table)
        if other.protection.method != table.protection.method:
            said = (
                f"“{table.name}” is protected by {table.protection.method} and “{other.name}”, of the same people, by "
                f"{other.protection.method}: one tells what the other hides. Use one method, or say with `alone` why "
                "they may differ."
            )
            faults.append(specification.written.fault((*table.way, "disclosure"), said))
    if faults:
        raise SpecificationFaulty(specification.written.file, faults)


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
