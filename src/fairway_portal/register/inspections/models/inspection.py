"""An inspection of an agency, and its findings."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency


class Inspection(models.Model):
    """One visit, planned or done."""

    class Kind(models.TextChoices):
        """What led to it."""

        PLANNED = "planned"
        COMPLAINTS = "complaints"
        RENEWAL = "renewal"
        FOLLOW_UP = "follow_up"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="inspections")
    country = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    planned = models.DateField()
    done = models.DateField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    """Its findings are final; nothing that identifies a worker who complained ever stands in one."""
    summary = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["country", "closed", "planned"], name="inspection_work")]

    def __str__(self) -> str:
        return f"inspection {self.pk} of {self.agency_id}"


class Finding(models.Model):
    """What was found on one of the 13 principles or 31 guidelines."""

    class Result(models.TextChoices):
        """How far the requirement is met."""

        MET = "met"
        PARTLY = "partly"
        NOT_MET = "not_met"
        NOT_EXAMINED = "not_examined"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    requirement = models.CharField(max_length=4)
    """`P7` or `G15`: a code of `recruitment.licences.principles`."""
    result = models.CharField(max_length=12, choices=Result.choices)
    words = models.TextField(blank=True)
    remedy_by = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    """Of the agency."""
    remedied = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "requirement"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.requirement} {self.result}"
