"""An agency's answer to what workers say of it."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency


class Reply(models.Model):
    """Shown beside the figures once a moderator has seen that it names no worker."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        SHOWN = "shown"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="replies")
    by = models.ForeignKey(Person, models.SET_NULL, null=True)
    text = models.TextField()
    language = models.CharField(max_length=8)
    written = models.DateField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)
    """Why it was refused, told to the agency."""

    def __str__(self) -> str:
        return f"reply of {self.agency}"
