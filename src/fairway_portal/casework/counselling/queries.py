"""Every read of the log of a centre: only what stands, that is, what no correction took the place of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Max, QuerySet

from fairway_portal.casework.counselling import choices
from fairway_portal.casework.counselling.models import Visit
from fairway_portal.casework.keys.models import Office

PAGE: Final = 50
FILTERS: Final = ("channel", "stage", "service", "referral", "outcome")


@dataclass(frozen=True, slots=True)
class VisitRow:
    """An entry as pages show it; codes are those of `choices`.

    Attributes:
        notes: Keys of the entries that hold a sealed note: this one, and those that it corrected.
        corrects: Key of the entry that this one took the place of.
        standing: Whether no correction took its place.
        struck: It should not have been entered.
    """

    key: UUID
    client: str
    day: date
    channel: str
    stage: str
    sex: str
    language: str
    destination: str
    topics: tuple[str, ...]
    service: str
    referral: str
    outcome: str
    follow_up: date | None
    notes: tuple[UUID, ...] = ()
    corrects: UUID | None = None
    standing: bool = True
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are wanted; None and "": all.

    Attributes:
        first, last: Days of visits.
        client: Pseudonym.
        topic: A code of `choices.TOPICS`.
        chosen: Values of the fields in `FILTERS`.
    """

    first: date | None = None
    last: date | None = None
    client: str = ""
    topic: str = ""
    chosen: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of entries, the newest first, and how many there are on the whole."""

    rows: tuple[VisitRow, ...]
    visits: int
    clients: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a month, of one office, for its own eyes.

    Attributes:
        visits: Entries that stand.
        clients: Different pseudonyms among them.
        first_time: Clients who never came before.
        due: Follow-ups whose day lies in the month.
        by: Of each field of `choices.FIELDS`, and of `destination`, how often each code; a visit with two topics counts
            under both.
    """

    visits: int
    clients: int
    first_time: int
    due: int
    by: Mapping[str, Mapping[str, int]]


def find(office: Office, asked: Asked, page: int = 1) -> Found:
    """The entries of an office.

    Args:
        office: Whose.
        asked: Which.
        page: From 1.
    """
    rows = _matching(office, asked)
    if asked.topic:
        keys = [key for key, topics in rows.values_list("pk", "topics") if asked.topic in topics]
        rows = rows.filter(pk__in=keys)
    visits = rows.count()
    pages = max(1, -(-visits // PAGE))
    at = min(max(page, 1), pages)
    shown = rows[(at - 1) * PAGE : at * PAGE]
    clients = rows.order_by().values("client").distinct().count()
    return Found(tuple(_row(one) for one in shown), visits, clients, at, pages)


def month(office: Office, first: date, last: date) -> tuple[VisitRow, ...]:
    """The entries of a month, the oldest first.

    Args:
        office: Whose.
        first, last: Days of the month.
    """
    return tuple(_row(one) for one in _matching(office, Asked(first, last)).order_by("day", "pk"))


def tally(office: Office, first: date, last: date) -> Tally:
    """The counts of a month.

    Args:
        office: Whose.
        first, last: Days of the month.
    """
    rows = month(office, first, last)
    clients = {row.client for row in rows}
    before = set(
        _standing(office).filter(day__lt=first, client__in=clients).order_by().values_list("client", flat=True)
    )
    by: dict[str, Counter[str]] = {name: Counter() for name in (*choices.FIELDS, "destination")}
    for row in rows:
        for name, counted in by.items():
            value = getattr(row, name)
            counted.update(value if isinstance(value, tuple) else [value] if value else [])
    due = _standing(office).filter(follow_up__range=(first, last)).count()
    return Tally(len(rows), len(clients), len(clients - before), due, by)


def due(office: Office, on: date) -> tuple[VisitRow, ...]:
    """The follow-ups whose day has come, the oldest first; one is done when the client was spoken to again.

    Args:
        office: Whose.
        on: The day.
    """
    waiting = _standing(office).filter(follow_up__lte=on)
    last = dict(
        _standing(office).filter(client__in=waiting.values("client")).order_by().values_list("client")
        .annotate(last=Max("day"))
    )  # fmt: skip
    return tuple(_row(one) for one in waiting.order_by("follow_up", "pk") if one.day == last[one.client])


def knows(office: Office, client: str) -> bool:
    """Whether somebody with this pseudonym came to the office before."""
    return Visit.objects.filter(office=office, client=client).exists()


def visit_of(office: Office, key: UUID) -> Visit | None:
    """An entry of the office, standing or corrected; None where it has no such."""
    return Visit.objects.filter(office=office, key=key).select_related("office", "replaces").first()


def shown(visit: Visit) -> VisitRow:
    """One entry, with the notes of what it corrected."""
    notes: list[UUID] = []
    at: Visit | None = visit
    while at is not None:
        notes += [at.key] if at.note is not None else []
        at = at.replaces
    standing = not Visit.objects.filter(replaces=visit).exists()
    corrects = visit.replaces.key if visit.replaces else None
    return replace(_row(visit), notes=tuple(notes), corrects=corrects, standing=standing)


def sealed_note(visit: Visit) -> bytes | None:
    """The envelope of an entry."""
    return bytes(visit.note) if visit.note is not None else None


def _standing(office: Office) -> QuerySet[Visit]:
    return Visit.objects.filter(office=office, replaced_by=None, struck=False).defer("note")


def _matching(office: Office, asked: Asked) -> QuerySet[Visit]:
    rows = _standing(office)
    if asked.first:
        rows = rows.filter(day__gte=asked.first)
    if asked.last:
        rows = rows.filter(day__lte=asked.last)
    if asked.client:
        rows = rows.filter(client=asked.client)
    rows = rows.filter(**{name: value for name, value in (asked.chosen or {}).items() if name in FILTERS and value})
    return rows.order_by("-day", "-pk")


def _row(one: Visit) -> VisitRow:
    return VisitRow(
        key=one.key, client=one.client, day=one.day, channel=one.channel, stage=one.stage, sex=one.sex,
        language=one.language, destination=one.destination, topics=tuple(one.topics), service=one.service,
        referral=one.referral, outcome=one.outcome, follow_up=one.follow_up, struck=one.struck,
    )  # fmt: skip
