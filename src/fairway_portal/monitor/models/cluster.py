"""What the detection of attacks found: a crowd of ratings, without a single answer in it."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models import Agency


class Cluster(models.Model):
    """One suspicious crowd, as the latest run that found it describes it."""

    name = models.CharField(max_length=80, unique=True)
    """Of the detection: named after its first rating."""
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="clusters")
    size = models.PositiveIntegerField()
    first = models.DateField()
    last = models.DateField()
    strength = models.FloatField()
    signals = models.JSONField()
    """Signal → strength, strongest first."""
    members = models.JSONField()
    """Ids of the ratings: for the portal alone, no page shows them."""
    held = models.BooleanField()
    """Whether its ratings wait; those of others count less, and nobody need decide."""
    decided = models.CharField(max_length=4, blank=True)
    """`keep`, `out`, or nothing."""
    found = models.DateField()
    current = models.BooleanField(default=True)
    """Whether the latest run found it."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-strength", "name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.size} ratings of {self.agency}"
