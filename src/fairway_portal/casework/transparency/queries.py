"""What is read of casework to be counted, and what was published of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from fairway.safe_reporting.releasing import Released, Why
from fairway_portal.casework.cases.models import Case, CaseDeadline, CaseEvent, Disclosure, Remedy
from fairway_portal.casework.transparency.models import AuthorityRequest, PublishedCell
from fairway_portal.casework.transparency.quarters import Quarter
from fairway_portal.casework.vault.models import Report

NO_REMEDY: Final = "none"


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that counts one.

    Attributes:
        person: Whoever is behind it, as a number that means nothing outside: things of one report have the same.
        office: Primary key of the office whose work it is; None: not known, or several.
        codes: Dimension → code.
    """

    person: object
    office: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case, its type, and the days to its first answer; None: there was none yet."""

    person: object
    office: int
    type: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Due:
    """A step that was due, and the day on which it was done."""

    person: object
    office: int
    due: date
    met: date | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that a worker got back, in whole units of its currency."""

    person: object
    office: int
    currency: str
    amount: int


def reports_filed(quarter: Quarter) -> Iterator[Counted]:
    """Reports of the weeks that begin in a quarter."""
    within = (quarter.first, quarter.last)
    for key in Report.objects.filter(demonstration=False, filed__range=within).values_list("pk", flat=True):
        yield Counted(key)


def reports_withdrawn(quarter: Quarter) -> Iterator[Counted]:
    """Reports that were taken back in a quarter."""
    within = (quarter.first, quarter.last)
    for key in Report.objects.filter(demonstration=False, withdrawn__range=within).values_list("pk", flat=True):
        yield Counted(key)


def cases_opened(quarter: Quarter) -> Iterator[Opened]:
    """Cases that were opened in a quarter, with the days until she had an answer: a message, or that it was read."""
    answered = Q(kind="message_written") | Q(kind="moved", details__move="acknowledge")
    first = CaseEvent.objects.filter(answered, case=OuterRef("pk")).values("case")
    rows = Case.objects.filter(demonstration=False, opened__range=(quarter.first, quarter.last))
    rows = rows.annotate(answered=Subquery(first.annotate(day=Min("day")).values("day")))
    for report, office, kind, opened, answered in rows.values_list(
        "report_id", "office_id", "type", "opened", "answered"
    ):
        yield Opened(report, office, kind, (answered - opened).days if answered else None)


def steps_due(quarter: Quarter) -> Iterator[Due]:
    """Steps whose day fell in a quarter."""
    rows = CaseDeadline.objects.filter(case__demonstration=False, due__range=(quarter.first, quarter.last))
    for report, office, due, met in rows.values_list("case__report_id", "case__office_id", "due", "met"):
        yield Due(report, office, due, met)


def remedies_recorded(quarter: Quarter) -> Iterator[Counted]:
    """Remedies of a quarter, with their kind."""
    rows = Remedy.objects.filter(case__demonstration=False, quarter=str(quarter))
    for report, office, kind in rows.values_list("case__report_id", "case__office_id", "kind"):
        yield Counted(report, office, {"kind": kind})


def sums_recovered(quarter: Quarter) -> Iterator[Sum]:
    """Sums that workers got back in a quarter."""
    rows = Remedy.objects.filter(case__demonstration=False, quarter=str(quarter), amount__isnull=False)
    rows = rows.exclude(kind=NO_REMEDY).exclude(currency="")
    for report, office, currency, amount in rows.values_list(
        "case__report_id", "case__office_id", "currency", "amount"
    ):
        yield Sum(report, office, currency, int(amount or 0))


def disclosures_asked(quarter: Quarter) -> Iterator[Counted]:
    """Requests to workers of a quarter, with how they stand."""
    rows = Disclosure.objects.filter(case__demonstration=False, asked__range=(quarter.first, quarter.last))
    for report, office, state in rows.values_list("case__report_id", "case__office_id", "state"):
        yield Counted(report, office, {"state": state})


def requests_of(quarter: Quarter) -> Iterator[Counted]:
    """Requests of authorities of a quarter; behind each may be a person."""
    for one in standing_requests().filter(quarter=str(quarter)):
        yield Counted(one.pk, None, {"authority": one.authority, "answer": one.answer})


def standing_requests() -> QuerySet[AuthorityRequest]:
    """Requests that no other entry corrects."""
    return AuthorityRequest.objects.filter(corrected_by__isnull=True)


def published(period: str) -> dict[str, tuple[Released, ...]]:
    """What was published of a quarter: table → its cells, in their order."""
    found: dict[str, list[Released]] = {}
    for one in PublishedCell.objects.filter(period=period).order_by("pk"):
        why = Why(one.reason) if one.reason else None
        found.setdefault(one.table, []).append(Released(one.table, one.cell, one.value, why))
    return {table: tuple(cells) for table, cells in found.items()}


def periods() -> tuple[str, ...]:
    """Quarters of which something was published, the newest first."""
    return tuple(PublishedCell.objects.order_by("-period").values_list("period", flat=True).distinct())


def published_on(period: str) -> date | None:
    """The day on which a quarter was first published."""
    found: date | None = PublishedCell.objects.filter(period=period).aggregate(day=Min("published"))["day"]
    return found


def first_work() -> date | None:
    """The day from which there is anything to count."""
    days = [
        Report.objects.filter(demonstration=False).aggregate(day=Min("filed"))["day"],
        Case.objects.filter(demonstration=False).aggregate(day=Min("opened"))["day"],
    ]
    return min((day for day in days if day), default=None)
