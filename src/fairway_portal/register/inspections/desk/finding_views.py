"""The findings form: one requirement a row, each saved by itself as the inspector goes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.principles import Requirement
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.inspections import actions, queries_desk
from fairway_portal.register.inspections.actions.inspecting import found_of
from fairway_portal.register.inspections.desk import inspection_forms as forms
from fairway_portal.register.inspections.desk.inspection_views import own
from fairway_portal.register.inspections.desk.reading import fault_of
from fairway_portal.register.inspections.models import Finding, Inspection
from fairway_portal.register.inspections.requirements import CODES
from fairway_portal.register.inspections.words import RESULTS


@dataclass(frozen=True, slots=True)
class FormRow:
    """One requirement of the form."""

    requirement: Requirement
    says: Text
    asked: forms.FindingAsked
    written: bool
    open: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """The whole form."""

    inspection: Inspection
    at_agency: tuple[FormRow, ...]
    others: tuple[FormRow, ...]
    results: tuple[tuple[str, Text], ...]
    written: int
    faults: tuple[Fault, ...]


@requires(Role.LICENSING_OFFICER, methods=("GET",))
def form(request: DeskRequest, id: int) -> HttpResponse:
    """All requirements; `row` is the one that stands open."""
    return _form(request, own(request, id), request.GET.get("row", "")[:4])


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def save(request: DeskRequest, id: int, requirement: str) -> HttpResponse:
    """Saves one row, and opens the next."""
    found = own(request, id)
    if requirement not in CODES:
        raise Http404
    asked = forms.read_finding(request.POST, requirement)
    if asked.faults:
        return _form(request, found, requirement, asked, status=422)
    try:
        actions.save_finding(
            by=request.person, inspection=found, requirement=requirement, found=asked.found, was=asked.was
        )
    except InputError as error:
        fault = fault_of(error, "result", "words", "remedy_by")
        fault = replace(fault, field=f"{fault.field}-{requirement}")
        return _form(request, found, requirement, replace(asked, faults=(fault,)), status=error.http_status)
    say_next(request, Text("{code} is saved.", code=requirement))
    address = addresses.url("inspection-findings", str(found.pk), row=requirement)
    return HttpResponseRedirect(f"{address}#row-{requirement}")


def _form(
    request: DeskRequest, found: Inspection, code: str, asked: forms.FindingAsked | None = None, status: int = 200
) -> HttpResponse:
    rows = tuple(
        FormRow(
            row.requirement, row.says,
            _as_asked(row.finding, asked if row.requirement.code == code else None),
            row.finding is not None and row.finding.result != Finding.Result.NOT_EXAMINED, row.requirement.code == code,
        )
        for row in queries_desk.findings(found, all_requirements=True)
    )  # fmt: skip
    shown = FormPage(
        found,
        tuple(row for row in rows if row.requirement.at_agency),
        tuple(row for row in rows if not row.requirement.at_agency),
        tuple(RESULTS.items()),
        sum(row.written for row in rows),
        asked.faults if asked else (),
    )
    return render(request, "register/inspections/findings.html", shown, status=status)


def _as_asked(row: Finding | None, asked: forms.FindingAsked | None) -> forms.FindingAsked:
    """What she typed, where it could not be saved: with the mark of what stands there now, so that she can decide."""
    now = forms.row_as_asked(found_of(row))
    return replace(asked, was=now.was) if asked else now
