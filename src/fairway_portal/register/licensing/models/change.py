"""The feed of changes that the public may follow."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final


class Change(Final):
    """One public change of the register; its key is its place in the feed."""

    refusal: ClassVar[str] = "a published change of the register cannot be changed or deleted"

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=30)
    """`licence.suspend`, `employer.barred`, `roster.published` …"""
    country = models.CharField(max_length=3)
    subject = models.CharField(max_length=40)
    """Code of an agency or employer, or a vintage: `NPL-000012`."""
    effective = models.DateField()
    details = models.JSONField(default=dict)
    """Public facts alone: number, state, reason, legal basis."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["country", "kind", "id"], name="register_change")]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject}"
