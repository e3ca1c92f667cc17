"""A file that proves something: kept with its checksum, served only to those who may see it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
from fairway_portal.actors.models import Agency


class Evidence(Final):
    """One file; what it belongs to points to it."""

    refusal: ClassVar[str] = "a piece of evidence cannot be changed or deleted"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="evidence")
    subject = models.CharField(max_length=60)
    """What it proves: `licence 12 entry 3`, `inspection 7`, `appeal 2`, `proposal 5`."""
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    checksum = models.CharField(max_length=64)
    """SHA-256 of the contents."""
    contents = models.BinaryField()
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="evidence_subject")]

    def __str__(self) -> str:
        return self.name
