"""The keys of a handler's office: registered, proved, retired."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.identities import fingerprint
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.casework.keys import actions, proving, queries
from fairway_portal.casework.keys.desk import forms
from fairway_portal.casework.keys.desk.forms import KeyForm
from fairway_portal.casework.keys.desk.listing import PURPOSES, KeyRow, State, rows_of
from fairway_portal.casework.keys.models import HandlerKey, Office
from fairway_portal.casework.keys.proving import Challenge
from fairway_portal.casework.keys.queries import Intake
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The list, and the form for a new key; `office` is None where an administrator has opened none."""

    office: Office | None
    rows: tuple[KeyRow, ...]
    asked: KeyForm
    purposes: tuple[tuple[str, Text], ...]
    intake: Intake


@dataclass(frozen=True, slots=True)
class ComparePage:
    """A public key before it is registered, to be compared with what its owner's machine shows."""

    asked: KeyForm
    fingerprint: str
    purpose: Text


@dataclass(frozen=True, slots=True)
class KeyPage:
    """One key; `challenge` is None where it was retired."""

    row: KeyRow
    challenge: Challenge | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class RetirePage:
    """A key before it is retired.

    Attributes:
        last: Whether it is the last live key of its office that opens reports.
    """

    row: KeyRow
    last: bool


@requires(Role.HANDLER)
def keys(request: DeskRequest) -> HttpResponse:
    """The keys of her office; POST registers one, after it was compared."""
    office = queries.office_of(request.membership.organisation_id)
    if request.method != "POST" or office is None:
        return _listed(request, office, KeyForm())
    asked = forms.read_key(request.POST, request.FILES.get("file"))
    if asked.faults:
        return _listed(request, office, asked, status=422)
    if request.POST.get("step") != "do":
        page = ComparePage(asked, fingerprint(asked.public), PURPOSES[HandlerKey.Purpose(asked.purpose)])
        return render(request, "casework/keys/compare.html", page)
    try:
        key = actions.add_key(
            by=request.person, office=office, public=asked.public, label=asked.label, purpose=asked.purpose,
            on=localdate(),
        )  # fmt: skip
    except InputError as refusal:
        faults = (Fault("public", refusal.title_text),)
        return _listed(request, office, KeyForm(asked.public, asked.label, asked.purpose, faults), status=422)
    say_next(request, Text("The key is registered. Prove it now, so that it stays live."))
    return HttpResponseRedirect(addresses.url("case-key", str(key.pk)))


@requires(Role.HANDLER, methods=("GET",))
def key(request: DeskRequest, id: int) -> HttpResponse:
    """One key, with digits sealed to it."""
    return _shown(request, _found(request, id))


@requires(Role.HANDLER, methods=("POST",))
def prove(request: DeskRequest, id: int) -> HttpResponse:
    """The digits, typed back."""
    found = _found(request, id)
    ticket, digits = request.POST.get("ticket", ""), request.POST.get("digits", "")
    try:
        actions.prove_key(by=request.person, key=found, ticket=ticket, digits=digits, on=localdate())
    except InputError as refusal:
        return _shown(request, found, (Fault("digits", refusal.title_text),))
    say_next(request, Text("The key is proved."))
    return HttpResponseRedirect(addresses.url("case-keys"))


@requires(Role.HANDLER)
def retire(request: DeskRequest, id: int) -> HttpResponse:
    """Retires a key, after a page that says what follows."""
    found = _found(request, id)
    if request.method == "POST":
        actions.retire_key(by=request.person, key=found, on=localdate())
        say_next(request, Text("The key is retired. Keep its file: what was sealed to it opens with it alone."))
        return HttpResponseRedirect(addresses.url("case-keys"))
    live = queries.live_keys([found.office_id], localdate())
    last = [one.fingerprint for one in live] == [found.fingerprint]
    return render(request, "casework/keys/retire.html", RetirePage(_row(found), last))


def _found(request: DeskRequest, id: int) -> HandlerKey:
    found = HandlerKey.objects.select_related("office").filter(pk=id).first()
    if found is None:
        raise Http404
    refuse_unless(found.office.organisation == request.membership.organisation_id)
    return found


def _row(found: HandlerKey) -> KeyRow:
    return next(row for row in rows_of(found.office, localdate()) if row.id == found.pk)


def _shown(request: DeskRequest, found: HandlerKey, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    row = _row(found)
    challenge = None if row.state is State.RETIRED else proving.challenge(found.public)
    return render(request, "casework/keys/key.html", KeyPage(row, challenge, faults), status=422 if faults else 200)


def _listed(request: DeskRequest, office: Office | None, asked: KeyForm, status: int = 200) -> HttpResponse:
    rows = rows_of(office, localdate()) if office else ()
    purposes = tuple(
        (code.value, said)
        for code, said in PURPOSES.items()
        if code != HandlerKey.Purpose.ESCROW or (office is not None and office.escrow)
    )
    page = KeysPage(office, rows, asked, purposes, queries.intake(localdate()))
    return render(request, "casework/keys/keys.html", page, status=status)
