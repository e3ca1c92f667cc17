"""An employer or principal that may not be given workers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
from fairway_portal.actors.models import Employer


class BarEntry(Final):
    """A bar, or its end: entries are only ever added, the last one holds."""

    refusal: ClassVar[str] = "an entry on barred employers cannot be changed or deleted"

    class Act(models.TextChoices):
        """What was done."""

        BAR = "bar"
        LIFT = "lift"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="bars")
    country = models.CharField(max_length=3)
    """Whose authority barred it."""
    act = models.CharField(max_length=4, choices=Act.choices)
    effective = models.DateField()
    until = models.DateField(null=True)
    authority = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=300)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT)
    recorded = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["country", "employer"], name="bar_entry")]

    def __str__(self) -> str:
        return f"{self.act} {self.employer_id}"
