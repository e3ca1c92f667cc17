"""An agency's appeal against an act."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person
from fairway_portal.register.licensing.models.licence import LicenceEntry


class Appeal(models.Model):
    """One appeal against one entry."""

    class State(models.TextChoices):
        """What became of it."""

        FILED = "filed"
        ALLOWED = "allowed"
        DISMISSED = "dismissed"
        WITHDRAWN = "withdrawn"

    entry = models.OneToOneField(LicenceEntry, models.PROTECT, related_name="appealed")
    state = models.CharField(max_length=12, choices=State.choices, default=State.FILED)
    grounds = models.TextField()
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    filed = models.DateTimeField(auto_now_add=True)
    due = models.DateField(null=True)
    """By when it must be decided, where the country's rules say so."""
    stays = models.BooleanField(default=False)
    """Whether the act does not hold until the appeal is decided, where the country's rules say so."""
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"appeal {self.pk} ({self.state})"
