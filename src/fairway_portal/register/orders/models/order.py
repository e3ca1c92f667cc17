"""A demand for workers, and the entries of its history."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.orders.states import ACTS, STATES

STATE_CHOICES = [(state.value, state.value) for state in STATES]
ACT_CHOICES = [(act.value, act.value) for act in ACTS]


class JobOrder(models.Model):
    """One order. Its state repeats the last entry of its history, so that lists can be read at once."""

    code = models.CharField(max_length=16, unique=True)
    """Its public name: country of origin, J and number, `NPL-J000012`."""
    origin = models.CharField(max_length=3)
    """ISO 3166-1 alpha-3 of the country whose workers are asked for; its authority keeps the order."""
    destination = models.CharField(max_length=3)
    sector = models.CharField(max_length=20)
    """A key of `recruitment.contracts.fields.SECTORS`."""
    occupation = models.CharField(max_length=4)
    """Unit group of ISCO-08."""
    title = models.CharField(max_length=120)
    """The work, as the employer calls it."""
    places = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="job_orders")
    """Null for direct employment, and between governments."""
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="job_orders")
    terms = models.JSONField(default=dict)
    """The promised terms, as `recruitment.contracts.writing` writes them."""
    costs = models.JSONField(default=dict)
    """Code of a cost (`recruitment.fees.items`) → `employer` or `none`: never the worker."""
    closes = models.DateField()
    """The last day to apply."""
    state = models.CharField(max_length=12, choices=STATE_CHOICES)
    public_until = models.DateField(null=True)
    """The last day on which the public employment service alone places workers."""
    ended = models.DateField(null=True)
    """The day on which it was filled, closed, refused or withdrawn."""
    version = models.PositiveIntegerField(default=0)
    """Number of its last entry: whoever acts says which one she saw."""
    key = models.UUIDField(null=True, unique=True, editable=False)
    """Of the form that it was made with: the same form sent twice makes one order."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["origin", "state", "closes"], name="job_order_work"),
            models.Index(fields=["state", "destination", "closes"], name="job_order_posted"),
        ]

    def __str__(self) -> str:
        return self.code


class JobOrderEntry(Final):
    """One act on an order: who, when, why. Entries are only ever added."""

    refusal: ClassVar[str] = "an entry of the history of a job order cannot be changed or deleted"

    order = models.ForeignKey(JobOrder, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=ACT_CHOICES)
    state = models.CharField(max_length=12, choices=STATE_CHOICES)
    """The one that it led to."""
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    country = models.CharField(max_length=3, blank=True)
    """Of the ministry for which she acted; empty: an agency."""
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    """How demand was verified, which rules are broken, for how many days it is posted."""

    class Meta:
        ordering = ["order", "number"]
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="job_order_entry_once")]

    def __str__(self) -> str:
        return f"{self.order_id}.{self.number} {self.act}"
