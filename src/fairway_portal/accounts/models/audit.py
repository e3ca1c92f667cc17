"""The record of what people with accounts did. Nothing in it tells of a worker."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.append_only import REFUSAL
from fairway_portal.accounts.models.final import Final
from fairway_portal.accounts.models.person import Person


class AuditEntry(Final):
    """One action: who, when, on what, why. Entries are only ever added; the database itself refuses the rest."""

    refusal: ClassVar[str] = REFUSAL

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    """Null for what the portal did by itself, or a command on its machine."""
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    """What it was done to: `agency NPL-000012`, `publication 3`."""
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"
