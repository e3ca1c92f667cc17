"""Codes of conduct: which agency says it keeps to which, and whether those who run the code confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from django.db.models import F
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

MOST: Final = 500


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
class Row:
    """A membership, with what somebody wrote into its own forms where that could not be recorded."""

    membership: ConductMembership
    typed: Typed


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote into one of the forms of a membership; `form`: `verify` or `end`."""

    form: str = ""
    source: str = ""
    until: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConductPage:
    """Memberships of a country or of one agency, and the form of a new one."""

    rows: tuple[Row, ...]
    asked: Asked
    officer: bool
    agency: Agency | None = None
    most: int = MOST


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
    rows = tuple(Row(one, Typed()) for one in queries.conduct_of(agency))
    shown = ConductPage(rows, Asked(agency=agency.code), _officer(request), agency=agency)
    return render(request, "register/inspections/conduct.html", shown)


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def verify(request: DeskRequest, id: int) -> HttpResponse:
    """Records that those who run the code confirmed it."""
    found, typed = _own(request, id), Typed("verify", source=written(request.POST, "source", 300))
    try:
        actions.verify_membership(by=request.person, membership=found, source=typed.source)
    except InputError as error:
        return _again(request, found, typed, error, "source")
    say_next(request, Text("The membership is verified."))
    return HttpResponseRedirect(addresses.url("conduct"))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def end(request: DeskRequest, id: int) -> HttpResponse:
    """Records the last day of a membership."""
    found = _own(request, id)
    typed = Typed("end", until=request.POST.get("until", "")[:10], reason=written(request.POST, "reason", 1000))
    try:
        actions.end_membership(
            by=request.person, membership=found, until=day(typed.until) or date.min, reason=typed.reason
        )
    except InputError as error:
        return _again(request, found, typed, error, "until", "reason")
    say_next(request, Text("The membership has ended."))
    return HttpResponseRedirect(addresses.url("conduct"))


def _own(request: DeskRequest, id: int) -> ConductMembership:
    found = ConductMembership.objects.filter(queries.shown(), pk=id).select_related("agency").first()
    if found is None:
        raise Http404
    refuse_others(request.membership, found.agency.country)
    return found


def _again(
    request: DeskRequest, found: ConductMembership, typed: Typed, error: InputError, *fields: str
) -> HttpResponse:
    """The list with one of its forms open: what was written, and what is wrong with it."""
    fault = fault_of(error, *fields)
    asked = Asked(faults=(replace(fault, field=f"{fault.field}-{found.pk}"),))
    return _page(request, country_of(request.membership), asked, error.http_status, {found.pk: typed})


def _page(
    request: DeskRequest,
    country: str,
    asked: Asked,
    status: int = 200,
    typed: Mapping[int, Typed] = MappingProxyType({}),
) -> HttpResponse:
    rows = ConductMembership.objects.filter(queries.shown(), agency__country=country).select_related("agency")
    listed = rows.order_by(F("until").asc(nulls_first=True), "agency__name", "code")[:MOST]
    several = tuple(Row(one, typed.get(one.pk, Typed())) for one in listed)
    return render(
        request, "register/inspections/conduct.html", ConductPage(several, asked, _officer(request)), status=status
    )


def _officer(request: DeskRequest) -> bool:
    return request.membership.role == Role.LICENSING_OFFICER
