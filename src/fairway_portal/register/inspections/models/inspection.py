"""An inspection of an agency, and its findings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
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
    closed_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    """The inspection whose findings a follow-up looks at again."""
    summary = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    key = models.UUIDField(null=True, unique=True)
    """Of the form that planned it: sent twice, it plans one."""

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
    public = models.BooleanField(default=True)
    """Whether the public reads it once the inspection is closed."""
    remedy_by = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    """Of the agency: the last one."""
    remedied = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "requirement"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.requirement} {self.result}"


class FindingStep(Final):
    """What happened to a finding after the inspection was closed: answered, remedied, or found unremedied."""

    refusal: ClassVar[str] = "what was said about a finding cannot be changed or deleted"

    class Kind(models.TextChoices):
        """What happened."""

        ANSWER = "answer"
        REMEDIED = "remedied"
        NOT_REMEDIED = "not_remedied"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["finding", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of finding {self.finding_id}"
