"""What the Monitor's desk reads: work that waits, batches of cards, publications, what is published of an agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from fairway.kernel.text import Percent, Text
from fairway.recruitment.ratings.evidence import LABELS
from fairway.recruitment.ratings.items import DIMENSIONS, ITEMS
from fairway_portal.accounts.models import Organisation
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.models import (
    Cluster,
    Comment,
    Correction,
    Helper,
    ModerationEntry,
    Publication,
    PublishedAgency,
    Rating,
    Reply,
    VoucherBatch,
)

M = TypeVar("M", bound=models.Model)
AT_ONCE: Final = 50
"""Of each kind of work, the oldest."""
FEW: Final = 5
"""Fewer used cards are told as none, so that nobody sees whether the one worker she gave a card to has used it."""
NO_BAND: Final = Text("few or none")
OVERALL: Final = "overall"


def seen(rows: QuerySet[M], path: str = "demonstration") -> QuerySet[M]:
    """Without what is invented, unless the portal demonstrates."""
    return rows if settings.DEMONSTRATION else rows.filter(**{path: False})


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of cards, as its issuer sees it."""

    pk: int
    label: str
    cards: int
    used: Text
    made: date
    expires: date
    state: Text
    open: bool
    demonstration: bool


def batches(issuer: Organisation) -> tuple[BatchRow, ...]:
    """The batches of an organisation, the newest first."""
    found = VoucherBatch.objects.filter(issuer=issuer).order_by("-pk").annotate(
        cards=Count("vouchers"), used=Count("vouchers", filter=Q(vouchers__used=True))
    )  # fmt: skip
    return tuple(_batch(one, one.cards, one.used) for one in found)


def _batch(one: VoucherBatch, cards: int, used: int) -> BatchRow:
    over = one.expires < localdate()
    state = Text("revoked") if one.revoked else Text("expired") if over else Text("can be used")
    return BatchRow(
        one.pk, one.label, cards, used_band(used, cards), one.made, one.expires, state, not (one.revoked or over),
        one.demonstration,
    )  # fmt: skip


def used_band(used: int, cards: int) -> Text:
    """How many of a batch were used, too roughly to tell of any one card.

    Args:
        used: 0 or more.
        cards: Of the batch.
    """
    if used < FEW:
        return NO_BAND
    return Text("half or more") if 2 * used >= cards else Text("some, fewer than half")


def own_batch(pk: int) -> VoucherBatch | None:
    """A batch, whoever made it."""
    return VoucherBatch.objects.select_related("issuer").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class WorkList:
    """What waits for a moderator: the oldest of each kind (of crowds the worst), and how many there are."""

    ratings: tuple[Rating, ...]
    clusters: tuple[Cluster, ...]
    comments: tuple[Comment, ...]
    replies: tuple[Reply, ...]
    corrections: tuple[Correction, ...]
    counts: Mapping[str, int]
    looked: date | None


def work_list() -> WorkList:
    """Everything that waits."""
    waiting: dict[str, QuerySet[Any]] = {
        "ratings": ratings_without_agency().exclude(state=Rating.State.OUT),
        "clusters": clusters().filter(decided=""),
        "comments": comments().filter(state=Comment.State.HIDDEN),
        "replies": replies().filter(state=Reply.State.WAITING),
        "corrections": corrections().filter(state=Correction.State.WAITING),
    }
    orders = {"clusters": ("-held", "-strength", "pk")}
    rows = {name: tuple(found.order_by(*orders.get(name, ("pk",)))[:AT_ONCE]) for name, found in waiting.items()}
    counts = {name: found.count() for name, found in waiting.items()}
    looked = seen(Cluster.objects.all()).order_by("-found").values_list("found", flat=True).first()
    return WorkList(**rows, counts=counts, looked=looked)


def ratings_without_agency() -> QuerySet[Rating]:
    """Ratings of which nobody knows the agency, set aside or not."""
    return seen(Rating.objects.filter(agency=None).defer("items"))


def clusters() -> QuerySet[Cluster]:
    """What the latest run of the detection found."""
    return seen(Cluster.objects.filter(current=True).select_related("agency").defer("members"))


def comments() -> QuerySet[Comment]:
    """Comments, checked or not."""
    return seen(Comment.objects.select_related("rating__agency"), "rating__demonstration")


def replies() -> QuerySet[Reply]:
    """Replies of agencies."""
    return seen(Reply.objects.select_related("agency", "by"), "agency__demonstration")


def corrections() -> QuerySet[Correction]:
    """Requests of agencies."""
    return seen(Correction.objects.select_related("agency", "by"), "agency__demonstration")


def log() -> QuerySet[ModerationEntry]:
    """The moderation log, the newest first."""
    entries = ModerationEntry.objects.select_related("by", "agency")
    return entries if settings.DEMONSTRATION else entries.exclude(agency__demonstration=True)


def publications() -> QuerySet[Publication]:
    """The batches that are out, without what only the next batch needs to know."""
    return seen(Publication.objects.defer("state").select_related("by")).annotate(count=Count("agencies"))


def helpers() -> QuerySet[Helper]:
    """The list of helpers."""
    return seen(Helper.objects.select_related("organisation"), "organisation__demonstration").order_by(
        "country", "organisation__name"
    )


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """One dimension of an agency, as readers see it."""

    name: Text
    score: Percent
    lower: Percent
    upper: Percent
    evidence: Text
    raters: str
    warning: bool


@dataclass(frozen=True, slots=True)
class PublishedOf:
    """What the latest batch says of an agency."""

    on: date
    number: int
    parts: tuple[PublishedPart, ...]
    says: tuple[Text, ...]


def published_of(agency: Agency) -> PublishedOf | None:
    """What the latest batch says of an agency; None where it says nothing."""
    last = Publication.objects.filter(demonstration=agency.demonstration).order_by("-number").only("number").first()
    found = PublishedAgency.objects.filter(publication=last, agency=agency).select_related("publication").first()
    if last is None or found is None:
        return None
    row = found.row
    names: dict[str, Text] = {OVERALL: Text("Overall")} | {str(key): name for key, name in DIMENSIONS.items()}
    parts = tuple(_part(name, row["dimensions"][key]) for key, name in names.items() if key in row["dimensions"])
    items = {item.name: item for item in ITEMS}
    says = tuple(
        Text(
            "{low} to {high} say: {what}",
            low=Percent(100 * one["low"], 0),
            high=Percent(100 * one["high"], 0),
            what=items[one["item"]].said_good if one["says"] == "good" else items[one["item"]].said_bad,
        )
        for one in row["says"]
        if one["item"] in items
    )
    return PublishedOf(found.publication.on, found.publication.number, parts, says)


def _part(name: Text, said: Mapping[str, Any]) -> PublishedPart:
    score, lower, upper = (Percent(100 * said[key], 0) for key in ("score", "lower", "upper"))
    evidence = LABELS.get(said["evidence"], Text("{said}", said=said["evidence"]))
    return PublishedPart(name, score, lower, upper, evidence, said["raters"], said["warning"])
