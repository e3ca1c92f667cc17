"""Reading job orders and applications: rows as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.saying import value_said
from fairway.recruitment.contracts.writing import from_json
from fairway.reference.classifications import code_list
from fairway.reference.spelling import fold
from fairway_portal.actors.models import Employer
from fairway_portal.register.orders import receipts
from fairway_portal.register.orders.models import JobApplication, JobOrder, JobOrderEntry
from fairway_portal.register.orders.states import PUBLIC


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list.

    Attributes:
        order: With agency and employer.
        applications: How many.
    """

    order: JobOrder
    applications: int


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of a history: who and when for the desk alone."""

    number: int
    act: str
    at: datetime
    by: str
    country: str
    reason: str
    details: dict[str, Any]


def rows(orders: QuerySet[JobOrder], limit: int = 200) -> tuple[OrderRow, ...]:
    """Orders, those that wait and the newest first."""
    that_count = Count("applications", filter=Q(applications__reach_hash__isnull=False))
    counted = orders.annotate(n=that_count).order_by("ended", "-pk")[:limit]
    return tuple(OrderRow(one, one.n) for one in counted)


def history(order: JobOrder) -> tuple[Step, ...]:
    """Its entries, the newest first."""
    entries: QuerySet[JobOrderEntry] = order.entries.select_related("by").order_by("-number")
    return tuple(
        Step(one.number, one.act, one.at, one.by.name or one.by.email, one.country, one.reason, one.details)
        for one in entries
    )


def terms_said(order: JobOrder) -> tuple[tuple[Text, Text | str | PlaceName], ...]:
    """The promised terms: each with its title and what it says."""
    values = from_json(order.terms).values if order.terms else {}
    return tuple((by_name()[name].title, value_said(by_name()[name], value)) for name, value in values.items())


def pay_said(order: JobOrder) -> Text | str | PlaceName | None:
    """The promised basic pay, for a list; None where it is not said."""
    value = from_json(order.terms).values.get("pay")
    return None if value is None else value_said(by_name()["pay"], value)


def occupation_of(code: str, language: str) -> str:
    """The title of a unit group of ISCO-08 in a language, or in English."""
    return code_list("isco08").entry(code).title(language)


def employer_of(order: JobOrder) -> str:
    """The employer's name as the public may read it; empty: a private household."""
    return "" if order.employer.kind == Employer.Kind.HOUSEHOLD else order.employer.name


def posted() -> QuerySet[JobOrder]:
    """What workers see: posted or released, on or before its last day; invented ones where the portal demonstrates."""
    found = JobOrder.objects.filter(state__in=PUBLIC, closes__gte=localdate()).select_related("employer", "agency")
    return found if settings.DEMONSTRATION else found.filter(demonstration=False)


def one_posted(code: str) -> JobOrder | None:
    """An order as workers see it; also one that takes no applications any more, so that its link says so."""
    found = JobOrder.objects.exclude(state__in=("draft", "submitted", "verified", "refused")).filter(code=code)
    order = found.select_related("employer", "agency").first()
    if order is None or (order.demonstration and not settings.DEMONSTRATION):
        return None
    return order if order.entries.filter(act="post").exists() else None


def search_posted(asked: str, destination: str, origin: str, language: str, limit: int = 50) -> tuple[JobOrder, ...]:
    """Posted orders by work and country, those that close first before others.

    Args:
        asked: Words of the work, in the order's own words or the titles of ISCO-08; empty: all.
        destination, origin: ISO 3166-1 alpha-3; empty: all.
        language: Of the titles.
        limit: How many at most.
    """
    found = posted().order_by("closes", "pk")
    if destination:
        found = found.filter(destination=destination)
    if origin:
        found = found.filter(origin=origin)
    wanted = fold(asked).split()
    kept = []
    for one in found.iterator(chunk_size=500):
        said = fold(f"{one.title} {one.code} {occupation_of(one.occupation, language)}")
        if all(word in said for word in wanted):
            kept.append(one)
            if len(kept) == limit:
                break
    return tuple(kept)


def application_of(digits: str) -> JobApplication | None:
    """The application of a receipt."""
    found = JobApplication.objects.filter(receipt_hash__in=receipts.hashes(digits))
    return found.select_related("order", "order__employer", "order__agency").first()


def applications_of(order: JobOrder, limit: int = 500) -> tuple[JobApplication, ...]:
    """Its applications that count, the first that came first."""
    return tuple(order.applications.filter(reach_hash__isnull=False).order_by("pk")[:limit])


def last_day(order: JobOrder) -> date:
    """The last day to apply, or the day on which it ended."""
    return min(order.closes, order.ended) if order.ended else order.closes
