"""The work-list of an office: its cases, what is due, what is new; without a word of what a report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, F, Min, Q, QuerySet

from fairway.kernel.text import Text
from fairway.methods.check_digits import plain_digits
from fairway_portal.accounts.models import Person
from fairway_portal.casework.cases.case_types import case_type
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.cases.states import STATES

PAGE: Final = 50
SOON: Final = timedelta(days=7)
_ENDED: Final = tuple(code for code, state in STATES.items() if state.ends)
_NEW: Final = Q(
    report__envelopes__author="worker", report__envelopes__copy_of=None, report__envelopes__number__gt=F("read")
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases somebody wants to see.

    Attributes:
        whose: `all`, `mine`, `nobody`, `due`, `new`, `closed`.
        type: Code of a `CaseType`, or "".
        state: Code of a state, or "".
        number: Of a case, or part of it.
        page: From 1.
    """

    whose: str = "all"
    type: str = ""
    state: str = ""
    number: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One case in the list; `due` is the next day that is not met, `new` counts what she wrote since."""

    number: str
    type: Text
    state: Text
    assigned: str
    opened: date
    due: date | None
    late: bool
    new: int
    demonstration: bool


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """How many cases of the office, whatever is shown of them; `types` and `states` of those that are open."""

    all: int
    mine: int
    nobody: int
    due: int
    new: int
    closed: int
    types: tuple[tuple[str, Text, int], ...]
    states: tuple[tuple[str, Text, int], ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """A page of the list."""

    rows: tuple[WorkRow, ...]
    counts: WorkCounts
    page: int
    pages: int


def of_office(office: int) -> QuerySet[Case]:
    """The cases of an office; made-up ones in a demonstration alone."""
    found = Case.objects.filter(office=office)
    return found if settings.DEMONSTRATION else found.filter(demonstration=False)


def work_list(office: int, person: int, wanted: Wanted, on: date) -> WorkList:
    """A page of an office's cases, the most urgent first; six queries, however many there are.

    Args:
        office: Primary key of `keys.models.Office`.
        person: Primary key of the handler's `accounts.Person`.
        wanted: What to show.
        on: The day.
    """
    found = _narrowed(of_office(office), person, wanted, on)
    count = found.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, wanted.page), pages)
    annotated = _annotated(found).order_by(F("next_due").asc(nulls_last=True), "opened", "number")
    rows = list(annotated[(page - 1) * PAGE : page * PAGE])
    names = names_of(one.assigned for one in rows)
    return WorkList(tuple(_row(one, names, on) for one in rows), _counts(office, person, on), page, pages)


def names_of(people: Iterable[int | None]) -> dict[int, str]:
    """Primary key of a person → her name, as colleagues know her."""
    wanted = {one for one in people if one is not None}
    found = Person.objects.filter(pk__in=wanted).values_list("pk", "name", "email") if wanted else ()
    return {pk: name or email for pk, name, email in found}


def _narrowed(cases: QuerySet[Case], person: int, wanted: Wanted, on: date) -> QuerySet[Case]:
    if wanted.number:
        return cases.filter(number__contains=plain_digits(wanted.number) or "–")
    if wanted.type:
        cases = cases.filter(type=wanted.type)
    if wanted.state:
        return cases.filter(state=wanted.state)
    if wanted.whose == "closed":
        return cases.filter(state__in=_ENDED)
    cases = cases.exclude(state__in=_ENDED)
    match wanted.whose:
        case "mine":
            return cases.filter(assigned=person)
        case "nobody":
            return cases.filter(assigned=None)
        case "due":
            return cases.filter(pk__in=_due(cases, on))
        case "new":
            return cases.filter(pk__in=_new(cases))
        case _:
            return cases


def _due(cases: QuerySet[Case], on: date) -> QuerySet[Any]:
    return cases.filter(deadlines__met=None, deadlines__due__lte=on + SOON).order_by().values("pk")


def _new(cases: QuerySet[Case]) -> QuerySet[Any]:
    return cases.filter(_NEW).order_by().values("pk")


def _annotated(cases: QuerySet[Case]) -> QuerySet[Any]:
    return cases.annotate(
        next_due=Min("deadlines__due", filter=Q(deadlines__met=None)),
        new=Count("report__envelopes", filter=_NEW, distinct=True),
    )


def _row(one: Any, names: dict[int, str], on: date) -> WorkRow:
    ended = STATES[one.state].ends
    due = None if ended else one.next_due
    return WorkRow(
        one.number, case_type(one.type).name, STATES[one.state].name, names.get(one.assigned, ""), one.opened, due,
        due is not None and due < on, one.new, one.demonstration,
    )  # fmt: skip


def _counts(office: int, person: int, on: date) -> WorkCounts:
    cases = of_office(office)
    kept = list(cases.values_list("pk", "type", "state", "assigned"))
    active = [one for one in kept if not STATES[one[2]].ends]
    types, states = Counter(one[1] for one in active), Counter(one[2] for one in active)
    current = cases.exclude(state__in=_ENDED)
    return WorkCounts(
        all=len(active),
        mine=sum(one[3] == person for one in active),
        nobody=sum(one[3] is None for one in active),
        due=current.filter(pk__in=_due(current, on)).count(),
        new=current.filter(pk__in=_new(current)).count(),
        closed=len(kept) - len(active),
        types=tuple((code, case_type(code).name, types[code]) for code in sorted(types)),
        states=tuple((code, state.name, states[code]) for code, state in STATES.items() if states[code]),
    )
