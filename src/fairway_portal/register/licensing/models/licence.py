"""A licence, and the entries of its history."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway.recruitment.licences.states import ACTS, STATES
from fairway_portal.accounts.models import Final, Person
from fairway_portal.actors.models import Agency

STATE_CHOICES = [(state.value, state.value) for state in STATES]
ACT_CHOICES = [(act.value, act.value) for act in ACTS]


class Licence(models.Model):
    """One licence. What it says here repeats the last entry of its history, so that lists can be read at once."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="licences")
    number = models.CharField(max_length=60, blank=True)
    """Given when it is granted."""
    country = models.CharField(max_length=3)
    """ISO 3166-1 alpha-3 of the authority's country."""
    authority = models.CharField(max_length=200)
    sectors = models.JSONField(default=list)
    """Codes of `ratings.items.SECTORS` for which it is given; empty: all."""
    destinations = models.JSONField(default=list)
    """ISO 3166-1 alpha-3 of the countries for which it is given; empty: all."""
    state = models.CharField(max_length=12, choices=STATE_CHOICES)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    """The last day of a suspension that ends by itself."""
    conditions = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    """Number of its last entry: whoever acts says which one she saw, so that of two officers the second is told."""
    key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    """Of the form that it was applied for with: the same form sent twice makes one licence."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "number"], condition=~models.Q(number=""), name="licence_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="licence_days_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["country", "state", "valid_to"], name="licence_work"),
            models.Index(fields=["agency", "state"], name="licence_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.number or 'application'} ({self.agency_id})"


class LicenceEntry(Final):
    """One act on a licence: who, when, on what basis, why. Entries are only ever added."""

    refusal: ClassVar[str] = "an entry of the history of a licence cannot be changed or deleted"

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20, choices=ACT_CHOICES)
    state = models.CharField(max_length=12, choices=STATE_CHOICES)
    """The one that it led to."""
    effective = models.DateField()
    recorded = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Null for what the portal did by itself: an expiry."""
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=300)
    reason = models.TextField()
    """Public where the act is."""
    note = models.TextField(blank=True)
    """For the desk alone."""
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    until = models.DateField(null=True)
    conditions = models.TextField(blank=True)
    appeal = models.ForeignKey("fairway_licensing.Appeal", models.PROTECT, null=True, related_name="entries")
    """The appeal that this entry carries out."""

    class Meta:
        ordering = ["licence", "number"]
        constraints = [
            models.UniqueConstraint(fields=["licence", "number"], name="licence_entry_once"),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | models.Q(by=None) | ~models.Q(approved_by=models.F("by")),
                name="licence_entry_two_people",
            ),
        ]
        indexes = [models.Index(fields=["act", "effective"], name="licence_entry_act")]

    def __str__(self) -> str:
        return f"{self.licence_id}.{self.number} {self.act}"
