"""An agency says that something published of it is not about it, or is wrong."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency


class Correction(models.Model):
    """One request, which a moderator answers with a reason."""

    class Kind(models.TextChoices):
        """What is said to be wrong."""

        NOT_US = "not_us"
        WRONG = "wrong"

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="corrections")
    by = models.ForeignKey(Person, models.SET_NULL, null=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField()
    asked = models.DateField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)
    """What the moderators answered, told to the agency."""

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"request of {self.agency}"
