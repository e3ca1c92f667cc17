"""A row of an edition, and what changed with it."""

from __future__ import annotations

from django.db import models

from fairway.recruitment.rosters.differences import CHANGES
from fairway.recruitment.rosters.matching import KINDS
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.rosters.models.vintage import Vintage


class RosterRow(models.Model):
    """One row: what the list says, which agency it seems to be, what an officer decided.

    It says what another authority published: a licence that this register grants is a `Licence`.
    """

    class Decision(models.TextChoices):
        """What an officer decided of an uncertain row."""

        NONE = ""
        SAME = "same"
        NEW = "new"
        LEFT_OUT = "left_out"

    vintage = models.ForeignKey(Vintage, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=250)
    other_name = models.CharField(max_length=250, blank=True)
    licence_number = models.CharField(max_length=60, blank=True)
    city = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, blank=True)
    """A code of `fairway.recruitment.rosters.fields.STATUSES`."""
    status_words = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    kind = models.CharField(max_length=10, blank=True, choices=[(kind, kind) for kind in KINDS])
    """What the comparison found; empty: not compared yet."""
    confidence = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    """Templates of the reasons, with their values."""
    rivals = models.JSONField(default=list)
    """Codes of other agencies that it may be."""
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="roster_rows")
    """The one that it is or may be; of a new one, the agency that publishing added."""
    decision = models.CharField(max_length=8, blank=True, choices=Decision.choices, default=Decision.NONE)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vintage", "line"], name="roster_row_once")]
        indexes = [models.Index(fields=["vintage", "kind", "decision"], name="roster_review")]

    def __str__(self) -> str:
        return f"{self.vintage_id}:{self.line} {self.name}"


class RosterChange(models.Model):
    """One change that publishing an edition made known."""

    vintage = models.ForeignKey(Vintage, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in CHANGES])
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="roster_changes")
    before = models.CharField(max_length=250, blank=True)
    after = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes = [models.Index(fields=["vintage", "kind", "id"], name="roster_change")]

    def __str__(self) -> str:
        return f"{self.vintage_id} {self.kind} {self.agency_id}"
