"""The editions of a country, a new file, its columns, and the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.rosters.fields import FIELDS
from fairway.recruitment.rosters.layout import Column, guess
from fairway.recruitment.rosters.matching import KINDS
from fairway.recruitment.rosters.sheets import MOST_BYTES, read_sheet
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.rosters import forms, queries
from fairway_portal.register.rosters.actions import confirm_columns, match_rows, receive
from fairway_portal.register.rosters.errors import UnusableDecision
from fairway_portal.register.rosters.models import Vintage
from fairway_portal.register.rosters.said import again
from fairway_portal.register.rosters.tasks import match_vintage
from fairway_portal.register.rosters.views.own import ROLES, country_of, own_vintage

AT_ONCE: Final = 5_000
"""Rows up to which the comparison is made while the officer waits."""
SHOWN: Final = 8
"""First rows of the file that the page of columns shows."""
MOST_FAULTS: Final = 100
STATES: Final = {
    "draft": Text("Columns to be confirmed"),
    "matching": Text("Being compared"),
    "review": Text("In review"),
    "published": Text("Published"),
    "withdrawn": Text("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """The form for a new list, and the editions that there are."""

    asked: forms.ListAsked
    country: str
    vintages: tuple[Vintage, ...]
    states: dict[str, Text]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A row that is not taken, with the reason."""

    line: int
    reason: Text


@dataclass(frozen=True, slots=True)
class OneList:
    """An edition: what is next, and how it stands."""

    vintage: Vintage
    state: Text
    tally: queries.Tally
    kinds: tuple[tuple[Text, int], ...]
    left_out: tuple[LeftOutLine, ...]
    left_out_count: int
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    choices: tuple[tuple[str, Text], ...] = ()
    faults: tuple[Fault, ...] = ()


@requires(*ROLES)
def lists(request: DeskRequest) -> HttpResponse:
    """The editions of the officer's country; a file that is sent becomes a draft."""
    country = country_of(request)
    if request.method != "POST":
        return _listed(request, country, forms.ListAsked())
    asked = forms.read_list(request.POST)
    if asked.provenance is None:
        return _listed(request, country, asked, asked.faults)
    try:
        vintage = receive(
            by=request.person,
            country=country,
            contents=_sent(request),
            name=_name(request),
            provenance=asked.provenance,
            demonstration=request.membership.organisation.demonstration,
        )
    except InputError as error:
        return _listed(request, country, asked, (_fault("file", error),))
    return HttpResponseRedirect(addresses.url("roster", str(vintage.pk)))


@requires(*ROLES, methods=("GET",))
def one(request: DeskRequest, id: int) -> HttpResponse:
    """One edition at whatever stage it is."""
    return _page(request, own_vintage(request, id))


@requires(*ROLES, methods=("POST",))
def columns(request: DeskRequest, id: int) -> HttpResponse:
    """Takes the columns as the officer says they are, and begins the comparison."""
    vintage = own_vintage(request, id)
    fields = forms.read_columns(request.POST, len(vintage_columns(vintage)))
    try:
        if -1 in fields.values():
            raise UnusableDecision(
                Text("One field is chosen for two columns."), advice=Text("Choose “Not read” for one of them.")
            )
        vintage = confirm_columns(by=request.person, vintage=vintage, saw=forms.saw(request.POST), fields=fields)
    except InputError as error:
        if error.http_status == 409:
            raise
        return _page(request, vintage, (_fault("column-0", error),), fields)
    return _compare(request, vintage, soon=vintage.rows.count() > AT_ONCE)


@requires(*ROLES, methods=("POST",))
def compare(request: DeskRequest, id: int) -> HttpResponse:
    """Compares now, where the worker has not done so or was broken off."""
    vintage = own_vintage(request, id)
    return _compare(request, vintage, soon=False, saw=forms.saw(request.POST))


def vintage_columns(vintage: Vintage) -> tuple[Column, ...]:
    """The columns of an edition's file, as guessed."""
    return guess(read_sheet(bytes(vintage.contents), name=vintage.file_name)).columns


def _compare(request: DeskRequest, vintage: Vintage, *, soon: bool, saw: int | None = None) -> HttpResponse:
    if soon:
        match_vintage.enqueue(vintage=vintage.pk, saw=vintage.version)
        say_next(request, Text("The list is being compared. This page says how far it is."))
    else:
        match_rows(by=request.person, vintage=vintage, saw=vintage.version if saw is None else saw)
        say_next(request, Text("The list was compared with the agencies that are known."))
    return HttpResponseRedirect(addresses.url("roster", str(vintage.pk)))


def _sent(request: DeskRequest) -> bytes:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise UnusableDecision(Text("No file was chosen."), advice=Text("Choose the list on your device."))
    if (sent.size or 0) > MOST_BYTES:
        raise UnusableDecision(
            Text("The file is larger than {most} bytes.", most=MOST_BYTES),
            advice=Text("Take pictures and other sheets out, or save it as CSV."),
        )
    return bytes(sent.read())


def _name(request: DeskRequest) -> str:
    sent = request.FILES.get("file")
    return (sent.name if isinstance(sent, UploadedFile) else "") or "list"


def _fault(field: str, error: InputError) -> Fault:
    if error.advice_text is None:
        return Fault(field, error.title_text)
    return Fault(field, Text("{what} {advice}", what=error.title_text, advice=error.advice_text))


def _listed(request: DeskRequest, country: str, asked: forms.ListAsked, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    page = Lists(asked, country, tuple(queries.vintages(country)[:100]), STATES, faults)
    return render(request, "register/rosters/lists.html", page, status=422 if faults else 200)


def _page(
    request: DeskRequest, vintage: Vintage, faults: tuple[Fault, ...] = (), chosen: dict[str, int] | None = None
) -> HttpResponse:
    tally = queries.tally(vintage)
    page = OneList(
        vintage=vintage,
        state=STATES[vintage.state],
        tally=tally,
        kinds=tuple((title, tally.kinds[kind]) for kind, title in KINDS.items() if tally.kinds.get(kind)),
        left_out=tuple(LeftOutLine(line, again(said)) for line, *said in vintage.left_out[:MOST_FAULTS]),
        left_out_count=len(vintage.left_out),
        faults=faults,
        **_draft(vintage, chosen),
    )
    return render(request, "register/rosters/one.html", page, status=422 if faults else 200)


def _draft(vintage: Vintage, chosen: dict[str, int] | None) -> dict[str, tuple]:  # type: ignore[type-arg]
    if vintage.state != Vintage.State.DRAFT:
        return {}
    sheet = read_sheet(bytes(vintage.contents), name=vintage.file_name)
    layout = guess(sheet)
    places = {place: field for field, place in (layout.fields if chosen is None else chosen).items()}
    found = tuple(Column(one.place, one.title, places.get(one.place, ""), one.confidence) for one in layout.columns)
    after = layout.titles[-1] if layout.titles else 0
    rows = [line.cells for line in sheet.lines if line.number > after][:SHOWN]
    return {
        "columns": found,
        "rows": tuple(tuple(row[one.place] if one.place < len(row) else "" for one in found) for row in rows),
        "choices": (("", Text("Not read")), *FIELDS.items()),
    }
