"""Codes of conduct: which agency says it keeps to which, and whether those who run the code confirmed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors import queries as actors
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.inspections import actions, queries
from fairway_portal.register.inspections.authority import country_of, refuse_others
from fairway_portal.register.inspections.desk.inspection_views import OFFICERS
from fairway_portal.register.inspections.desk.reading import agency_of, day, fault_of
from fairway_portal.register.inspections.models import ConductMembership


@dataclass(frozen=True, slots=True)
class Asked:
    """A membership that somebody wants noted."""

    agency: str = ""
    code: str = ""
    run_by: str = ""
    since: str = ""
    source: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ConductPage:
    """Memberships of a country or of one agency, and the form of a new one."""

    rows: tuple[ConductMembership, ...]
    asked: Asked
    officer: bool
    agency: Agency | None = None


@requires(*OFFICERS, methods=("GET",))
def page(request: DeskRequest) -> HttpResponse:
    """The list of her country, and a form of a new membership for officers."""
    return _page(request, country_of(request.membership), Asked(agency=written(request.GET, "agency", 40)))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def add(request: DeskRequest) -> HttpResponse:
    """Adds a membership, not verified yet."""
    country = country_of(request.membership)
    said, since = written(request.POST, "agency", 120), request.POST.get("since", "")[:10]
    found, wrong = agency_of(said, country)
    words = {name: written(request.POST, name, 300) for name in ("code", "run_by", "source")}
    asked = Asked(found.code if found else said, since=since, faults=(wrong,) if wrong else (), **words)
    first = day(since)
    if first is None:
        asked = replace(asked, faults=(*asked.faults, Fault("since", Text("Choose its first day."))))
    if asked.faults or found is None or first is None:
        return _page(request, country, asked, status=422)
    try:
        actions.add_membership(by=request.person, agency=found, since=first, **words)
    except InputError as error:
        return _page(
            request,
            country,
            replace(asked, faults=(fault_of(error, "code", "run_by", "since", "source"),)),
            status=error.http_status,
        )
    say_next(request, Text("The membership is in the register, not verified yet."))
    return HttpResponseRedirect(addresses.url("conduct"))


@requires(*OFFICERS, methods=("GET",))
def of_agency(request: DeskRequest, code: str) -> HttpResponse:
    """The memberships of one agency."""
    agency = actors.agency(code)
    if agency is None:
        raise Http404
    refuse_others(request.membership, agency.country)
    shown = ConductPage(tuple(queries.conduct_of(agency)), Asked(agency=agency.code), _officer(request), agency=agency)
    return render(request, "register/inspections/conduct.html", shown)


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def verify(request: DeskRequest, id: int) -> HttpResponse:
    """Records that those who run the code confirmed it."""
    found = _own(request, id)
    actions.verify_membership(by=request.person, membership=found, source=written(request.POST, "source", 300))
    say_next(request, Text("The membership is verified."))
    return HttpResponseRedirect(addresses.url("conduct"))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def end(request: DeskRequest, id: int) -> HttpResponse:
    """Records the last day of a membership."""
    found = _own(request, id)
    until = day(request.POST.get("until", "")[:10])
    actions.end_membership(
        by=request.person, membership=found, until=until or date.min, reason=written(request.POST, "reason", 1000)
    )
    say_next(request, Text("The membership has ended."))
    return HttpResponseRedirect(addresses.url("conduct"))


def _own(request: DeskRequest, id: int) -> ConductMembership:
    found = ConductMembership.objects.filter(queries.shown(), pk=id).select_related("agency").first()
    if found is None:
        raise Http404
    refuse_others(request.membership, found.agency.country)
    return found


def _page(request: DeskRequest, country: str, asked: Asked, status: int = 200) -> HttpResponse:
    rows = ConductMembership.objects.filter(queries.shown(), agency__country=country).select_related("agency")
    shown = ConductPage(tuple(rows.order_by("until", "agency__name", "code")[:500]), asked, _officer(request))
    return render(request, "register/inspections/conduct.html", shown, status=status)


def _officer(request: DeskRequest) -> bool:
    return request.membership.role == Role.LICENSING_OFFICER
