"""A recruitment agency."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Organisation


class Agency(models.Model):
    """One agency, whether licensed or not: its licence, with its history, is the register's."""

    class Kind(models.TextChoices):
        """Private or public employment service, or one who recruits for an agency."""

        PRIVATE = "private"
        PUBLIC = "public"
        SUB_AGENT = "sub_agent"

    code = models.CharField(max_length=16, unique=True)
    """Its public name in addresses and files: country and number, `NPL-000012`."""
    name = models.CharField(max_length=250)
    country = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PRIVATE)
    licence_number = models.CharField(max_length=60, blank=True)
    """As the list it was read from writes it; whether it is in force is the register's."""
    city = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=250, blank=True)
    """Publisher and edition of the list it was read from."""
    organisation = models.OneToOneField(Organisation, models.SET_NULL, null=True, blank=True, related_name="agency")
    """Whose people may speak for it."""
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    """The agency that this one turned out to be; never one that is itself joined to another."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["country", "licence_number"], name="agency_licence"),
            models.Index(fields=["demonstration", "country"], name="agency_country"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
