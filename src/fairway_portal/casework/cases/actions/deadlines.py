"""Days by which something must be done: by the law of a country and our own promise; met, or moved with a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fairway.kernel.text import Text
from fairway.reference import places
from fairway.safe_reporting.time_limits import due_dates, limits_of
from fairway_portal.casework.cases.actions.events import ALIAS, add_event, locked
from fairway_portal.casework.cases.errors import MoveNotPossible, NoSuchCase
from fairway_portal.casework.cases.models import Case, CaseDeadline, CaseEvent
from fairway_portal.casework.cases.words import DELAYS, STEPS_NOTED

FIRST_ANSWER = "first_answer"


def set_deadlines(case: Case) -> None:
    """Writes down the days that can be counted by now; one that a handler moved, or that was met, stays.

    Args:
        case: In a transaction.
    """
    noted = CaseEvent.objects.filter(case=case.pk, kind="step_noted").order_by("number")
    days = {one.details["step"]: date.fromisoformat(one.details["day"]) for one in noted}
    wanted = {one.limit.id: one.day for one in due_dates(case.country, case.type, case.opened, days) if one.day}
    there = {one.rule: one for one in case.deadlines.all()}
    for rule, due in wanted.items():
        if rule not in there:
            CaseDeadline.objects.create(case=case, rule=rule, due=due)
    for rule, one in there.items():
        if rule not in wanted and one.met is None:
            one.delete()


def set_country(*, case: UUID, country: str, by: int, on: date, version: int) -> None:
    """Says whose law counts, and counts the days by it.

    Args:
        case: Id of the case.
        country: ISO 3166-1 alpha-3.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        UnknownPlace: There is no such country.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    code = places.find(country).iso3
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        found.country = code
        set_deadlines(found)
        add_event(found, "country_set", on=on, by=by, shown=False, details={"country": code})


def note_step(*, case: UUID, step: str, day: date, by: int, on: date, version: int) -> None:
    """Notes a day from which the law counts: filed with the authority, referred to the tribunal, decided.

    Args:
        case: Id of the case.
        step: A key of `words.STEPS_NOTED`.
        day: When it was; not after `on`.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        MoveNotPossible: There is no such step, or its day is to come.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    if step not in STEPS_NOTED or day > on:
        raise MoveNotPossible(
            Text("This step cannot be noted."), advice=Text("Choose a step, and a day that is not in the future.")
        )
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        add_event(found, "step_noted", on=on, by=by, details={"step": step, "day": day.isoformat()})
        set_deadlines(found)


def meet(*, case: UUID, deadline: int, by: int, on: date, version: int) -> None:
    """Notes that something was done, in time or late.

    Args:
        case: Id of the case.
        deadline: Primary key of the deadline.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        NoSuchCase: The case has no such deadline, or it was met.
        ActedMeanwhile: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        _met(found, _open(found, deadline), on, by)


def extend(*, case: UUID, deadline: int, due: date, reason: str, by: int, on: date, version: int) -> None:
    """Moves a deadline to a later day; she sees that, and why.

    Args:
        case: Id of the case.
        deadline: Primary key of the deadline.
        due: Its new day, after the one it had.
        reason: A key of `words.DELAYS`.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        MoveNotPossible: The day is no later one, or there is no reason.
        NoSuchCase, ActedMeanwhile: As `meet`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        one = _open(found, deadline)
        if due <= one.due or reason not in DELAYS:
            raise MoveNotPossible(
                Text("The deadline was not moved."), advice=Text("Choose a later day, and say why it is moved.")
            )
        details = {"rule": one.rule, "from": one.due.isoformat(), "to": due.isoformat(), "reason": reason}
        one.due = due
        one.save()
        add_event(found, "deadline_moved", on=on, by=by, details=details)


def answered(case: Case, on: date, by: int) -> None:
    """She has her first answer: what promised one by a day is met.

    Args:
        case: As `locked` gave it.
        on: The day.
        by: Primary key of the handler's `accounts.Person`.
    """
    rules = {one.id for one in limits_of(case.country, case.type, case.opened) if one.step == FIRST_ANSWER}
    for one in case.deadlines.filter(rule__in=rules, met=None):
        _met(case, one, on, by)


def _open(case: Case, deadline: int) -> CaseDeadline:
    one = case.deadlines.filter(pk=deadline, met=None).first()
    if one is None:
        raise NoSuchCase
    return one


def _met(case: Case, one: CaseDeadline, on: date, by: int) -> None:
    one.met = on
    one.save()
    add_event(
        case, "deadline_met" if on <= one.due else "deadline_missed", on=on, by=by, details={"rule": one.rule}
    )  # fmt: skip
