"""What the pages of people and of the record read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from fairway_portal.accounts.models import AuditEntry, Invitation, Membership, Organisation, Person

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and everything she may do."""

    id: int
    name: str
    email: str
    active: bool
    last_sign_in: datetime | None
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which entries of the record: parts of the address, the action and the subject; days inclusive."""

    who: str = ""
    action: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None


def people() -> tuple[PersonRow, ...]:
    """Everybody with an account, by name; invented people only while the portal demonstrates."""
    held = Membership.objects.select_related("organisation").order_by("pk")
    found = _shown(Person.objects.prefetch_related(Prefetch("memberships", queryset=held))).order_by("name", "email")
    return tuple(
        PersonRow(one.pk, one.name, one.email, one.is_active, one.last_login, tuple(one.memberships.all()))
        for one in found
    )


def person(id: int) -> Person | None:
    """One person, if she is shown."""
    return _shown(Person.objects.all()).filter(pk=id).first()


def organisations() -> tuple[Organisation, ...]:
    """Every organisation, by name."""
    found = Organisation.objects.order_by("name", "pk")
    return tuple(found if settings.DEMONSTRATION else found.filter(demonstration=False))


def invitations() -> tuple[Invitation, ...]:
    """Those that can still be taken up, the one that ends first at the top."""
    open_ones = Invitation.objects.filter(taken=False, expires__gt=timezone.now())
    return tuple(open_ones.select_related("organisation", "by").order_by("expires"))


def entries(asked: RecordFilter, number: int) -> tuple[tuple[AuditEntry, ...], int, int]:
    """A page of the record, the latest entry first.

    Args:
        asked: Which entries.
        number: Of the page, from 1; one past the end is the last.

    Returns:
        The entries, the page's number, and how many pages there are (at least 1).
    """
    found = _entries(asked)
    count = max(1, -(-found.count() // PAGE))
    number = min(max(number, 1), count)
    return tuple(found[(number - 1) * PAGE : number * PAGE]), number, count


def all_entries(asked: RecordFilter) -> Iterator[AuditEntry]:
    """Every entry, read as it is written out."""
    return _entries(asked).iterator(chunk_size=500)


def _entries(asked: RecordFilter) -> QuerySet[AuditEntry]:
    wanted = Q()
    if asked.who:
        wanted &= Q(by__email__icontains=asked.who) | Q(by__name__icontains=asked.who)
    if asked.action:
        wanted &= Q(action__icontains=asked.action)
    if asked.subject:
        wanted &= Q(subject__icontains=asked.subject)
    if asked.first:
        wanted &= Q(at__date__gte=asked.first)
    if asked.last:
        wanted &= Q(at__date__lte=asked.last)
    return AuditEntry.objects.filter(wanted).select_related("by").order_by("-id")


def _shown(found: QuerySet[Person]) -> QuerySet[Person]:
    return found if settings.DEMONSTRATION else found.filter(demonstration=False)
