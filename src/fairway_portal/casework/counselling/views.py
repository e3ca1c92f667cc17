"""The log of a resource centre: enter a visit, find entries, follow up, correct, count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.counselling import actions, choices, forms, notes, pages, pseudonyms, queries, sheets
from fairway_portal.casework.counselling.acting import own_office, own_visit
from fairway_portal.casework.counselling.errors import NoteNotSealed
from fairway_portal.casework.counselling.forms import VisitForm
from fairway_portal.casework.counselling.models import Visit
from fairway_portal.casework.keys.models import Office
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render


@requires(Role.HANDLER, methods=("GET", "POST"))
def log(request: DeskRequest) -> HttpResponse:
    """The entries of the office; a client's number is sent as a form, so that no address holds it."""
    office = own_office(request)
    asked, shown = forms.read_filters(request.GET)
    if request.method == "POST":
        client, _ = pseudonyms.read(request.POST.get("client", ""))
        asked, shown = replace(asked, client=client or "-"), shown | {"client": client}
    found = queries.find(office, asked, _page(request.GET.get("page", "")))
    due = len(queries.due(office, localdate()))
    return render(request, "casework/counselling/log.html", pages.ListPage(found, shown, due))


@requires(Role.HANDLER)
def new(request: DeskRequest) -> HttpResponse:
    """Enters a visit on one page."""
    office = own_office(request)
    if request.method != "POST":
        form = forms.empty(localdate(), request.GET.get("topic", ""), request.GET.get("stage", ""))
        return _form(request, form)
    if "again" in request.POST:
        form = forms.empty(localdate())
        return _form(request, VisitForm(dict(form.given) | {"client": request.POST.get("client", "")[:20]}))
    form, key = _read(request, office)
    if form.asked is None or key is None:
        return _form(request, form, key=key)
    visit = actions.enter(office=office, person=request.person.pk, asked=form.asked, key=key)
    return HttpResponseRedirect(addresses.url("counselling-visit", str(visit.key)))


@requires(Role.HANDLER, methods=("GET",))
def visit(request: DeskRequest, visit_key: UUID) -> HttpResponse:
    """One entry."""
    return _visit(request, own_visit(request, visit_key))


@requires(Role.HANDLER)
def correct(request: DeskRequest, visit_key: UUID) -> HttpResponse:
    """Enters a visit anew in the place of one."""
    old = own_visit(request, visit_key)
    row = queries.shown(old)
    if request.method != "POST":
        return _form(request, forms.of_entry(row), corrects=row)
    form, drawn = _read(request, old.office)
    if form.asked is None or drawn is None:
        return _form(request, form, key=drawn, corrects=row)
    struck = request.POST.get("struck") == "yes"
    made = actions.correct(visit=old, person=request.person.pk, asked=form.asked, key=drawn, struck=struck)
    say_next(request, Text("The entry was struck out.") if struck else Text("The entry was corrected."))
    return HttpResponseRedirect(addresses.url("counselling-visit", str(made.key)))


@requires(Role.HANDLER)
def note(request: DeskRequest, visit_key: UUID) -> HttpResponse:
    """The sealed note of an entry, to be opened by whoever has a key; sent here, it is put with the entry."""
    found = own_visit(request, visit_key)
    if request.method != "POST":
        sealed = queries.sealed_note(found)
        if sealed is None:
            raise Http404
        response = HttpResponse(sealed, content_type="application/octet-stream")
        response["Content-Disposition"] = 'attachment; filename="note.age"'
        return response
    try:
        sealed = notes.note_of(request, notes.keys_of(found.office_id, localdate()))
    except NoteNotSealed as error:
        said = Text("{title} {advice}", title=error.title_text, advice=error.advice_text or "")
        return _visit(request, found, (Fault("envelope_file", said),))
    kept = actions.add_note(visit=found, note=sealed)
    say_next(
        request,
        Text("The note was kept, sealed.")
        if kept
        else Text("There is a note already. Correct the entry to add another."),
    )
    return HttpResponseRedirect(addresses.url("counselling-visit", str(found.key)))


@requires(Role.HANDLER, methods=("GET",))
def follow_ups(request: DeskRequest) -> HttpResponse:
    """Follow-ups whose day has come."""
    rows = queries.due(own_office(request), localdate())
    return render(request, "casework/counselling/due.html", pages.DuePage(rows))


@requires(Role.HANDLER, methods=("GET",))
def month(request: DeskRequest) -> HttpResponse:
    """The counts of a month, for the office itself."""
    office = own_office(request)
    first, last = forms.read_month(request.GET.get("month", ""), localdate())
    page = pages.MonthPage(
        queries.tally(office, first, last), first, _month(first - timedelta(days=1)), _month(last + timedelta(days=1))
    )
    return render(request, "casework/counselling/month.html", page)


@requires(Role.HANDLER, methods=("GET",))
def sheet(request: DeskRequest) -> HttpResponse:
    """The visits of a month as CSV, for the office itself."""
    office = own_office(request)
    first, last = forms.read_month(request.GET.get("month", ""), localdate())
    response = HttpResponse(sheets.sheet(queries.month(office, first, last)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="visits-{_month(first)}.csv"'
    return response


@requires(Role.HANDLER, methods=("GET",))
def guide(request: DeskRequest) -> HttpResponse:
    """What to ask about a topic at a stage, and who can take it further."""
    office = own_office(request)
    topic, stage = request.GET.get("topic", ""), request.GET.get("stage", "")
    page = pages.GuidePage(
        topic if topic in choices.TOPICS else "wages", stage if stage in choices.STAGES else "abroad",
        office.country, localdate(),
    )  # fmt: skip
    return render(request, "casework/counselling/guide.html", page)


def _read(request: DeskRequest, office: Office) -> tuple[VisitForm, UUID | None]:
    form = forms.read(request.POST, localdate())
    if form.asked and form.asked.client and not queries.knows(office, form.asked.client):
        said = Text("Nobody with this number came here before. Leave it empty for a new client.")
        form.faults.append(Fault("client", said))
        form.asked = None
    return form, forms.key_of(request.POST)


def _form(
    request: DeskRequest, form: VisitForm, *, key: UUID | None = None, corrects: queries.VisitRow | None = None
) -> HttpResponse:
    page = pages.FormPage(form, key or uuid4(), corrects)
    return render(request, "casework/counselling/form.html", page, status=422 if form.faults else 200)


def _visit(request: DeskRequest, found: Visit, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    page = pages.VisitPage(queries.shown(found), notes.keys_of(found.office_id, localdate()), faults)
    return render(request, "casework/counselling/visit.html", page, status=422 if faults else 200)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _page(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
