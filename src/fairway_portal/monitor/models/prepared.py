"""A batch that was computed and is on its way out."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person


class PreparedPublication(models.Model):
    """Everything that a batch says, fixed before the first word of it leaves.

    Whatever breaks between the warehouse and the database, the next attempt sends this again and nothing else: two
    almost equal batches could be compared for what came in between.
    """

    number = models.PositiveIntegerField(unique=True)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    content = models.JSONField()
    """As `publishing_state.Content` writes it."""
    demonstration = models.BooleanField(unique=True)
    """At most one of each kind is on its way."""

    def __str__(self) -> str:
        return f"publication {self.number}, not yet out"
