"""What one officer proposes and another must approve, and the views of the panel on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.models.licence import Licence


class Proposal(models.Model):
    """An act that takes two people: a revocation, a draw-down of a guarantee."""

    class Kind(models.TextChoices):
        """What is proposed."""

        LICENCE = "licence"
        DRAW_DOWN = "draw_down"

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        APPROVED = "approved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    country = models.CharField(max_length=3)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="proposals")
    licence = models.ForeignKey(Licence, models.PROTECT, null=True, related_name="proposals")
    subject = models.PositiveBigIntegerField(null=True)
    """Of another part of the register: the key of a guarantee."""
    saw = models.PositiveIntegerField(default=0)
    """The version of what it is about that the proposer saw; another one by now: it cannot be approved."""
    asked = models.JSONField(default=dict)
    """The act as it will be carried out: plain values, read again by the action that carries it out."""
    reason = models.TextField()
    legal_basis = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("proposed_by"))
                | models.Q(state="withdrawn"),
                name="proposal_two_people",
            ),
            models.UniqueConstraint(
                fields=["licence"], condition=models.Q(state="waiting", kind="licence"), name="one_proposal_waits"
            ),
        ]
        indexes = [models.Index(fields=["country", "state"], name="proposal_work")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"


class PanelView(Final):
    """What one side of a tripartite panel thinks of a proposal."""

    refusal: ClassVar[str] = "a view of the panel cannot be changed or deleted"

    class Side(models.TextChoices):
        """Government, employers, workers."""

        GOVERNMENT = "government"
        EMPLOYERS = "employers"
        WORKERS = "workers"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="views")
    side = models.CharField(max_length=12, choices=Side.choices)
    agrees = models.BooleanField()
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "side"], name="one_view_of_a_side")]

    def __str__(self) -> str:
        return f"{self.side} on {self.proposal_id}"
