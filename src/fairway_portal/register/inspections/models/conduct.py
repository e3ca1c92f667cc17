"""An agency's membership in a code of conduct."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models import Agency


class ConductMembership(models.Model):
    """Self-regulation: which code, run by whom, since when, and who said so."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="conduct")
    code = models.CharField(max_length=200)
    run_by = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)
    """Whether an officer asked those who run the code."""
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code", "since"], name="conduct_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} in {self.code}"
