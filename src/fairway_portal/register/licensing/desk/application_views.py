"""Applying for a licence: entered by an officer from paper, or by the agency itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import Act
from fairway.recruitment.ratings.items import SECTORS
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors import queries as actors
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import actions
from fairway_portal.register.licensing.desk import checking, reading
from fairway_portal.register.licensing.desk.application_form import ApplicationForm, begun, read_application
from fairway_portal.register.licensing.desk.guarding import country_of, own_agency


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """The form.

    Attributes:
        form: What is written.
        faults: What is wrong.
        advice: What to do about a refusal.
        sectors: Codes with their names.
        basis: What stands behind the legal basis that was filled in.
        address: Where the form goes.
        own: The agency's own name, where it applies itself; None: an officer enters it.
    """

    form: ApplicationForm
    faults: tuple[Fault, ...]
    advice: Text | None
    sectors: tuple[tuple[str, Text], ...]
    basis: Text
    address: str
    own: str | None


@requires(Role.LICENSING_OFFICER)
def new(request: DeskRequest) -> HttpResponse:
    """An officer enters an application."""
    country, address = country_of(request), addresses.url("licensing-new")
    if request.method != "POST":
        asked = request.GET.get("agency", "")[:16]
        return _form(request, begun(country, timezone.localdate(), asked), country, address)
    form = read_application(request.POST)
    agency = actors.agency(form.values["agency"]) if form.values["agency"] else None
    if agency is None or agency.country != country:
        wrong = Fault("agency", Text("Write the code of an agency of your country, for instance NPL-000012."))
        return _form(request, form, country, address, (wrong, *form.faults))
    return _go_on(request, form, agency, country, address)


@requires(Role.AGENCY)
def own_new(request: DeskRequest) -> HttpResponse:
    """An agency applies itself, to the authority of its country."""
    agency, address = own_agency(request), addresses.url("own-licence-apply")
    if request.method != "POST":
        return _form(
            request, begun(agency.country, timezone.localdate(), own=True), agency.country, address, own=agency
        )
    return _go_on(request, read_application(request.POST), agency, agency.country, address, own=agency)


def _go_on(
    request: DeskRequest, form: ApplicationForm, agency: Agency, country: str, address: str, own: Agency | None = None
) -> HttpResponse:
    step = reading.step(request.POST)
    if form.faults or form.effective is None or step == "change":
        return _form(request, form, country, address, form.faults if step != "change" else (), own=own)
    if step == "check":
        return checking.shown(request, _check(form, agency, address))
    try:
        licence = actions.apply_for(
            by=request.person,
            agency=agency,
            country=country,
            effective=form.effective,
            reason=form.values["reason"],
            legal_basis=form.values["legal_basis"],
            authority=form.values["authority"],
            sectors=form.sectors,
            destinations=form.destinations,
            note="" if own else form.values["note"],
            evidence=reading.uploads(request),
            key=form.key,
        )
    except InputError as refusal:
        fault = Fault("effective", refusal.title_text)
        return _form(request, form, country, address, (fault,), refusal.advice_text, own=own)
    say_next(request, Text("The application is recorded."))
    return HttpResponseRedirect(addresses.url("own-licence-one" if own else "licensing-licence", str(licence.pk)))


def _form(
    request: DeskRequest,
    form: ApplicationForm,
    country: str,
    address: str,
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
    own: Agency | None = None,
) -> HttpResponse:
    page = ApplicationPage(
        form=form,
        faults=faults,
        advice=advice,
        sectors=tuple(SECTORS.items()),
        basis=rules_of(country, timezone.localdate()).said(f"basis.{Act.APPLY.value}"),
        address=address,
        own=own.name if own else None,
    )
    return render(request, "register/licensing/application.html", page, status=422 if faults else 200)


def _check(form: ApplicationForm, agency: Agency, address: str) -> checking.CheckPage:
    values = form.values
    answers: list[tuple[Text, Text | str]] = [
        (Text("Agency"), f"{agency.name} ({agency.code})"),
        (Text("Day of the application"), values["effective"]),
        (Text("Sectors"), checking.said_all((SECTORS[one] for one in form.sectors), Text("All sectors"))),
        (Text("Destinations"), checking.said_places(form.destinations)),
        (Text("What it is for"), values["reason"]),
        (Text("Legal basis"), values["legal_basis"]),
        (Text("Authority"), values["authority"]),
    ]
    if values["note"]:
        answers.append((Text("Note for the desk"), values["note"]))
    return checking.CheckPage(
        title=Text("Check the application"),
        about=agency.name,
        answers=tuple(answers),
        hidden=(*checking.hidden_of(values), *(("sectors", one) for one in form.sectors)),
        address=address,
        button=Text("Record the application"),
        effect=Text("It becomes the first entry of a history that nobody can change."),
    )
