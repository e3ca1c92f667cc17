"""Asking for her consent, and doing what she consented to: referral, interpreter, mandate, her name to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.actions import disclosing, writing
from fairway_portal.casework.cases.case_types import case_type
from fairway_portal.casework.cases.desk.acting import own_case
from fairway_portal.casework.cases.desk.case_page import draw
from fairway_portal.casework.cases.desk.going import back_to
from fairway_portal.casework.cases.desk.writing_views import copy_key, id_of
from fairway_portal.casework.cases.errors import ConsentMissing, NoSuchCase
from fairway_portal.casework.cases.forms import Reading, key_of, number_of, sealed_of, version_of
from fairway_portal.casework.cases.models import Case, Disclosure
from fairway_portal.casework.cases.queries.copies import EnvelopeRow, left_to_reseal
from fairway_portal.casework.cases.queries.recipients import Recipient, recipients_for
from fairway_portal.casework.cases.words import ASKED_STATES, KINDS, PURPOSES_OF, SCOPES_OF, asked_said
from fairway_portal.casework.keys.queries import offices_for
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render

Kind, State = Disclosure.Kind, Disclosure.State
IN_FORCE = (State.CONSENTED, State.DONE)


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """A request, and what is left to do where she consented."""

    case: Case
    row: Disclosure
    kind: Text
    state: Text
    says: Text
    left: tuple[EnvelopeRow, ...]
    to: tuple[Recipient, ...]

    def key_of(self, row: EnvelopeRow) -> str:
        """Of the form that brings a copy: the same copy twice is one."""
        return copy_key(row, self.to)


@dataclass(frozen=True, slots=True)
class MandatePage:
    """A mandate as it is shown to a tribunal: no name stands in it."""

    case: Case
    row: Disclosure
    about: Text
    today: date


@requires(Role.HANDLER, methods=("POST",))
def ask(request: DeskRequest, number: str) -> HttpResponse:
    """Asks her; she answers on the page that her number opens."""
    found, reading = own_case(request, number), Reading(request.POST, "ask")
    kind = reading.one_of("kind", tuple(Kind.values))
    if reading.faults:
        return draw(request, found, faults=reading.faults)
    reading.form = "referral" if kind == Kind.REFERRAL else "ask"
    scope = reading.several_of("scope", SCOPES_OF[Kind(kind)])
    purpose = reading.one_of("purpose", PURPOSES_OF[Kind(kind)])
    office, recipient = _recipient(reading, found, kind)
    if reading.faults:
        return draw(request, found, faults=reading.faults)
    made = disclosing.ask(
        case=found.pk, asked=disclosing.Asked(kind, recipient, scope, purpose, office), by=request.person.pk,
        on=localdate(), version=version_of(request.POST),
    )  # fmt: skip
    say_next(request, Text("She is asked. You see her answer here when she comes back."))
    return back_to(found, "requests" if made.state == State.ASKED else "")


@requires(Role.HANDLER)
def consent(request: DeskRequest, number: str, id: int) -> HttpResponse:
    """One request; what she consented to is sealed to the other office, envelope by envelope, or noted as done."""
    found = own_case(request, number)
    row = _row(found, id)
    if request.method != "POST":
        return render(request, "casework/cases/consent.html", _page(found, row))
    today = localdate()
    if request.POST.get("id"):
        writing.pass_on(
            case=found.pk, disclosure=row.pk, envelope=id_of(request), sealed=sealed_of(request), by=request.person.pk,
            on=today, key=key_of(request.POST),
        )  # fmt: skip
        return _again(found, row)
    done = disclosing.hand_over if row.kind == Kind.REFERRAL else disclosing.carry_out
    done(case=found.pk, disclosure=row.pk, by=request.person.pk, on=today, version=version_of(request.POST))
    say_next(request, Text("Done, with her consent. She sees it."))
    return back_to(found, "requests")


@requires(Role.HANDLER, methods=("GET",))
def mandate(request: DeskRequest, number: str, id: int) -> HttpResponse:
    """A page to print for a tribunal: the case number stands for her."""
    found = own_case(request, number)
    row = _row(found, id)
    if row.kind != Kind.REPRESENTATION or row.state not in IN_FORCE:
        raise ConsentMissing
    page = MandatePage(found, row, case_type(found.type).name, localdate())
    return render(request, "casework/cases/mandate.html", page)


def _recipient(reading: Reading, case: Case, kind: str) -> tuple[int | None, str]:
    """The office and its name, or the name alone of somebody who is no office."""
    if kind == Kind.REPRESENTATION:
        return None, case.office.name
    if kind != Kind.REFERRAL:
        return None, reading.text("recipient")
    wanted = number_of(reading.post, "office") if reading.post.get("office") else 0
    for one in offices_for(case.country, localdate()):
        if one.id == wanted and one.id != case.office_id and one.keys:
            return one.id, one.name
    reading.fault("office", Text("Choose an office."))
    return None, ""


def _row(case: Case, id: int) -> Disclosure:
    found = case.disclosures.filter(pk=id).first()
    if found is None:
        raise NoSuchCase
    return found


def _page(case: Case, row: Disclosure) -> ConsentPage:
    today = localdate()
    open_referral = row.kind == Kind.REFERRAL and row.state == State.CONSENTED
    return ConsentPage(
        case, row, KINDS[Kind(row.kind)], ASKED_STATES[State(row.state)], asked_said(row, case.office.name),
        left_to_reseal(case, row, today) if open_referral else (),
        recipients_for(case, "note", today, row.office) if open_referral else (),
    )  # fmt: skip


def _again(case: Case, row: Disclosure) -> HttpResponse:
    return HttpResponseRedirect(addresses.url("case-consent", case.number, str(row.pk)))
