"""An agency's own page: findings of its inspections with its answers, and what its guarantees lack."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.inspections import actions, queries_desk
from fairway_portal.register.inspections.desk.reading import fault_of, lines
from fairway_portal.register.inspections.models import Inspection


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What an agency reads of itself; `agency` None where the organisation speaks for none."""

    agency: Agency | None
    inspections: tuple[tuple[Inspection, tuple[queries_desk.FindingRow, ...]], ...] = ()
    guarantees: tuple[queries_desk.GuaranteeRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    typed: str = ""
    at: str = ""


@requires(Role.AGENCY, methods=("GET",))
def page(request: DeskRequest) -> HttpResponse:
    """Findings and guarantees of the agency."""
    return _page(request)


@requires(Role.AGENCY, methods=("POST",))
def answer(request: DeskRequest, id: int, requirement: str) -> HttpResponse:
    """Answers one finding."""
    row = queries_desk.finding(id, requirement)
    if row is None or not row.inspection.closed:
        raise Http404
    agency = row.inspection.agency.joined_to or row.inspection.agency
    refuse_unless(agency.organisation_id == request.membership.organisation_id)
    words = lines(request.POST, "words")
    try:
        actions.answer(by=request.person, finding=row, words=words)
    except InputError as error:
        at = f"{id}-{requirement}"
        fault = Fault(f"words-{at}", fault_of(error, "words").message)
        return _page(request, (fault,), words, at, status=error.http_status)
    say_next(request, Text("Your answer on {code} is kept. The ministry reads it.", code=requirement))
    return HttpResponseRedirect(addresses.url("own-findings"))


def _page(
    request: DeskRequest, faults: tuple[Fault, ...] = (), typed: str = "", at: str = "", status: int = 200
) -> HttpResponse:
    agency = Agency.objects.filter(organisation=request.membership.organisation, joined_to=None).first()
    shown = OwnPage(None)
    if agency is not None:
        shown = OwnPage(
            agency, queries_desk.own_findings(agency), queries_desk.guarantees_of(agency), faults, typed, at
        )  # fmt: skip
    return render(request, "register/inspections/own_findings.html", shown, status=status)
