"""A case of a handler's office."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from fairway_portal.casework.keys.models import Office


class Case(models.Model):
    """One case. Names, stories, exact sums stand in sealed notes; here is what work needs to be planned."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey("fairway_vault.Report", models.PROTECT, related_name="cases")
    """Each office that a report is sealed to, or referred to, has its own case of it."""
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=12, unique=True)
    """Random, with a check digit; the worker is known by it before a tribunal."""
    type = models.CharField(max_length=40)
    """Code of a `CaseType`."""
    state = models.CharField(max_length=24)
    country = models.CharField(max_length=3, blank=True)
    """ISO 3166-1 alpha-3: whose law sets its deadlines; a handler sets it."""
    assigned = models.BigIntegerField(null=True, blank=True)
    """Primary key of `accounts.Person`."""
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Number of its last event: of two handlers who act at once, the second is told."""
    read = models.PositiveIntegerField(default=0)
    """Number of the newest envelope of hers that somebody of the office has fetched: what is newer is new."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "office"], name="one_case_of_an_office")]
        indexes = [models.Index(fields=["office", "state", "opened"], name="case_work")]

    def __str__(self) -> str:
        return self.number
