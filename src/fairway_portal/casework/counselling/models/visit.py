"""Somebody asked, and was helped."""

from __future__ import annotations

from django.db import models

from fairway_portal.casework.keys.models import Office


class Visit(models.Model):
    """One visit, call or message. Who came is a pseudonym that the centre draws; words go into a sealed note."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="visits")
    person = models.BigIntegerField()
    """Primary key of the counsellor's `accounts.Person`."""
    client = models.CharField(max_length=12, blank=True)
    """Pseudonym: the same for the same client."""
    day = models.DateField()
    channel = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    sex = models.CharField(max_length=1, blank=True)
    language = models.CharField(max_length=8, blank=True)
    destination = models.CharField(max_length=3, blank=True)
    topics = models.JSONField(default=list)
    service = models.CharField(max_length=40)
    referral = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    follow_up = models.DateField(null=True, blank=True)
    note = models.BinaryField(null=True, blank=True)
    """An age envelope, sealed in the counsellor's browser."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    """The entry that this one corrects: an entry is never changed, and is corrected once."""
    struck = models.BooleanField(default=False)
    """A correction that says: it should not have been entered at all."""
    key = models.UUIDField(unique=True, editable=False)
    demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["office", "day"], name="visit_days"),
            models.Index(fields=["office", "client"], name="visit_clients"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
