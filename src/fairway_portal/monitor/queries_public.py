"""What everybody may read of the ratings: the figures of the last publication, replies, checked comments, the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from fairway.kernel.text import Text
from fairway.recruitment.ratings.clusters_reasons import SIGNALS
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway.recruitment.ratings.scoring_settings import ScoreSettings
from fairway_portal.actors.models import Agency, AgencyNumber
from fairway_portal.monitor.models import Comment, ModerationEntry, Publication, PublishedAgency, Rating, Reply

AT_ONCE: Final = 2_000
"""Rows that are fetched together where all are read."""
MOST_COMMENTS: Final = 12
MOST_ENTRIES: Final = 60
DETECTED: Final = "cluster.held"
"""What the detection does by itself; its reasons are its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One published figure: of a dimension, or `overall`. Shares from 0 to 1.

    Attributes:
        dimension: Of `items.DIMENSIONS`, or `overall`.
        score, lower, upper: The score, and the limits of its interval.
        evidence: Of `evidence.LABELS`.
        raters: The band of how many workers.
        since: Of which batch the figure is.
        warning: Whether the score is bad for almost certain.
    """

    dimension: str
    score: float
    lower: float
    upper: float
    evidence: str
    raters: str
    since: date
    warning: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What many workers say: an item, `good` or `bad`, and the band of the share that says it."""

    item: str
    says: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Batch:
    """A publication, as everybody may know it."""

    key: int
    number: int
    on: date
    invented: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What the last publication says of one agency."""

    batch: Batch
    raters: str
    since: date
    warning: bool
    parts: Mapping[str, Part]
    says: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """An agency with its published figures."""

    code: str
    name: str
    city: str
    invented: bool
    published: Published


@dataclass(frozen=True, slots=True)
class CheckedComment:
    """A worker's own words, as a moderator let them through."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the public log: what was done in which month, and why.

    Attributes:
        month: Its first day.
        action: Of `actions.entries.ACTIONS`.
        reason: As a moderator wrote it.
        signals: What the detection saw, instead of a reason, where it acted by itself.
    """

    month: date
    action: str
    reason: str
    signals: tuple[Text, ...] = ()


def batches() -> tuple[Batch, ...]:
    """The last publication of facts, and where the installation demonstrates, the last one of invented ratings."""
    found = []
    for invented in (False, True) if settings.DEMONSTRATION else (False,):
        last = Publication.objects.filter(demonstration=invented).defer("state").order_by("-number").first()
        found += [Batch(last.pk, last.number, last.on, invented)] if last else []
    return tuple(found)


def countries_with_agencies() -> tuple[str, ...]:
    """Countries of which an agency was ever added; to count agencies for a list of countries would take too long."""
    return tuple(AgencyNumber.objects.filter(last__gt=0).order_by("country").values_list("country", flat=True))


def published_of(codes: Iterable[str]) -> dict[str, Published]:
    """Code → what the last publication says of the agency; agencies without figures are left out."""
    wanted = list(codes)
    found: dict[str, Published] = {}
    for batch in batches():
        rows = PublishedAgency.objects.filter(publication=batch.key, agency__code__in=wanted)
        for code, row in rows.values_list("agency__code", "row"):
            found.setdefault(code, _published(row, batch))
    return found


def compared(origin: str, destination: str) -> tuple[AgencyFigures, ...]:
    """The agencies that may be compared in a corridor, by name.

    Only agencies with published figures, and only where enough workers went there through them by the day of that
    publication: who is listed changes with publications, and never tells that one worker more has answered.

    Args:
        origin, destination: ISO 3166-1 alpha-3.
    """
    least = PublishingSettings().raters
    found: dict[str, AgencyFigures] = {}
    for batch in batches():
        there = (
            Rating.objects.filter(_behind(batch), origin=origin, destination=destination)
            .values("agency")
            .annotate(raters=Count("pk"))
            .filter(raters__gte=least)
            .values("agency")
        )
        for code, name, city, invented, row in _rows(batch).filter(agency__in=there).values_list(*_SHOWN):
            found.setdefault(code, AgencyFigures(code, name, city, invented, _published(row, batch)))
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.code)))


def replies_of(agency: Agency) -> tuple[Reply, ...]:
    """The agency's replies that may be read, the newest first."""
    shown = Reply.objects.filter(agency=agency, state=Reply.State.SHOWN)
    return tuple(shown.order_by("-written", "-pk"))


def comments_of(agency: Agency, batch: Batch) -> tuple[CheckedComment, ...]:
    """Checked comments of ratings that the last publication could count, in no order of time.

    Args:
        agency: With the agencies that were joined to it.
        batch: The publication; what came after it waits for the next one.
    """
    shown = Comment.objects.filter(
        Q(rating__agency=agency) | Q(rating__agency__joined_to=agency),
        _behind(batch, "rating__"),
        state=Comment.State.SHOWN,
    ).exclude(checked="")
    rows = [CheckedComment(text, language) for text, language in shown.values_list("checked", "language")]
    rows.sort(key=lambda one: hashlib.sha256(one.text.encode()).digest())
    return tuple(rows[:MOST_COMMENTS])


def public_log() -> tuple[LogLine, ...]:
    """What moderators did, by month, the newest first; never whose rating, by whom, or how many."""
    seen = ModerationEntry.objects.all()
    if not settings.DEMONSTRATION:
        seen = seen.exclude(agency__demonstration=True)
    rows = (
        seen.annotate(month=TruncMonth("at"))
        .order_by("-month", "action", "reason")
        .values_list("month", "action", "reason")
        .distinct()[:AT_ONCE]
    )
    lines = (_line(month.date(), action, reason) for month, action, reason in rows)
    return tuple(islice(dict.fromkeys(lines), MOST_ENTRIES))


def _line(month: date, action: str, reason: str) -> LogLine:
    """A line without numbers: the detection writes for moderators how many answers it held back, in how many days."""
    if action != DETECTED:
        return LogLine(month, action, reason)
    return LogLine(month, action, "", tuple(what for what in SIGNALS.values() if what.plain() in reason))


def settings_in_force() -> PublishingSettings:
    """The settings of the last publication; those of this version where nothing is published."""
    last = batches()
    return _kept(last[0]) if last else PublishingSettings()


@lru_cache(maxsize=8)
def _kept(batch: Batch) -> PublishingSettings:
    """The settings of a publication, which never change; its state is large, so it is read once."""
    kept = Publication.objects.values_list("state__settings", flat=True).get(pk=batch.key)
    if not kept:
        return PublishingSettings()
    return PublishingSettings(**{**kept, "scores": ScoreSettings(**kept["scores"])})


def listed_agencies() -> Iterator[Agency]:
    """Every agency that stands for itself, by code."""
    seen = Agency.objects.filter(joined_to=None).order_by("code")
    if not settings.DEMONSTRATION:
        seen = seen.filter(demonstration=False)
    return seen.iterator(chunk_size=AT_ONCE)


def every_figure() -> Iterator[tuple[str, Published]]:
    """Code and figures of every agency of the last publications, facts first, by code."""
    for batch in batches():
        rows = _rows(batch).order_by("agency__code").values_list("agency__code", "row")
        for code, row in rows.iterator(chunk_size=AT_ONCE):
            yield code, _published(row, batch)


_SHOWN: Final = ("agency__code", "agency__name", "agency__city", "agency__demonstration", "row")


def _rows(batch: Batch) -> QuerySet[PublishedAgency]:
    """What a publication says of the agencies that may be seen: an agency that was joined speaks no more."""
    seen = PublishedAgency.objects.filter(publication=batch.key, agency__joined_to=None)
    return seen if settings.DEMONSTRATION else seen.filter(agency__demonstration=False)


def _behind(batch: Batch, prefix: str = "") -> Q:
    """The ratings that a publication could count."""
    return Q(
        **{
            f"{prefix}demonstration": batch.invented,
            f"{prefix}received__lte": batch.on,
            f"{prefix}state": Rating.State.COUNTED,
        }
    )


def _published(row: Mapping[str, Any], batch: Batch) -> Published:
    parts = {
        name: Part(
            name,
            one["score"],
            one["lower"],
            one["upper"],
            one["evidence"],
            one["raters"],
            date.fromisoformat(one["since"]),
            one["warning"],
        )
        for name, one in row["dimensions"].items()
    }
    says = tuple(Said(one["item"], one["says"], one["low"], one["high"]) for one in row["says"])
    return Published(batch, row["raters"], date.fromisoformat(row["since"]), row["warning"], parts, says)
