"""Who can help a worker: an organisation with what it does and how it is reached."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Organisation


class Helper(models.Model):
    """One place to turn to, as its organisation gave it and somebody checked it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="helps")
    country = models.CharField(max_length=3, blank=True)
    """Where it helps; empty for everywhere."""
    does = models.CharField(max_length=300)
    """What it does, in its own plain words."""
    phone = models.CharField(max_length=60, blank=True)
    address = models.URLField(blank=True)
    languages = models.CharField(max_length=120, blank=True)
    """Tags of the languages that are spoken there, separated by spaces."""
    free = models.BooleanField(default=True)
    must_tell = models.CharField(max_length=10, default="unknown")
    """Whether it has a duty to tell immigration authorities what it learns: `yes`, `no`, `unknown`."""
    checked = models.DateField()
    """When somebody last made sure that this is right."""

    def __str__(self) -> str:
        return f"{self.organisation} ({self.country})"
