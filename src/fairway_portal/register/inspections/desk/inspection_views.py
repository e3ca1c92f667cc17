"""Inspections: the list, planning one, one with its findings, the visit, closing, and what was put right since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

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
from fairway_portal.register.inspections import actions, queries_desk
from fairway_portal.register.inspections.authority import country_of, refuse_others
from fairway_portal.register.inspections.desk import inspection_forms as forms
from fairway_portal.register.inspections.desk.reading import fault_of, key_of, lines, version_of
from fairway_portal.register.inspections.models import Inspection
from fairway_portal.register.inspections.words import INSPECTIONS
from fairway_portal.register.licensing.desk.reading import uploads
from fairway_portal.register.licensing.queries import KeptFile

OFFICERS: Final = (Role.LICENSING_OFFICER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class ListPage:
    """Inspections of a country, or of one agency."""

    rows: tuple[queries_desk.InspectionRow, ...]
    officer: bool
    agency: Agency | None = None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The form of a plan; `follows` is the inspection whose findings it looks at again."""

    asked: forms.PlanAsked
    kinds: tuple[tuple[str, Text], ...]
    follows: Inspection | None = None


@dataclass(frozen=True, slots=True)
class RemedyAsked:
    """What an officer wrote on whether a finding was put right, where it could not be recorded."""

    requirement: str
    words: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """One inspection, its visit and its findings."""

    inspection: Inspection
    kind: Text
    rows: tuple[queries_desk.FindingRow, ...]
    asked: forms.VisitAsked
    officer: bool
    evidence: tuple[KeptFile, ...]
    faults: tuple[Fault, ...] = ()
    remedy: RemedyAsked | None = None


@dataclass(frozen=True, slots=True)
class ClosePage:
    """What will be final."""

    inspection: Inspection
    rows: tuple[queries_desk.FindingRow, ...]
    faults: tuple[Fault, ...] = ()


@requires(*OFFICERS, methods=("GET",))
def page(request: DeskRequest) -> HttpResponse:
    """The list of her country."""
    rows = queries_desk.inspections(country_of(request.membership))
    return render(request, "register/inspections/inspections.html", ListPage(rows, _officer(request)))


@requires(*OFFICERS, methods=("GET",))
def of_agency(request: DeskRequest, code: str) -> HttpResponse:
    """The inspections of one agency."""
    agency = actors.agency(code)
    if agency is None:
        raise Http404
    refuse_others(request.membership, agency.country)
    shown = ListPage(queries_desk.inspections_of(agency), _officer(request), agency)
    return render(request, "register/inspections/inspections.html", shown)


@requires(Role.LICENSING_OFFICER)
def plan(request: DeskRequest) -> HttpResponse:
    """Plans an inspection, or the follow-up of one (`follows`)."""
    country = country_of(request.membership)
    follows = _followed(request)
    if request.method != "POST":
        agency = follows.agency.code if follows else written(request.GET, "agency", 40)
        asked = forms.PlanAsked(agency=agency, planned=localdate().isoformat(), key=str(uuid4()))
        return _planned(request, asked, follows)
    asked = forms.read_plan(request.POST, country)
    if asked.faults or asked.found is None or asked.day is None:
        return _planned(request, asked, follows, status=422)
    try:
        made = actions.plan(
            by=request.person, agency=asked.found, country=country, planned=asked.day, follows=follows,
            kind=Inspection.Kind.FOLLOW_UP if follows else asked.kind, key=key_of(asked.key),
        )  # fmt: skip
    except InputError as error:
        asked = replace(asked, faults=(fault_of(error, "planned", "kind"),))
        return _planned(request, asked, follows, status=error.http_status)
    say_next(request, Text("The inspection is planned."))
    return HttpResponseRedirect(addresses.url("inspection", str(made.pk)))


@requires(*OFFICERS, methods=("GET",))
def one(request: DeskRequest, id: int) -> HttpResponse:
    """One inspection with its findings."""
    found = own(request, id)
    return _one(request, found, _as_it_is(found))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def visit(request: DeskRequest, id: int) -> HttpResponse:
    """Records the day and the summary of the visit."""
    found = own(request, id)
    asked = forms.read_visit(request.POST)
    if asked.day is None:
        return _one(request, found, asked, asked.faults, status=422)
    try:
        actions.do(
            by=request.person, inspection=found, saw=version_of(asked.saw), done=asked.day, summary=asked.summary
        )
    except InputError as error:
        return _one(request, found, asked, (fault_of(error, "done", "summary"),), status=error.http_status)
    say_next(request, Text("The visit is recorded."))
    return HttpResponseRedirect(addresses.url("inspection", str(found.pk)))


@requires(Role.LICENSING_OFFICER)
def close(request: DeskRequest, id: int) -> HttpResponse:
    """Shows what will be final, and closes the inspection."""
    found = own(request, id)
    faults: tuple[Fault, ...] = ()
    status = 200
    if request.method == "POST":
        try:
            actions.close(by=request.person, inspection=found, saw=version_of(request.POST.get("saw", "")))
        except InputError as error:
            faults, status = (fault_of(error, "close"),), error.http_status
        else:
            say_next(request, Text("The inspection is closed. Its public findings can be read by everybody now."))
            return HttpResponseRedirect(addresses.url("inspection", str(found.pk)))
    shown = ClosePage(found, queries_desk.findings(found), faults)
    return render(request, "register/inspections/close.html", shown, status=status)


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def remedy(request: DeskRequest, id: int, requirement: str) -> HttpResponse:
    """Records whether a finding was put right."""
    found = own(request, id)
    row = queries_desk.finding(found.pk, requirement)
    if row is None:
        raise Http404
    remedied, words = request.POST.get("remedied") == "yes", lines(request.POST, "words")
    try:
        actions.check_remedy(by=request.person, finding=row, remedied=remedied, words=words)
    except InputError as error:
        faults = (Fault(f"words-{requirement}", fault_of(error, "words").message),)
        typed = RemedyAsked(requirement, words)
        return _one(request, found, _as_it_is(found), faults, error.http_status, typed)
    say_next(request, Text("What you saw on {code} is recorded.", code=requirement))
    return HttpResponseRedirect(addresses.url("inspection", str(found.pk)))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def prove(request: DeskRequest, id: int) -> HttpResponse:
    """Keeps files that prove what was seen."""
    found = own(request, id)
    try:
        added = actions.prove(by=request.person, inspection=found, evidence=uploads(request))
    except InputError as error:
        return _one(request, found, _as_it_is(found), (fault_of(error, "evidence"),), error.http_status)
    say_next(request, Text("{n} files were added.", n=added))
    return HttpResponseRedirect(addresses.url("inspection", str(found.pk)))


def own(request: DeskRequest, id: int) -> Inspection:
    """An inspection of her country.

    Raises:
        Http404: There is none.
        NotAllowed: It is another country's.
    """
    found = queries_desk.inspection(id)
    if found is None:
        raise Http404
    refuse_others(request.membership, found.country)
    return found


def _followed(request: DeskRequest) -> Inspection | None:
    said = request.GET.get("follows", "") or request.POST.get("follows", "")
    return own(request, version_of(said)) if said else None


def _planned(
    request: DeskRequest, asked: forms.PlanAsked, follows: Inspection | None, status: int = 200
) -> HttpResponse:
    kinds = tuple((key, name) for key, name in INSPECTIONS.items() if key != Inspection.Kind.FOLLOW_UP)
    return render(request, "register/inspections/plan.html", PlanPage(asked, kinds, follows), status=status)


def _as_it_is(found: Inspection) -> forms.VisitAsked:
    """The form of the visit as the inspection stands."""
    done = (found.done or min(found.planned, localdate())).isoformat()
    return forms.VisitAsked(done, found.summary, str(found.version))


def _one(
    request: DeskRequest, found: Inspection, asked: forms.VisitAsked, faults: tuple[Fault, ...] = (),
    status: int = 200, remedy: RemedyAsked | None = None,
) -> HttpResponse:  # fmt: skip
    shown = OnePage(
        found, INSPECTIONS[found.kind], queries_desk.findings(found), asked, _officer(request),
        queries_desk.evidence(found), faults, remedy,
    )  # fmt: skip
    return render(request, "register/inspections/inspection.html", shown, status=status)


def _officer(request: DeskRequest) -> bool:
    return request.membership.role == Role.LICENSING_OFFICER
