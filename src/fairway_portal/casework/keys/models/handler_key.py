"""The public key of somebody who opens reports; the private one never comes here."""

from __future__ import annotations

from django.db import models

from fairway_portal.casework.keys.models.office import Office


class HandlerKey(models.Model):
    """One age recipient. A row is never deleted: what was sealed to it must stay explainable."""

    class Purpose(models.TextChoices):
        """What it is for."""

        HANDLER = "handler"
        RECOVERY = "recovery"
        """Kept off line; opens what is left when every other key is lost."""
        ESCROW = "escrow"

    office = models.ForeignKey(Office, models.PROTECT, related_name="keys")
    person = models.BigIntegerField()
    """Primary key of `accounts.Person`."""
    public = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.HANDLER)
    since = models.DateField()
    proved = models.DateField(null=True, blank=True)
    """When its holder last showed that she can open what is sealed to it."""
    retired = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.fingerprint
