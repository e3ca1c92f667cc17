"""What the worker sees of her cases when she comes back with her number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fairway.kernel.text import Text
from fairway_portal.casework.cases.case_types import case_type
from fairway_portal.casework.cases.models import Case, CaseEvent, Disclosure
from fairway_portal.casework.cases.words import asked_said, event_said

_FOR_HER = (Disclosure.State.CONSENTED, Disclosure.State.DONE)


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that she is asked to consent to, or has consented to.

    Attributes:
        id: Of the request.
        kind: A value of `Disclosure.Kind`.
        recipient: Who would receive something.
        says: The whole question, in words: who asks, what would be passed on, to whom, why.
    """

    id: int
    kind: str
    recipient: str
    says: Text


@dataclass(frozen=True, slots=True)
class WorkerView:
    """Everything that she sees of her cases.

    Attributes:
        states: Name of the office, what it does, since when: one for each office.
        asks: Questions that wait for her answer.
        given: What she consented to, and can take back.
        history: Day and what was done, newest first.
        numbers: Name of the office and the number of her case there, by which others know it.
    """

    states: tuple[tuple[str, Text, date], ...]
    asks: tuple[Ask, ...]
    given: tuple[Ask, ...]
    history: tuple[tuple[date, Text], ...]
    numbers: tuple[tuple[str, str], ...]


def for_worker(report: UUID) -> WorkerView:
    """What she sees of the cases of her report; three queries, however many offices there are.

    Args:
        report: Its id.
    """
    cases = list(Case.objects.filter(report=report).select_related("office").order_by("opened", "number"))
    by_id = {one.pk: one for one in cases}
    events = list(CaseEvent.objects.filter(case__in=by_id, shown=True).order_by("case", "number"))
    requests = list(Disclosure.objects.filter(case__in=by_id).order_by("pk"))
    recipients = {one.pk: one.recipient for one in requests}
    since = {one.case: one.day for one in events if "state" in one.details or one.kind == "opened"}
    told = [
        (one.day, Text("{office}: {what}", office=by_id[one.case].office.name, what=event_said(one, recipients)))
        for one in events
    ]
    return WorkerView(
        states=tuple(
            (one.office.name, case_type(one.type).visible(one.state), since.get(one.pk, one.opened)) for one in cases
        ),
        asks=tuple(_ask(one, by_id[one.case_id]) for one in requests if one.state == Disclosure.State.ASKED),
        given=tuple(_ask(one, by_id[one.case_id]) for one in requests if one.state in _FOR_HER),
        history=tuple(sorted(told, key=lambda one: one[0]))[::-1],
        numbers=tuple((one.office.name, one.number) for one in cases),
    )


def offices_of(report: UUID) -> tuple[int, ...]:
    """The offices to whose keys her answers are sealed: each that has a case of the report that she did not take back.

    One that has it by a referral alone reads her answers only while her consent stands.

    Args:
        report: Its id.
    """
    found = Case.objects.filter(report=report).exclude(state="withdrawn").order_by("office")
    offices = dict(found.values_list("pk", "office"))
    first = CaseEvent.objects.filter(case__in=offices, number=1).values_list("case", "details")
    referred = {case for case, details in first if "referral" in details}
    done = Disclosure.objects.filter(case__report=report, kind=Disclosure.Kind.REFERRAL, state=Disclosure.State.DONE)
    stands = set(done.values_list("office", flat=True))
    return tuple(office for case, office in offices.items() if case not in referred or office in stands)


def _ask(one: Disclosure, case: Case) -> Ask:
    return Ask(one.pk, one.kind, one.recipient, asked_said(one, case.office.name))
