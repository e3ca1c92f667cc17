"""A count that left casework through the one reviewed function."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final


class PublishedCell(Final):
    """One cell of a table of one quarter; once published it stays as it is."""

    refusal: ClassVar[str] = "a count that was published cannot be changed or deleted"
    period = models.CharField(max_length=6)
    """`2026Q4`."""
    table = models.CharField(max_length=40)
    cell = models.CharField(max_length=80)
    value = models.BigIntegerField(null=True)
    """Rounded; null where it is withheld."""
    reason = models.CharField(max_length=20, blank=True)
    """Why it is withheld: `few`, `dominated`, `derivable`."""
    published = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "table", "cell"], name="published_cell_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.cell}"
