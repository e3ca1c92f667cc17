"""A worker's rating of a recruiter."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models import Agency
from fairway_portal.monitor.models.voucher import VoucherBatch
from fairway_portal.surveys.models import Submission


class Rating(models.Model):
    """What counts of a submission. It is never deleted: what is held back keeps its reason in the moderation log."""

    class State(models.TextChoices):
        """Whether it counts."""

        COUNTED = "counted"
        HELD = "held"
        OUT = "out"

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="rating")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="ratings")
    """Null while nobody has found out which agency was meant."""
    agency_said = models.CharField(max_length=250, blank=True)
    tier = models.CharField(max_length=10)
    """Of `fairway.recruitment.ratings.items.TIERS`."""
    batch = models.ForeignKey(VoucherBatch, models.PROTECT, null=True)
    items = models.CharField(max_length=40)
    """One character an item, in their order: 1 for the recruiter, 0 against, - no answer."""
    origin = models.CharField(max_length=3, blank=True)
    destination = models.CharField(max_length=3, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    departure_year = models.PositiveSmallIntegerField(null=True)
    received = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.COUNTED)
    demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state"], name="rating_agency"),
            models.Index(fields=["origin", "destination", "agency"], name="rating_corridor"),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"


class Comment(models.Model):
    """What a worker wrote in her own words: hidden until somebody has checked that it names nobody."""

    class State(models.TextChoices):
        """Whether it may be read."""

        HIDDEN = "hidden"
        SHOWN = "shown"
        REFUSED = "refused"

    rating = models.OneToOneField(Rating, models.CASCADE, related_name="comment")
    text = models.TextField()
    checked = models.TextField(blank=True)
    """The text as it may be shown, names and numbers taken out."""
    language = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.HIDDEN)

    def __str__(self) -> str:
        return f"comment of {self.rating}"
