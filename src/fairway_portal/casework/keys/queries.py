"""Whose keys take reports today, and whether enough of them do.

A key lives while its office is open, nobody retired it, and it was proved in the last `PROVED_DAYS` or made in the last
`NEW_DAYS`. What is made up takes no part where the portal is no demonstration: everybody has its keys.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from fairway.kernel.text import Text
from fairway_portal.casework.keys.models import HandlerKey, Office

PROVED_DAYS: Final = 180
NEW_DAYS: Final = 14
FEWEST_KEYS: Final = 2
FEWEST_OFFICES: Final = 2
SCHEMA: Final = 1
Purpose = HandlerKey.Purpose


@dataclass(frozen=True, slots=True)
class LiveKey:
    """A key that things are sealed to; `office` and `person` are numbers."""

    public: str
    fingerprint: str
    office: int
    person: int


@dataclass(frozen=True, slots=True)
class Intake:
    """Whether reports are taken; if not, why, as a worker reads it."""

    open: bool
    reason: Text | None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as a worker chooses it.

    Attributes:
        id: Of the office.
        organisation: Its number in `accounts`.
        kind: A value of `Organisation.Kind`.
        country: Under whose law it works (ISO 3166-1 alpha-3).
        keys: Live handler keys; without one nothing can be sealed to it.
        escrow: Whether it holds reports back.
    """

    id: int
    organisation: int
    name: str
    kind: str
    country: str
    languages: tuple[str, ...]
    telephone: str
    website: str
    keys: int
    escrow: bool
    demonstration: bool


def live_keys(offices: Sequence[int], on: date, purpose: str = Purpose.HANDLER) -> tuple[LiveKey, ...]:
    """The live keys of offices.

    Args:
        offices: Their ids.
        on: The day.
        purpose: `handler`, `recovery` or `escrow`.
    """
    return _as_keys(_live(on).filter(office__in=list(offices), purpose=purpose))


def recovery_keys(on: date) -> tuple[LiveKey, ...]:
    """The live recovery keys of every office: what opens a report when its office has lost its own."""
    return _as_keys(_live(on).filter(purpose=Purpose.RECOVERY))


def intake(on: date) -> Intake:
    """Whether reports are taken: with fewer than two keys of two offices, one loss would lose what was entrusted."""
    found = _as_keys(_live(on).filter(purpose__in=[Purpose.HANDLER, Purpose.RECOVERY]))
    if len(found) >= FEWEST_KEYS and len({key.office for key in found}) >= FEWEST_OFFICES:
        return Intake(open=True, reason=None)
    return Intake(
        open=False,
        reason=Text(
            "Reports cannot be taken here now: too few organisations can open them. Nothing that you write would be "
            "kept. Call one of them instead, or come back tomorrow."
        ),
    )


def offices_for(country: str, on: date) -> tuple[OfficeRow, ...]:
    """The open offices that help workers in a country, by name; one whose law makes it tell immigration is left out.

    Args:
        country: ISO 3166-1 alpha-3; empty: wherever.
        on: The day.
    """
    keys = Counter(_live(on).filter(purpose=Purpose.HANDLER).values_list("office", flat=True))
    return tuple(
        OfficeRow(
            id=one.pk, organisation=one.organisation, name=one.name, kind=one.kind, country=one.country,
            languages=tuple(one.languages), telephone=one.telephone, website=one.website, keys=keys[one.pk],
            escrow=one.escrow, demonstration=one.demonstration,
        )
        for one in _offices(on).order_by("name", "pk")
        if not country or not one.serves or country in one.serves
    )  # fmt: skip


def office_of(organisation_id: int) -> Office | None:
    """The office of an organisation, open or closed; None where it has none."""
    return Office.objects.filter(organisation=organisation_id).first()


def directory(on: date) -> bytes:
    """The live public keys as canonical JSON, the same bytes as long as they stay the same: its digest is logged."""
    rows = [
        {
            "country": key.office.country, "fingerprint": key.fingerprint, "kind": key.office.kind,
            "office": key.office_id, "office_name": key.office.name, "public": key.public, "purpose": key.purpose,
            "since": key.since.isoformat(),
        }
        for key in _live(on).order_by("fingerprint")
    ]  # fmt: skip
    written = {"keys": rows, "schema": SCHEMA}
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _as_keys(found: QuerySet[HandlerKey]) -> tuple[LiveKey, ...]:
    return tuple(
        LiveKey(one.public, one.fingerprint, one.office_id, one.person) for one in found.order_by("office", "pk")
    )


def _live(on: date) -> QuerySet[HandlerKey]:
    at_hand = Q(proved__gte=on - timedelta(days=PROVED_DAYS)) | Q(since__gte=on - timedelta(days=NEW_DAYS))
    found = HandlerKey.objects.filter(at_hand, retired=None, office__in=[one.pk for one in _offices(on)])
    return found.select_related("office") if settings.DEMONSTRATION else found.filter(demonstration=False)


def _offices(on: date) -> QuerySet[Office]:
    """Open, and free of a duty to report to immigration on this day: a law may have come since it was opened."""
    from fairway.safe_reporting.duties import duty_of

    found = Office.objects.filter(open=True)
    if not settings.DEMONSTRATION:
        found = found.filter(demonstration=False)
    bound = [
        (kind, country)
        for kind, country in found.order_by().values_list("kind", "country").distinct()
        if duty_of(kind, country, on).answer == "duty"
    ]
    for kind, country in bound:
        found = found.exclude(kind=kind, country=country)
    return found
