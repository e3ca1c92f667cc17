"""Registering contracts: one from a form, many from a list.

Refused where the employer is barred, or the agency has no licence in force that covers the work, unless the officer
says that the contract exists anyway.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.placements.asking import AskedPlacement, same
from fairway_portal.register.placements.errors import PlacementKnown, PlacementRefused, PlacementsUnusable
from fairway_portal.register.placements.models import Placement
from fairway_portal.register.placements.objections import Objections, portions
from fairway_portal.surveys.writing import writing

AT_ONCE = 2_000
"""Rows written in one statement."""
MOST_FAULTS = 200
"""Faults of a list that are named; all are counted."""


def register_placement(
    *, by: Person | None, asked: AskedPlacement, exists_anyway: str = "", demonstration: bool = False
) -> Placement:
    """Registers a contract; the same contract a second time changes nothing.

    Args:
        by: The officer; None for a command on the machine.
        asked: The contract.
        exists_anyway: Why it is registered although it would be refused; empty: refuse it.
        demonstration: Whether it is made up.

    Raises:
        PlacementRefused: The days are out of order, the employer is barred, or the agency has no licence in force that
            covers it.
        PlacementKnown: Another contract of this origin has this number.
    """
    with writing():
        held = Placement.objects.filter(number=asked.number, origin=asked.origin).first()
        row = _checked(asked, Objections([asked]), held, exists_anyway.strip(), demonstration)
        if row is held:
            return row
        row.save()
        audit.record(
            by=by, action="placement.registered", subject=f"placement {row.number}", reason=row.found,
            found=bool(row.found), employer=asked.employer.code,
        )  # fmt: skip
        return row


def register_placements(
    *, by: Person | None, asked: Sequence[AskedPlacement], source: str, exists_anyway: str = ""
) -> tuple[int, int]:
    """Registers a list of contracts: all of them, or none.

    Args:
        by: The officer.
        asked: Read from the list, each with its line.
        source: Name of the list.
        exists_anyway: As of one contract, for all of them.

    Returns:
        How many were registered, and how many were there already.

    Raises:
        PlacementsUnusable: Rows that would be refused, or somebody else registered one of them just now; nothing is
            registered.
    """
    with writing():
        objections, held = Objections(asked), _held(asked)
        new: list[Placement] = []
        faults: list[tuple[int, Text]] = []
        for one in asked:
            before = held.get((one.number, one.origin))
            try:
                row = _checked(one, objections, before, exists_anyway.strip(), False)
            except InputError as refusal:
                faults.append((one.line, refusal.title_text))
                continue
            if row is not before:
                held[one.number, one.origin] = row
                new.append(row)
        refuse_faults(faults)
        _write(new)
        audit.record(
            by=by, action="placements.imported", subject="placements", reason=exists_anyway.strip(),
            source=source[:200], added=len(new), found=sum(bool(row.found) for row in new),
        )  # fmt: skip
        return len(new), len(asked) - len(new)


def refuse_faults(faults: Sequence[tuple[int, Text]]) -> None:
    """Refuses a list that has faults.

    Raises:
        PlacementsUnusable: It has.
    """
    if not faults:
        return
    named = [(line, said.plain()) for line, said in faults[:MOST_FAULTS]]
    raise PlacementsUnusable(
        Text("{count} rows cannot be registered; nothing was.", count=len({line for line, _ in faults})),
        advice=Text("Correct them, and send the whole list again."),
        details={"faults": named, "unnamed": len(faults) - len(named)},
    )


def _held(asked: Sequence[AskedPlacement]) -> dict[tuple[str, str], Placement]:
    """Number and origin → the contract that has them; the terms are not read."""
    rows = Placement.objects.defer("terms").filter(origin__in={one.origin for one in asked})
    numbers = {one.number for one in asked}
    found = (one for several in portions(numbers) for one in rows.filter(number__in=several))
    return {(one.number, one.origin): one for one in found}


def _checked(
    asked: AskedPlacement, objections: Objections, held: Placement | None, anyway: str, demonstration: bool
) -> Placement:
    """The row that a contract becomes, or the one that it is already."""
    if asked.ends is not None and asked.ends < asked.begins:
        raise PlacementRefused(
            Text("The contract {number} ends before it begins.", number=asked.number),
            advice=Text("Check its days."),
            details={"field": "ends"},
        )
    if held is not None:
        if same(held, asked.row()):
            return held
        raise PlacementKnown(
            Text("There is another contract with the number {number}.", number=asked.number),
            advice=Text("Open it and compare; a number is given once."),
            details={"number": asked.number},
        )
    reasons = objections.of(asked)
    if reasons and not anyway:
        raise PlacementRefused(
            reasons[0],
            advice=Text("If the contract exists anyway, say so with the reason; then it is recorded as found."),
            details={"reasons": [one.plain() for one in reasons]},
        )
    return asked.row(found=anyway if reasons else "", demonstration=demonstration)


def _write(rows: list[Placement]) -> None:
    """All at once; a number that somebody else gave in the meantime undoes all of it."""
    try:
        with writing():
            Placement.objects.bulk_create(rows, batch_size=AT_ONCE)
    except IntegrityError as fault:
        raise PlacementsUnusable(
            Text("Somebody else has registered one of these contracts just now; none of this list was."),
            advice=Text("Send the list again: what is there already changes nothing."),
        ) from fault
