"""The occasions of an organisation, and one of them with the forms that can be entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from babel.dates import format_date
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Survey
from fairway_portal.surveys.outreach import actions, queries
from fairway_portal.surveys.outreach.actions import SessionRefused
from fairway_portal.surveys.running.numbers import western
from fairway_portal.surveys.running.saying import Teller


@dataclass(frozen=True, slots=True)
class ShownSession:
    """An occasion as it is listed."""

    key: str
    label: str
    day: str
    arrived: int
    address: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """The list, and the form for a new one."""

    sessions: tuple[ShownSession, ...]
    organisation: int
    label: str
    day: str
    key: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSurvey:
    """A survey whose forms can be entered."""

    slug: str
    title: str
    arrived: int
    open: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class OneSession:
    """An occasion with its surveys."""

    key: str
    label: str
    day: str
    organisation: int
    surveys: tuple[ShownSurvey, ...]


@requires(Role.OUTREACH)
def sessions(request: DeskRequest) -> HttpResponse:
    """The occasions of her organisation; a new one is made here."""
    label, day, key = "", localdate().isoformat(), str(uuid4())
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        label, day = request.POST.get("label", "").strip(), request.POST.get("day", "").strip()
        key, faults = _key(request.POST.get("key", "")), ()
        try:
            made = actions.make_session(
                by=request.person,
                organisation=request.membership.organisation,
                label=label,
                day=_day(day),
                key=UUID(key),
            )
        except SessionRefused as error:
            faults = (Fault(error.field, error.title_text),)
        else:
            return HttpResponseRedirect(addresses.url("outreach-session", str(made.key)))
    organisation = request.membership.organisation
    rows = tuple(
        ShownSession(one.key, one.label, shown(one.day), one.arrived, addresses.url("outreach-session", one.key))
        for one in queries.sessions(organisation)
    )
    page = Sessions(rows, organisation.pk, label, day, key, faults)
    return render(request, "surveys/outreach/sessions.html", page, status=422 if faults else 200)


@requires(Role.OUTREACH, methods=("GET",))
def session(request: DeskRequest, key: UUID) -> HttpResponse:
    """One occasion."""
    found = queries.session_of(key)
    refuse_unless(found.organisation_id == request.membership.organisation_id)
    surveys = tuple(
        ShownSurvey(
            one.slug, title_of(one), queries.arrived(found, one), one.state == Survey.State.OPEN, one.demonstration
        )
        for one in queries.surveys_for(found.organisation)
    )
    page = OneSession(
        str(found.key),
        found.label,
        shown(found.day),
        found.organisation_id,
        tuple(one for one in surveys if one.open or one.arrived),
    )
    return render(request, "surveys/outreach/session.html", page)


def title_of(survey: Survey) -> str:
    """What a survey calls itself, in the reader's language where it speaks it."""
    if survey.current is None:
        return survey.slug
    voice = speech.current()
    form = form_of(survey.current)
    return Teller(form, voice.language, voice).text(form.questionnaire.title) or survey.slug


def shown(day: date) -> str:
    """A day as the reader writes it."""
    return str(format_date(day, "medium", locale=speech.current().locale))


def _key(written: str) -> str:
    """The key that the page was given; another where somebody changed it."""
    try:
        return str(UUID(written))
    except ValueError:
        return str(uuid4())


def _day(written: str) -> date:
    try:
        return date.fromisoformat(western(written))
    except ValueError as fault:
        raise SessionRefused(
            "day", Text("Write the day as year, month, day: 2024-03-05."), Text("Check the day.")
        ) from fault
