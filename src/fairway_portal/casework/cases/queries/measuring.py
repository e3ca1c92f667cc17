"""How well an office does by the eight criteria for grievance mechanisms: shares of its own cases, with both counts.

Source: Guiding Principles on Business and Human Rights (A/HRC/17/31), principle 31; the measures are those of
`safe_reporting.measures`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F

from fairway.reference.wording import REPORT_LANGUAGES
from fairway.safe_reporting.duties import duty_of
from fairway.safe_reporting.measures import MEASURES, Measure
from fairway.safe_reporting.time_limits import limits_of
from fairway_portal.casework.cases.case_types import CASE_TYPES
from fairway_portal.casework.cases.models import Case, CaseDeadline, CaseEvent, Claim, Disclosure
from fairway_portal.casework.cases.queries.work import of_office
from fairway_portal.casework.keys.models import Office

WAIT: Final = timedelta(days=7)
Share = tuple[int, int]
"""Numerator and denominator."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and its two counts; `of_all`: of every office together, because it says nothing of one."""

    measure: Measure
    numerator: int
    denominator: int
    of_all: bool

    @property
    def share(self) -> float | None:
        """Per cent; None where there is nothing to count."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose cases, and on which day."""

    office: int
    on: date

    def pks(self) -> list[UUID]:
        return list(of_office(self.office).values_list("pk", flat=True))


def measured(office: int, on: date) -> tuple[Measured, ...]:
    """Every measure of `MEASURES`.

    Args:
        office: Primary key of `keys.models.Office`.
        on: The day.
    """
    asked = _Asked(office, on)
    found = []
    for one in MEASURES:
        numerator, denominator = _COUNTS[one.code](asked)
        found.append(Measured(one, numerator, denominator, of_all=one.code.startswith("offices_")))
    return tuple(found)


def _offices_of_workers(asked: _Asked) -> Share:
    found = Office.objects.filter(open=True)
    return found.filter(kind="union").count(), found.count()


def _offices_without_duty(asked: _Asked) -> Share:
    found = list(Office.objects.filter(open=True).values_list("kind", "country"))
    return sum(duty_of(kind, country, asked.on).answer == "none" for kind, country in found), len(found)


def _offices_by_language(asked: _Asked) -> Share:
    spoken = {
        one for several in Office.objects.filter(open=True).values_list("languages", flat=True) for one in several
    }
    return len(spoken & set(REPORT_LANGUAGES)), len(REPORT_LANGUAGES)


def _limits_met(asked: _Asked) -> Share:
    come = CaseDeadline.objects.filter(case__in=asked.pks(), due__lte=asked.on)
    return come.filter(met__lte=F("due")).count(), come.count()


def _answered_in_time(asked: _Asked) -> Share:
    rules = {
        one.id for kind in CASE_TYPES for one in limits_of("", kind.code, asked.on) if one.step == "first_answer"
    }  # fmt: skip
    old = of_office(asked.office).filter(opened__lt=asked.on - WAIT)
    in_time = CaseDeadline.objects.filter(case__in=old.values("pk"), rule__in=rules, met__lte=F("due"))
    return in_time.values("case").distinct().count(), old.count()


def _helped_by_others(asked: _Asked) -> Share:
    pks = asked.pks()
    agreed = (Disclosure.State.CONSENTED, Disclosure.State.DONE)
    return Disclosure.objects.filter(case__in=pks, state__in=agreed).values("case").distinct().count(), len(pks)


def _states_shown(asked: _Asked) -> Share:
    pks = asked.pks()
    return CaseEvent.objects.filter(case__in=pks, shown=True).values("case").distinct().count(), len(pks)


def _remedied(asked: _Asked) -> Share:
    closed = of_office(asked.office).exclude(closed=None).exclude(state="withdrawn")
    return closed.filter(remedies__isnull=False).exclude(remedies__kind="none").distinct().count(), closed.count()


def _paid_of_claimed(asked: _Asked) -> Share:
    made = Claim.objects.filter(case__in=asked.pks())
    return made.filter(state="paid").count(), made.count()


def _reopened(asked: _Asked) -> Share:
    moves = CaseEvent.objects.filter(case__in=asked.pks(), kind="moved")
    ends = ("advised", "resolved", "closed_without_remedy")
    closed = {one.case for one in moves if one.details["state"] in ends}
    return len({one.case for one in moves if one.details["move"] == "reopen"}), len(closed)


def _referred_between_offices(asked: _Asked) -> Share:
    reports = list(of_office(asked.office).values_list("report", flat=True))
    kinds: dict[UUID, set[str]] = {one: set() for one in reports}
    for report, kind in Case.objects.filter(report__in=reports).values_list("report", "office__kind"):
        kinds[report].add(kind)
    return sum(len(several) > 1 for several in kinds.values()), len(reports)


_COUNTS: Final[dict[str, Callable[[_Asked], Share]]] = {
    "offices_of_workers": _offices_of_workers,
    "offices_without_duty": _offices_without_duty,
    "offices_by_language": _offices_by_language,
    "limits_met": _limits_met,
    "answered_in_time": _answered_in_time,
    "helped_by_others": _helped_by_others,
    "states_shown": _states_shown,
    "remedied": _remedied,
    "paid_of_claimed": _paid_of_claimed,
    "reopened": _reopened,
    "referred_between_offices": _referred_between_offices,
}
