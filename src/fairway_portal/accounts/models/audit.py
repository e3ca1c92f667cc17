"""The record of what people with accounts did. Nothing in it tells of a worker."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from fairway.kernel.errors import InternalError
from fairway_portal.accounts.models.person import Person


class RecordIsFinal(InternalError):
    """Somebody's code would change or take away an entry of the record."""

    def __init__(self) -> None:
        super().__init__(
            "An entry of the record of actions cannot be changed or deleted.",
            advice="Add another entry that says what was wrong with it.",
        )


class Entries(models.QuerySet["AuditEntry"]):
    """Entries as they are asked for; changing many at once is refused as changing one is."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise RecordIsFinal

    def delete(self) -> NoReturn:
        """Refused."""
        raise RecordIsFinal


class AuditEntry(models.Model):
    """One action: who, when, on what, why. Entries are only ever added; the database itself refuses the rest."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    """Null for what the portal did by itself, or a command on its machine."""
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    """What it was done to: `agency NPL-000012`, `publication 3`."""
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    objects = Entries.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the entry.

        Raises:
            RecordIsFinal: It is there already.
        """
        if not self._state.adding:
            raise RecordIsFinal
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused.

        Raises:
            RecordIsFinal: Always.
        """
        raise RecordIsFinal
