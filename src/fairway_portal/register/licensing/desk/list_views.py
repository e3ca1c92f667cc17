"""The officer's first page: what falls due, what waits, and a search in any script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.deadlines import Deadline
from fairway.recruitment.licences.states import STATES
from fairway.reference import places
from fairway_portal.accounts.forms import written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors import search
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import queries
from fairway_portal.register.licensing.deadlines import deadlines_of
from fairway_portal.register.licensing.desk.guarding import country_of
from fairway_portal.register.licensing.models import Appeal, Licence, Proposal
from fairway_portal.register.licensing.seeing import seen

MOST: Final = 200
"""Deadlines on the page; the earliest."""
_ADDRESSES: Final = {"licence": "licensing-licence", "appeal": "licensing-appeal"}


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline, and the page where it is met; empty: it has none here."""

    deadline: Deadline
    address: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An agency that answers the search, with its licences of this country as they stand today."""

    code: str
    name: str
    city: str
    licences: tuple[tuple[int, str, Text], ...]
    demonstration: bool


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The work-list."""

    country: str
    today: date
    q: str
    found: tuple[FoundRow, ...] | None
    due: tuple[Due, ...]
    more: int
    proposals: int
    appeals: int
    officer: bool


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def work(request: DeskRequest) -> HttpResponse:
    """The work-list."""
    country, today = country_of(request), timezone.localdate()
    q = written(request.GET, "q", search.LONGEST)
    due = deadlines_of(country, today)
    page = WorkPage(
        country=places.find(country).iso3,
        today=today,
        q=q,
        found=_found(q, country, today) if q else None,
        due=tuple(Due(one, _address(one.subject)) for one in due[:MOST]),
        more=max(0, len(due) - MOST),
        proposals=Proposal.objects.filter(country=country, state=Proposal.State.WAITING).count(),
        appeals=Appeal.objects.filter(
            state=Appeal.State.FILED, entry__licence__in=seen(Licence.objects.filter(country=country))
        ).count(),
        officer=request.membership.role == Role.LICENSING_OFFICER,
    )
    return render(request, "register/licensing/work.html", page)


def _address(subject: str) -> str:
    kind, _, key = subject.partition(" ")
    name = _ADDRESSES.get(kind)
    return addresses.url(name, key) if name else ""


def _found(q: str, country: str, today: date) -> tuple[FoundRow, ...]:
    """By name, code or number of the list; and by the number of a licence as it was given here."""
    codes = [one.code for one in search.find(q, country=country)]
    numbered = seen(Licence.objects.filter(country=country, number__iexact=q)).select_related("agency__joined_to")
    codes = list(dict.fromkeys([*((row.agency.joined_to or row.agency).code for row in numbered), *codes]))
    agencies = {row.code: row for row in Agency.objects.filter(code__in=codes)}
    standing = _standing([agencies[code].pk for code in codes if code in agencies], country, today)
    return tuple(
        FoundRow(
            code, agencies[code].name, agencies[code].city, standing.get(agencies[code].pk, ()),
            agencies[code].demonstration,
        )
        for code in codes
        if code in agencies
    )  # fmt: skip


def _standing(agencies: list[int], country: str, today: date) -> dict[int, tuple[tuple[int, str, Text], ...]]:
    """Key of an agency → its licences with their number and state."""
    rows = queries.with_history(seen(queries.licences_of_all(agencies).filter(country=country)))
    found: dict[int, tuple[tuple[int, str, Text], ...]] = {}
    for row in rows.order_by("-pk"):
        owner = row.agency.joined_to_id or row.agency_id
        said = STATES[queries.standing_of(row, today).state]
        found[owner] = (*found.get(owner, ()), (row.pk, row.number, said))
    return found
