"""A day by which something must be done."""

from __future__ import annotations

from django.db import models

from fairway_portal.casework.cases.models.case import Case


class CaseDeadline(models.Model):
    """One deadline of a case, by the rule of a country."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    rule = models.CharField(max_length=60)
    """Id of a rule of `safe_reporting.time_limits`."""
    due = models.DateField()
    met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "rule"], name="one_deadline_of_a_rule")]

    def __str__(self) -> str:
        return self.rule
