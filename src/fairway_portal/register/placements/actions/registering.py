"""Registering contracts: one from a form, many from a list; refused where the employer is barred or the agency has no
licence, unless the officer says that the contract exists anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.placements.bars import bars_on
from fairway_portal.register.placements.chain import PortalChain
from fairway_portal.register.placements.errors import PlacementKnown, PlacementRefused, PlacementsUnusable
from fairway_portal.register.placements.models import Placement


@dataclass(frozen=True, slots=True)
class AskedPlacement:
    """A contract to be registered.

    Attributes:
        number: Of the contract in the authority's records.
        origin, destination: ISO 3166-1 alpha-3.
        sector: A key of `recruitment.contracts.fields.SECTORS`.
        employer: Who employs.
        signed, begins, ends: Its days; `ends` None: open.
        agency, sub_agent, principal: As the contract names them.
        terms: As `recruitment.contracts.writing` writes them, or empty.
        line: Of the list it is from, or 0.
    """

    number: str
    origin: str
    destination: str
    sector: str
    employer: Employer
    signed: date
    begins: date
    ends: date | None = None
    agency: Agency | None = None
    sub_agent: Agency | None = None
    principal: Employer | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0


@transaction.atomic
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
        PlacementRefused: The days are out of order, the employer is barred, or the agency has no licence in force.
        PlacementKnown: Another contract has this number.
    """
    if (held := _known(asked)) is not None:
        return held
    reasons = objections(asked)
    if reasons and not exists_anyway.strip():
        raise PlacementRefused(
            reasons[0],
            advice=Text("If the contract exists anyway, say so with the reason; then it is recorded as found."),
            details={"reasons": [one.plain() for one in reasons]},
        )
    row = _row(asked, exists_anyway.strip() if reasons else "", demonstration)
    row.save()
    audit.record(
        by=by, action="placement.registered", subject=f"placement {row.number}", reason=row.found,
        found=bool(row.found), employer=asked.employer.code,
    )  # fmt: skip
    return row


@transaction.atomic
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
        PlacementsUnusable: Rows that would be refused; all are named, and nothing is registered.
    """
    numbers = {one.number for one in asked}
    before = Placement.objects.filter(number__in=numbers).count()
    faults: list[tuple[int, Text]] = []
    for one in asked:
        try:
            with transaction.atomic():
                register_placement(by=by, asked=one, exists_anyway=exists_anyway)
        except InputError as refusal:
            faults.append((one.line, refusal.title_text))
    refuse_faults(faults)
    added = len(numbers) - before
    audit.record(by=by, action="placements.imported", subject="placements", source=source[:200], added=added)
    return added, len(asked) - added


def refuse_faults(faults: Sequence[tuple[int, Text]]) -> None:
    """Refuses a list that has faults.

    Raises:
        PlacementsUnusable: It has.
    """
    if faults:
        raise PlacementsUnusable(
            Text("{count} rows cannot be registered; nothing was.", count=len(faults)),
            advice=Text("Correct them, and send the whole list again."),
            details={"faults": [(line, said.plain()) for line, said in faults]},
        )


def objections(asked: AskedPlacement) -> tuple[Text, ...]:
    """Why a contract would be refused: a bar, a licence that is not in force on the day of signing."""
    found = list[Text]()
    employers = [one for one in (asked.employer, asked.principal) if one is not None]
    barred = bars_on([one.pk for one in employers], asked.origin, asked.signed)
    for one in employers:
        if one.pk in barred:
            found.append(
                Text("{code} is barred from being given workers: {reason}", code=one.code, reason=barred[one.pk].reason)
            )
    if asked.agency is not None and asked.agency.kind != Agency.Kind.PUBLIC:
        found += _unlicensed(asked.agency, asked.signed)
    return tuple(found)


def _unlicensed(agency: Agency, on: date) -> list[Text]:
    chain = PortalChain()
    codes = list(chain.parties([agency.code]))
    licensed = [one.in_force for one in chain.licences(codes, [on]).values()]
    if any(licensed):
        return []
    return [Text("{code} had no licence in force on {day}.", code=agency.code, day=on.isoformat())]


def _known(asked: AskedPlacement) -> Placement | None:
    """The same contract, if it is there; days in order are asked for first."""
    if asked.ends is not None and asked.ends < asked.begins:
        raise PlacementRefused(
            Text("The contract {number} ends before it begins.", number=asked.number),
            advice=Text("Check its days."),
            details={"field": "ends"},
        )
    held = Placement.objects.filter(number=asked.number).first()
    if held is None:
        return None
    new = _row(asked, held.found, held.demonstration)
    same = all(
        getattr(held, name) == getattr(new, name)
        for name in (
            "origin", "destination", "sector", "agency_id", "sub_agent_id", "principal_id", "employer_id", "signed",
            "begins", "ends",
        )
    )  # fmt: skip
    if not same:
        raise PlacementKnown(
            Text("There is another contract with the number {number}.", number=asked.number),
            advice=Text("Open it and compare; a number is given once."),
            details={"number": asked.number},
        )
    return held


def _row(asked: AskedPlacement, found: str, demonstration: bool) -> Placement:
    return Placement(
        number=asked.number, origin=asked.origin, destination=asked.destination, sector=asked.sector,
        agency=asked.agency, sub_agent=asked.sub_agent, principal=asked.principal, employer=asked.employer,
        signed=asked.signed, begins=asked.begins, ends=asked.ends, terms=dict(asked.terms), found=found,
        demonstration=demonstration,
    )  # fmt: skip
