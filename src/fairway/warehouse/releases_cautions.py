"""What an office should look at before readers compare a release with what is published beside it."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage


def cautions(published: Sequence[Vintage], shelf: Shelf) -> tuple[str, ...]:
    """Sentences on what differences between releases of the same survey may tell; none where there is nothing.

    Disclosure control is of one release: it does not know what another says of the same persons.

    Args:
        published: The releases that have just appeared, protected apart from all others.
        shelf: Every release at hand.
    """
    return tuple(said for one in published for said in (*_beside(one, shelf), *_before(one, shelf)))


def _beside(one: Vintage, shelf: Shelf) -> list[str]:
    others = [
        other.name
        for table in shelf.tables()
        if table != one.record.table
        for other in shelf.editions(table)
        if other.record.release and other.record.edition == one.record.edition
    ]
    if not others:
        return []
    return [
        f"Mind: {', '.join(others)} rest on the same survey as {one.name} and were protected apart. Where they count "
        "nearly the same persons, the difference tells of the few: compare their totals before readers do, or withdraw "
        "one."
    ]


def _before(one: Vintage, shelf: Shelf) -> list[str]:
    older = [
        other.name
        for other in shelf.vintages(one.record.table)
        if other.record.edition == one.record.edition and other.name != one.name and other.withdrawn is None
    ]
    if not older:
        return []
    return [
        f"Mind: {', '.join(older)} stay readable beside {one.name}. If few persons were corrected between them, the "
        "difference tells of these: publish corrections together, or withdraw the older ones."
    ]
