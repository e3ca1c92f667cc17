"""The escrow handler's desk: tickets out, tags in; what may go out, what was opened in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.casework.escrow import actions, forms, queries
from fairway_portal.casework.escrow.queries import MatchRow, WaitingRow
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.keys.queries import office_of
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class EscrowPage:
    """The list; `office` is None where hers holds nothing back."""

    office: Office | None
    waiting: tuple[WaitingRow, ...] = ()
    matched: tuple[MatchRow, ...] = ()
    here: bool = False
    """Whether new reports wait at this office."""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One report that may go."""

    row: MatchRow
    faults: tuple[Fault, ...] = ()


@requires(Role.HANDLER)
def escrow(request: DeskRequest) -> HttpResponse:
    """What waits and what may go; POST brings tags."""
    office = office_of(request.membership.organisation_id)
    if office is None or not office.escrow:
        refuse_unless(request.method != "POST")
        return render(request, "casework/escrow/escrow.html", EscrowPage(None))
    if request.method != "POST":
        return _listed(request, office)
    content, faults = forms.handed_in(request.FILES.get("file"))
    if faults:
        return _listed(request, office, faults)
    try:
        taken = actions.take_tags(by=request.person, office=office, content=content, on=localdate())
    except InputError as refusal:
        return _listed(request, office, (_fault(refusal),))
    say_next(request, Text("Tags: {tags}. Reports that may go now: {matched}.", tags=taken.tags, matched=taken.matched))
    return HttpResponseRedirect(addresses.url("escrow"))


@requires(Role.HANDLER, methods=("GET",))
def tickets(request: DeskRequest) -> HttpResponse:
    """All tickets as one file."""
    return _file(queries.tickets_file(_own(request).pk), "tickets.json", "application/json")


@requires(Role.HANDLER, methods=("GET",))
def ticket(request: DeskRequest, id: UUID) -> HttpResponse:
    """One ticket, as `age` opens it."""
    content = queries.ticket(_own(request).pk, id)
    if content is None:
        raise Http404
    return _file(content, "ticket.age", "application/octet-stream")


@requires(Role.HANDLER, methods=("GET",))
def match(request: DeskRequest, id: UUID) -> HttpResponse:
    """A report that may go, with the tickets of its group."""
    content = queries.match_file(_own(request).pk, id)
    if content is None:
        raise Http404
    return _file(content, "match.json", "application/json")


@requires(Role.HANDLER)
def release(request: DeskRequest, id: UUID) -> HttpResponse:
    """Lets a report go: a page that says what follows, and the file that her machine made."""
    office = _own(request)
    row = next((one for one in queries.matched(office.pk) if one.id == id), None)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "casework/escrow/release.html", ReleasePage(row))
    content, faults = forms.handed_in(request.FILES.get("file"))
    try:
        if not faults:
            opened = actions.release(by=request.person, office=office, id=id, content=content, on=localdate())
            say_next(request, Text("The report went. Cases that were opened: {n}.", n=opened))
            return HttpResponseRedirect(addresses.url("escrow"))
    except InputError as refusal:
        faults = (_fault(refusal),)
    return render(request, "casework/escrow/release.html", ReleasePage(row, faults), status=422)


def _own(request: DeskRequest) -> Office:
    """Her office, if it holds reports back."""
    office = office_of(request.membership.organisation_id)
    refuse_unless(office is not None and office.escrow)
    assert office is not None
    return office


def _listed(request: DeskRequest, office: Office, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    here = queries.escrow_office(localdate()) == office.pk
    page = EscrowPage(office, queries.waiting(office.pk), queries.matched(office.pk), here, faults)
    return render(request, "casework/escrow/escrow.html", page, status=422 if faults else 200)


def _fault(refusal: InputError) -> Fault:
    said = refusal.title_text
    if refusal.advice_text is not None:
        said = Text("{what} {advice}", what=refusal.title_text, advice=refusal.advice_text)
    return Fault("file", said)


def _file(content: bytes, name: str, media: str) -> HttpResponse:
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
