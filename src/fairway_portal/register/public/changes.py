"""The feed of changes as the public reads it: facts alone, of kinds that are known to be public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from fairway_portal.register.licensing.models import Change
from fairway_portal.register.public.guarding import public_words

PAGE: Final = 100
SETTLED: Final = timedelta(seconds=5)
"""Of two changes written at once the second may be seen before the first: whoever follows the feed sees neither yet."""
PRIVATE: Final = frozenset(
    {"note", "notes", "by", "approved_by", "proposed_by", "decided_by", "officer", "officers", "evidence", "grounds",
     "worker", "complainant", "proposal", "email", "telephone", "passport", "amount", "held", "instrument"}
)  # fmt: skip
"""Details that are never shown, whoever wrote them into the feed by mistake."""


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One change.

    Attributes:
        id: Its place in the feed, which never changes.
        at: When it was published.
        kind: `licence.suspend`, `employer.barred`, `roster.published` …
        country: ISO 3166-1 alpha-3.
        subject: Code of an agency or employer, or an edition of a list.
        effective: From when it holds.
        details: Number, state, reason, legal basis …
        demonstration: Whether it is made up.
    """

    id: int
    at: datetime
    kind: str
    country: str
    subject: str
    effective: date
    details: Mapping[str, Any]
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some changes in a row; `more`: there are others behind the last one."""

    changes: tuple[PublicChange, ...]
    more: bool


def after(since: int, country: str = "", limit: int = PAGE) -> Stretch:
    """The changes after one, the earliest first: for somebody who follows the feed.

    Args:
        since: The id of the last change that is known; 0: from the beginning.
        country: ISO 3166-1 alpha-3, or empty for all.
        limit: How many at most.
    """
    rows = _seen(country).filter(pk__gt=since, at__lte=timezone.now() - SETTLED).order_by("pk")
    return _stretch(rows, limit)


def latest(before: int | None = None, country: str = "", limit: int = PAGE) -> Stretch:
    """The last changes, the latest first.

    Args:
        before: Only those before this one.
        country: ISO 3166-1 alpha-3, or empty for all.
        limit: How many at most.
    """
    rows = _seen(country)
    rows = rows if before is None else rows.filter(pk__lt=before)
    return _stretch(rows.order_by("-pk"), limit)


def settled() -> int:
    """The last change that `after` would give; 0: none."""
    last = Change.objects.filter(at__lte=timezone.now() - SETTLED).order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def _seen(country: str) -> QuerySet[Change]:
    rows = Change.objects.filter(country=country) if country else Change.objects.all()
    return rows if settings.DEMONSTRATION else rows.filter(demonstration=False)


def _stretch(rows: QuerySet[Change], limit: int) -> Stretch:
    found = list(rows[: limit + 1])
    return Stretch(tuple(_public(one) for one in found[:limit]), len(found) > limit)


def _public(row: Change) -> PublicChange:
    details = {
        name: _plain(value)
        for name, value in row.details.items()
        if name not in PRIVATE and (_plain(value) is not None)
    }
    return PublicChange(row.pk, row.at, row.kind, row.country, row.subject, row.effective, details, row.demonstration)


def _plain(value: Any) -> Any:
    """Words without what may identify a person; numbers and yes or no as they are."""
    if isinstance(value, str):
        return public_words(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | float | bool) else None
