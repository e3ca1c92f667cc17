"""The last number given to an agency of a country."""

from __future__ import annotations

from django.db import models


class AgencyNumber(models.Model):
    """One row a country: whoever adds an agency counts it up, so that no code is given twice."""

    country = models.CharField(max_length=3, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.country}-{self.last:06d}"
