"""A scheme whose places are given by a lottery: its rounds, steps, lists and records."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
from fairway_portal.register.orders.models.order import JobOrder


class Scheme(models.Model):
    """One scheme, with the terms and the state of its present round; what happened stands in its steps."""

    class State(models.TextChoices):
        """How far the round is."""

        OPEN = "open"
        FROZEN = "frozen"
        DRAWN = "drawn"
        VOID = "void"

    slug = models.CharField(max_length=50, unique=True)
    title = models.CharField(max_length=120)
    country = models.CharField(max_length=3)
    """Of the authority that keeps it."""
    order = models.OneToOneField(JobOrder, models.PROTECT, null=True, related_name="scheme")
    """Its applications stand in the list; null: all numbers are entered."""
    parties = models.JSONField()
    """`[{"name": …, "organisation": key or null}]`; null: elsewhere, what it publishes is typed in."""
    places = models.PositiveIntegerField()
    quotas = models.JSONField(default=list)
    leftover = models.CharField(max_length=4)
    draw_name = models.CharField(max_length=120, blank=True)
    draw_day = models.DateField(null=True)
    closes = models.DateTimeField()
    reveal_until = models.DateTimeField()
    opened = models.DateTimeField()
    round = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    name = models.CharField(max_length=100)
    """Of the round, with its terms (`lottery.terms.scheme_name`)."""
    list_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Number of its last step: whoever acts says which one she saw."""
    key = models.UUIDField(null=True, unique=True, editable=False)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug


class SchemeStep(Final):
    """Something that happened in a round: public, with its moment, but for who did it."""

    refusal: ClassVar[str] = "a step of a lottery cannot be changed or deleted"

    class Kind(models.TextChoices):
        """What."""

        OPENED = "opened"
        COMMITMENT = "commitment"
        FROZEN = "frozen"
        REVEAL = "reveal"
        PUBLIC_NUMBER = "public_number"
        DRAWN = "drawn"
        VOID = "void"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    party = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=100, blank=True)
    """Name of the round, commitment, hash of the list, seed, public number."""
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["scheme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_step_once"),
            models.UniqueConstraint(fields=["scheme", "round", "kind", "party"], name="scheme_step_of_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}.{self.number} {self.kind}"


class EnteredNumber(models.Model):
    """A number that an officer entered: of an application that was received elsewhere. In the list of every round."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="entered")
    number = models.CharField(max_length=40)
    strata = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="entered_number_once")]

    def __str__(self) -> str:
        return self.number


class ListedNumber(Final):
    """A number in the frozen list of a round."""

    refusal: ClassVar[str] = "a frozen list cannot be changed"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="listed")
    round = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    strata = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "round", "number"], name="listed_number_once")]

    def __str__(self) -> str:
        return self.number


class SchemeRecord(Final):
    """The record of a round that was drawn or became void, as it is published."""

    refusal: ClassVar[str] = "the record of a lottery cannot be changed or deleted"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="records")
    round = models.PositiveIntegerField()
    record = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "round"], name="scheme_record_once")]

    def __str__(self) -> str:
        return f"{self.scheme_id}.{self.round}"
