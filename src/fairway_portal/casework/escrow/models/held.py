"""A report in escrow."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from fairway_portal.casework.keys.models import Office


class Held(models.Model):
    """One report that nobody reads until enough others name the same agency."""

    class State(models.TextChoices):
        """How far it is."""

        HELD = "held"
        MATCHED = "matched"
        """Enough others name the agency; the escrow handler has not let it go yet."""
        RELEASED = "released"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.OneToOneField("fairway_vault.Report", models.CASCADE, related_name="held")
    office = models.ForeignKey(Office, models.PROTECT, related_name="held")
    """The office that holds it: tags of two offices cannot be compared."""
    ticket = models.BinaryField()
    """The agency's code and the chosen offices, sealed to the escrow office; empty once she has taken it back."""
    others = models.PositiveSmallIntegerField()
    """How many others must name the same agency."""
    tag = models.CharField(max_length=64, blank=True, db_index=True)
    """Keyed hash of the agency's code; the key is the escrow handler's alone, who gives the tag."""
    tag_key = models.CharField(max_length=16, blank=True)
    """Which key the tag was made with: tags of two keys cannot be compared."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    week = models.DateField()

    def __str__(self) -> str:
        return self.state
