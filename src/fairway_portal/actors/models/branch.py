"""A branch of an agency."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models.agency import Agency


class Branch(models.Model):
    """An office besides the head office; the agency's licence must name it where the country's rules say so."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="branches")
    name = models.CharField(max_length=250)
    city = models.CharField(max_length=120)
    country = models.CharField(max_length=3)
    approval = models.CharField(max_length=60, blank=True)
    """Number of the approval, where branches need one."""
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"
