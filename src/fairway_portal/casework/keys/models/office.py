"""An organisation that takes reports, as workers choose it."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Organisation


class Office(models.Model):
    """One organisation of `accounts` that takes reports; nothing refers from this database to that one but a number."""

    organisation = models.BigIntegerField(unique=True)
    """Primary key of `accounts.Organisation`."""
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Organisation.Kind.choices)
    country = models.CharField(max_length=3)
    """ISO 3166-1 alpha-3: under whose law it works; decides whether it has a duty to report to immigration."""
    serves = models.JSONField(default=list)
    """ISO 3166-1 alpha-3 of the countries where the workers it helps are; empty: all."""
    languages = models.JSONField(default=list)
    telephone = models.CharField(max_length=60, blank=True)
    website = models.URLField(blank=True)
    open = models.BooleanField(default=True)
    escrow = models.BooleanField(default=False)
    """Whether it holds reports back until others name the same agency."""
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
