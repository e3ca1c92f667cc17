"""What came of a case, coarse enough to be counted; the exact sums stand in a sealed note."""

from __future__ import annotations

from django.db import models

from fairway_portal.casework.cases.models.case import Case


class Remedy(models.Model):
    """Something that she got back."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="remedies")
    kind = models.CharField(max_length=40)
    """Code of `safe_reporting.remedies`."""
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    """Rounded to two significant figures."""
    currency = models.CharField(max_length=3, blank=True)
    quarter = models.CharField(max_length=6)
    """`2026Q4`."""
    key = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return self.kind


class Claim(models.Model):
    """A claim against somebody who is liable; who that is stands in a sealed note."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="claims")
    against = models.CharField(max_length=20)
    """Part that the liable one plays: `agency`, `employer`, `guarantor`, …"""
    basis = models.CharField(max_length=60)
    """Id of the rule of `recruitment.liability`."""
    state = models.CharField(max_length=16)
    """`claimed`, `agreed`, `paid`, `refused`, `withdrawn`."""
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    """Rounded to two significant figures."""
    currency = models.CharField(max_length=3, blank=True)
    quarter = models.CharField(max_length=6)
    key = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return self.against
