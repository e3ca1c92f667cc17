"""Working on a case: who has it, whose law counts, from state to state."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.casework.cases.actions.deadlines import answered
from fairway_portal.casework.cases.actions.events import ALIAS, add_event, locked
from fairway_portal.casework.cases.case_types import case_type
from fairway_portal.casework.cases.errors import MoveNotPossible, NotOfTheOffice
from fairway_portal.casework.cases.models import Case, CaseEvent, Disclosure
from fairway_portal.casework.cases.states import MOVES, REASONS, STATES, Actor, Move, Requirement

_MISSING = {
    Requirement.ASSIGNEE: Text("Choose first who works on it."),
    Requirement.REASON: Text("Choose a reason."),
    Requirement.REMEDY: Text("Record first what she got back; or close it without remedy."),
    Requirement.HANDED_OVER: Text("Hand the report over first, with her consent."),
    Requirement.INDICATORS: Text("Go through the indicators of forced labour first."),
}


def assign(*, case: UUID, person: int, by: int, on: date, version: int) -> Case:
    """Gives a case to somebody of the office; one that was only received is then assigned.

    Args:
        case: Its id.
        person: Primary key of the `accounts.Person` who works on it.
        by: Who gives it to her.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        NotOfTheOffice: The person is no handler there.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        if not Membership.objects.filter(
            person=person, organisation=found.office.organisation, role=Role.HANDLER
        ).exists():
            raise NotOfTheOffice
        found.assigned = person
        if found.state == "received":
            found.state = "assigned"
        add_event(found, "assigned", on=on, by=by, details={"person": person, "state": found.state})
        return found


def move(*, case: UUID, code: str, by: int, on: date, version: int, reason: str = "") -> Case:
    """Moves a case on, as its kind allows.

    Args:
        case: Its id.
        code: Of the move.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.
        reason: A code of `REASONS`, where the move requires one.

    Raises:
        MoveNotPossible: It does not begin here, is not a handler's, or something is missing.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        wanted = _move(found, code)
        for requirement in wanted.requires:
            if not _there(found, wanted, requirement, reason):
                raise MoveNotPossible(Text("This cannot be done yet."), advice=_MISSING[requirement])
        settle(found, wanted.target, on)
        details = {"move": code, "state": wanted.target} | ({"reason": reason} if code in REASONS else {})
        add_event(found, "moved", on=on, by=by, details=details)
        if code == "acknowledge":
            answered(found, on, by)
        return found


def settle(case: Case, state: str, on: date) -> None:
    """Puts a locked case into a state, and with it the day on which it was closed."""
    case.state = state
    case.closed = on if STATES[state].ends else None


def assess_indicators(*, case: UUID, result: str, by: int, on: date) -> None:
    """Notes that the indicators of forced labour were gone through; which are there stands in a sealed note alone.

    Args:
        case: Id of the case.
        result: A key of `words.INDICATOR_RESULTS`.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.

    Raises:
        NoSuchCase: It was erased.
    """
    with transaction.atomic(using=ALIAS):
        add_event(locked(case), "indicators_assessed", on=on, by=by, shown=False, details={"result": result})


def _move(case: Case, code: str) -> Move:
    for wanted in case_type(case.type).moves_from(case.state):
        if wanted.code == code and wanted.actor == Actor.HANDLER:
            return wanted
    name = MOVES[code].name if code in MOVES else Text("{code}", code=code)
    raise MoveNotPossible(
        Text("“{move}” is not possible while the case is: {state}.", move=name, state=STATES[case.state].name),
        advice=Text("Open the case again, and choose one of the steps that it offers."),
    )


def _there(case: Case, wanted: Move, requirement: Requirement, reason: str) -> bool:
    match requirement:
        case Requirement.ASSIGNEE:
            return case.assigned is not None
        case Requirement.REASON:
            return reason in REASONS[wanted.code]
        case Requirement.REMEDY:
            return case.remedies.exclude(kind="none").exists()
        case Requirement.HANDED_OVER:
            return case.disclosures.filter(kind=Disclosure.Kind.REFERRAL, state=Disclosure.State.DONE).exists()
        case Requirement.INDICATORS:
            return CaseEvent.objects.filter(case=case.pk, kind="indicators_assessed").exists()
