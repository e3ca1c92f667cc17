"""What was published of the ratings: batches, each complete, none ever changed."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency


class Publication(models.Model):
    """One batch."""

    number = models.PositiveIntegerField(unique=True)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    state = models.JSONField()
    """What the next batch must know of this one (which ratings stood behind which figure): for the portal alone."""
    settings = models.JSONField(default=dict)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"publication {self.number}"


class PublishedAgency(models.Model):
    """What one batch says of one agency, as `recruitment.ratings.publishing.public_rows` writes it."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="agencies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="published")
    row = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "agency"], name="published_once")]

    def __str__(self) -> str:
        return f"{self.agency} in {self.publication}"
