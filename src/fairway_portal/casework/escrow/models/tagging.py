"""A file of tags that was taken in: the same one is not taken twice."""

from __future__ import annotations

from django.db import models

from fairway_portal.casework.keys.models import Office


class Tagging(models.Model):
    """One download of tickets whose tags came back."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="taggings")
    batch = models.UUIDField(unique=True)
    day = models.DateField()
    by = models.BigIntegerField()
    """Primary key of `accounts.Person`."""
    tags = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
