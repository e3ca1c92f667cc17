"""Reading contracts, relations and bars for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, Q, When

from fairway_portal.actors.models import Employer
from fairway_portal.register.placements.models import BarEntry, Placement, Relation

PAGE = 50


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A contract in a list."""

    id: int
    number: str
    origin: str
    destination: str
    agency: str
    employer: str
    signed: date
    demonstration: bool


def placements(country: str, number: str = "") -> tuple[PlacementRow, ...]:
    """Contracts from or to a country, the newest first; or those whose number begins so.

    Args:
        country: ISO 3166-1 alpha-3.
        number: How its number begins, or empty.
    """
    rows = Placement.objects.filter(Q(origin=country) | Q(destination=country))
    rows = rows if settings.DEMONSTRATION else rows.filter(demonstration=False)
    if number:
        rows = Placement.objects.filter(number__gte=number, number__lt=number + "\uffff") & rows
    found = rows.select_related("agency", "employer").order_by("-pk")[:PAGE]
    return tuple(
        PlacementRow(
            one.pk, one.number, one.origin, one.destination, one.agency.name if one.agency else "", one.employer.name,
            one.signed, one.demonstration,
        )
        for one in found
    )  # fmt: skip


def placement(id: int) -> Placement | None:
    """A contract with its parties, or none to be shown."""
    found = Placement.objects.select_related("agency", "sub_agent", "principal", "employer").filter(pk=id).first()
    return None if found is None or (found.demonstration and not settings.DEMONSTRATION) else found


def placement_of(country: str, number: str) -> Placement | None:
    """The contract of a number that is from a country, or else to it: numbers are given by each country of origin.

    Args:
        country: ISO 3166-1 alpha-3.
        number: Whole.
    """
    rows = Placement.objects.filter(Q(origin=country) | Q(destination=country), number=number.replace("\0", ""))
    rows = rows if settings.DEMONSTRATION else rows.filter(demonstration=False)
    parties = rows.select_related(
        "agency__joined_to", "sub_agent__joined_to", "principal", "employer"
    ).defer("terms")  # fmt: skip
    return parties.order_by(Case(When(origin=country, then=0), default=1), "pk").first()


def relations_of(country: str, code: str = "", also: int = 0) -> tuple[Relation, ...]:
    """Relations of agencies of a country, the newest first; or of one party alone.

    Args:
        country: ISO 3166-1 alpha-3.
        code: Of the party, or empty.
        also: Key of a relation that is shown though it may be an old one; 0: none.
    """
    rows = Relation.objects.filter(agency__country=country)
    if not settings.DEMONSTRATION:
        rows = rows.filter(agency__demonstration=False)
    if code:
        named = Q(agency__code=code) | Q(sub_agent__code=code) | Q(principal__code=code) | Q(employer__code=code)
        rows = rows.filter(named)
    return tuple(
        rows.select_related("agency", "sub_agent", "principal", "employer").order_by(
            Case(When(pk=also, then=0), default=1), "-pk"
        )[:PAGE]
    )


def relation(id: int) -> Relation | None:
    """One relation."""
    return Relation.objects.select_related("agency").filter(pk=id).first()


def bars_of(employer: Employer) -> tuple[BarEntry, ...]:
    """Every bar of an employer and its end, the newest first."""
    return tuple(employer.bars.order_by("-pk"))
