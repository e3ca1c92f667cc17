"""One case with everything that a handler needs to work on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairway.kernel.text import Money, Text
from fairway.safe_reporting.remedies import BY_CODE as REMEDIES
from fairway.safe_reporting.time_limits import TimeLimit, limits_of
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.casework.cases.case_types import CaseType, case_type
from fairway_portal.casework.cases.chain import Break, broken
from fairway_portal.casework.cases.errors import NoSuchCase
from fairway_portal.casework.cases.models import Case, CaseDeadline, CaseEvent, Claim, Disclosure, Remedy
from fairway_portal.casework.cases.queries.copies import Shown, envelopes
from fairway_portal.casework.cases.queries.recipients import Recipient, recipients_for
from fairway_portal.casework.cases.queries.work import names_of, of_office
from fairway_portal.casework.cases.states import STATES, Actor, Move, Requirement, State
from fairway_portal.casework.cases.words import AGAINST, ASKED_STATES, CLAIM_STATES, KINDS, SCOPES, event_said, listed
from fairway_portal.casework.vault.models import Sealed

SEALED_KINDS = {
    "report": Text("Report"),
    "original": Text("File as she sent it"),
    "cleaned": Text("File without its hidden details"),
    "message": Text("Message to her"),
    "answer": Text("Her answer"),
    "note": Text("Note"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done; `limit` is None where the rule is not in force any more."""

    row: CaseDeadline
    limit: TimeLimit | None
    late: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """An envelope of the case, with what the page says of it."""

    shown: Shown
    kind: Text
    author: str
    new: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words, and who did it ("" for the worker, and for what happened by itself)."""

    number: int
    day: date
    says: Text
    by: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Something that she was asked."""

    row: Disclosure
    kind: Text
    state: Text
    scope: Text


@dataclass(frozen=True, slots=True)
class Got:
    """A remedy or a claim in words; `sum` is rounded."""

    row: Remedy | Claim
    says: Text
    state: Text | None
    sum: Text | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its page shows it.

    Attributes:
        colleagues: Primary keys and names of the office's handlers.
        others: Names of the other offices that have a case of the same report.
        moves: What a handler may do from here.
        fault: Where the chain of events is broken; None: it holds.
    """

    case: Case
    type: CaseType
    state: State
    assigned: str
    colleagues: tuple[tuple[int, str], ...]
    others: tuple[str, ...]
    moves: tuple[Move, ...]
    deadlines: tuple[Deadline, ...]
    papers: tuple[Paper, ...]
    requests: tuple[Request, ...]
    remedies: tuple[Got, ...]
    claims: tuple[Got, ...]
    events: tuple[Told, ...]
    to_her: tuple[Recipient, ...]
    to_colleagues: tuple[Recipient, ...]
    fault: Break | None


def case_of(office: int, number: str) -> Case:
    """The case of an office by its number.

    Raises:
        NoSuchCase: It has none: whether another office has one is not told.
    """
    if not (number.isascii() and number.isdigit()):  # PostgreSQL refuses to look for a zero byte
        raise NoSuchCase
    found = of_office(office).select_related("office", "report").filter(number=number).first()
    if found is None:
        raise NoSuchCase
    return found


def case_view(case: Case, on: date) -> CaseView:
    """Everything of a case; a bounded number of queries.

    Args:
        case: As `case_of` gave it.
        on: The day.
    """
    kind = case_type(case.type)
    events = list(CaseEvent.objects.filter(case=case.pk).order_by("number"))
    requests = list(case.disclosures.order_by("pk"))
    shown = envelopes(case, on)
    writers = {one.row.id: _person(one.row.author) for one in shown}
    colleagues = _colleagues(case)
    names = names_of([*(one.by for one in events), *writers.values(), case.assigned]) | dict(colleagues)
    recipients = {one.pk: one.recipient for one in requests}
    others = Case.objects.filter(report=case.report_id).exclude(pk=case.pk).order_by("office__name")
    return CaseView(
        case=case,
        type=kind,
        state=STATES[case.state],
        assigned=names.get(case.assigned or 0, ""),
        colleagues=colleagues,
        others=tuple(others.values_list("office__name", flat=True)),
        moves=tuple(one for one in kind.moves_from(case.state) if _offered(one, requests)),
        deadlines=_deadlines(case, on),
        papers=tuple(
            Paper(
                one, SEALED_KINDS[one.row.kind], names.get(writers[one.row.id] or 0, ""),
                one.row.author == "worker" and one.row.number > case.read,
            )
            for one in shown
        ),
        requests=tuple(
            Request(one, KINDS[Disclosure.Kind(one.kind)], ASKED_STATES[Disclosure.State(one.state)],
                    listed(one.scope, SCOPES))
            for one in requests
        ),
        remedies=tuple(_remedy(one) for one in case.remedies.order_by("pk")),
        claims=tuple(_claim(one) for one in case.claims.order_by("pk")),
        events=tuple(
            Told(one.number, one.day, event_said(one, recipients), names.get(one.by or 0, ""), one.shown)
            for one in reversed(events)
        ),
        to_her=recipients_for(case, "message", on),
        to_colleagues=recipients_for(case, "note", on),
        fault=broken(events) or _shortened(case, events),
    )  # fmt: skip


def paper_of(case: Case, id: object, on: date) -> Shown:
    """An envelope that is sealed to the office.

    Raises:
        NoSuchCase: It is not, or of another report.
    """
    own = [one for one in envelopes(case, on) if one.row.id == id]
    if not own:
        raise NoSuchCase
    return own[0]


def last_number(case: Case) -> int:
    """The number of the newest envelope of the report."""
    return Sealed.objects.filter(report=case.report_id).order_by("-number").values_list("number", flat=True)[0]


def _offered(move: Move, requests: list[Disclosure]) -> bool:
    """Whether the page offers a move: assigning has a form of its own, and leaving it to others needs others."""
    if move.actor != Actor.HANDLER or move.code == "assign":
        return False
    handed = any((one.kind, one.state) == (Disclosure.Kind.REFERRAL, Disclosure.State.DONE) for one in requests)
    return handed or Requirement.HANDED_OVER not in move.requires


def _shortened(case: Case, events: list[CaseEvent]) -> Break | None:
    """Events that were cut off at the end: the case knows how many there were."""
    if case.version == len(events):
        return None
    return Break(len(events) + 1, Text("Event {n} is missing.", n=len(events) + 1))


def _person(author: str) -> int | None:
    kind, _, number = author.partition(":")
    return int(number) if kind == "person" and number.isdigit() else None


def _colleagues(case: Case) -> tuple[tuple[int, str], ...]:
    found = Membership.objects.filter(organisation=case.office.organisation, role=Role.HANDLER)
    rows = found.order_by("person__name", "person").values_list("person", "person__name", "person__email")
    return tuple((pk, name or email) for pk, name, email in rows)


def _deadlines(case: Case, on: date) -> tuple[Deadline, ...]:
    limits = {one.id: one for one in limits_of(case.country, case.type, case.opened)}
    limits |= {one.id: one for one in limits_of(case.country, case.type, on)}
    return tuple(
        Deadline(one, limits.get(one.rule), one.met is None and one.due < on)
        for one in case.deadlines.order_by("due", "pk")
    )


def _remedy(one: Remedy) -> Got:
    return Got(one, REMEDIES[one.kind].name if one.kind in REMEDIES else Text("{code}", code=one.kind), None, _sum(one))


def _claim(one: Claim) -> Got:
    return Got(
        one, AGAINST.get(one.against, Text("{code}", code=one.against)), CLAIM_STATES.get(one.state), _sum(one)
    )  # fmt: skip


def _sum(one: Remedy | Claim) -> Text | None:
    if one.amount is None:
        return None
    return Text("about {money}", money=Money(float(one.amount), one.currency))
