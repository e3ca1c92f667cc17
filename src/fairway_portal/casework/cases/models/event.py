"""What was done, by whom, when: a chain that nobody can rewrite unseen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final


class CaseEvent(Final):
    """One entry; its digest covers the entry before it. It refers to its case by number, and outlives it."""

    refusal: ClassVar[str] = "an event of a case cannot be changed or deleted"
    case = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    day = models.DateField()
    by = models.BigIntegerField(null=True)
    """Primary key of `accounts.Person`; null: the worker, or time."""
    details = models.JSONField(default=dict)
    """Codes and days; never a name, never words of hers."""
    shown = models.BooleanField(default=True)
    """Whether the worker sees it when she comes back."""
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="event_number_once")]

    def __str__(self) -> str:
        return self.kind
