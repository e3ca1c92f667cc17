"""Employers and principals that may not be given workers; private homes are never named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from fairway_portal.actors.models import Employer
from fairway_portal.register.placements.models import BarEntry
from fairway_portal.register.public.guarding import public_words


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        code, name, city, place: Of the employer; `place` is the country it is in (ISO 3166-1 alpha-3).
        kind: `employer` or `principal`.
        country: For whose workers: of the authority.
        since, until: Its first day; its last, where it has one.
        authority, reason, legal_basis: As the authority says them.
        demonstration: Whether it is made up.
    """

    code: str
    name: str
    city: str
    place: str
    kind: str
    country: str
    since: date
    until: date | None
    authority: str
    reason: str
    legal_basis: str
    demonstration: bool


def bars(on: date, country: str = "") -> tuple[Bar, ...]:
    """The bars that hold on a day, the latest first.

    Args:
        on: The day.
        country: Of the authority or of the employer (ISO 3166-1 alpha-3), or empty for all.
    """
    holding = (row for row in _last(on) if row.act == BarEntry.Act.BAR and (row.until is None or on <= row.until))
    found = (_bar(row) for row in holding if country in ("", row.country, row.employer.country))
    return tuple(sorted(found, key=lambda one: (-one.since.toordinal(), one.name, one.code)))


def _last(on: date) -> Iterator[BarEntry]:
    """The entry of each employer and authority that was last written down and has begun."""
    last: dict[tuple[int, str], BarEntry] = {}
    for row in _public(BarEntry.objects.filter(effective__lte=on)).order_by("pk"):
        last[(row.employer_id, row.country)] = row
    yield from last.values()


def _public(rows: QuerySet[BarEntry]) -> QuerySet[BarEntry]:
    rows = rows.exclude(employer__kind=Employer.Kind.HOUSEHOLD).select_related("employer")
    return rows if settings.DEMONSTRATION else rows.filter(employer__demonstration=False)


def _bar(row: BarEntry) -> Bar:
    one = row.employer
    return Bar(
        one.code, one.name, one.city, one.country, one.kind, row.country, row.effective, row.until, row.authority,
        public_words(row.reason), public_words(row.legal_basis), one.demonstration,
    )  # fmt: skip
