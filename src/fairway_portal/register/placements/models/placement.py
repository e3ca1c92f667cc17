"""A worker's contract as the authority registered it: who recruited, for whom, where; never who the worker is."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models import Agency, Employer


class Placement(models.Model):
    """One contract. The worker is a reference of the authority; her name is not kept here."""

    number = models.CharField(max_length=40)
    """Of the contract in the origin's own records: `NPL-2026-0001234`; another country may give the same."""
    origin = models.CharField(max_length=3)
    destination = models.CharField(max_length=3)
    sector = models.CharField(max_length=20)
    """A key of `recruitment.contracts.fields.SECTORS`."""
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="placements", db_index=False)
    """Null for direct employment, and between governments."""
    sub_agent = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    principal = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+", db_index=False)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="placements", db_index=False)
    signed = models.DateField()
    begins = models.DateField()
    ends = models.DateField(null=True)
    terms = models.JSONField(default=dict)
    """The terms that were signed, as `recruitment.contracts` writes them; may be empty."""
    found = models.TextField(blank=True)
    """Why it stands here though it would have been refused: the contract exists anyway. Empty: it was not refused."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "origin"], name="placement_number_once")]
        indexes = [
            models.Index(fields=["agency", "begins"], name="placement_agency"),
            models.Index(fields=["employer", "begins"], name="placement_employer"),
        ]

    def __str__(self) -> str:
        return self.number
