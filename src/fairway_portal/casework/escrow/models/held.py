"""A report in escrow."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Held(models.Model):
    """One report that nobody reads until enough others name the same agency."""

    class State(models.TextChoices):
        """How far it is."""

        HELD = "held"
        MATCHED = "matched"
        RELEASED = "released"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.OneToOneField("fairway_vault.Report", models.CASCADE, related_name="held")
    ticket = models.BinaryField()
    """The agency's code and the chosen offices, sealed to the escrow office."""
    others = models.PositiveSmallIntegerField()
    """How many others must name the same agency."""
    tag = models.CharField(max_length=64, blank=True, db_index=True)
    """Keyed hash of the agency's code; the key is the escrow handler's alone, who gives the tag."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    week = models.DateField()

    def __str__(self) -> str:
        return self.state
