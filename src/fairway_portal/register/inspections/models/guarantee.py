"""A guarantee that answers for claims of workers, and its ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final, Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.models import Licence, Proposal


class Guarantee(models.Model):
    """One escrow account, bond or deposit of an agency. Amounts are whole units of the currency's smallest coin."""

    class Kind(models.TextChoices):
        """In which form."""

        ESCROW = "escrow"
        BOND = "bond"
        DEPOSIT = "deposit"
        INSURANCE = "insurance"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="guarantees")
    licence = models.ForeignKey(Licence, models.PROTECT, null=True, related_name="guarantees")
    country = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    holder = models.CharField(max_length=200)
    """Bank, insurer or office that holds it."""
    instrument = models.CharField(max_length=80)
    """Number of the account, bond or policy."""
    currency = models.CharField(max_length=3)
    required = models.BigIntegerField()
    held = models.BigIntegerField(default=0)
    """The balance: what the ledger's entries add up to."""
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Number of its last entry."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(held__gte=0), name="guarantee_never_overdrawn"),
            models.CheckConstraint(condition=models.Q(required__gt=0), name="guarantee_required"),
            models.UniqueConstraint(fields=["country", "kind", "instrument"], name="guarantee_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.instrument} of {self.agency_id}"


class GuaranteeEntry(Final):
    """One movement: entries of a guarantee add up to its balance, each says the balance after it."""

    refusal: ClassVar[str] = "an entry of the ledger of a guarantee cannot be changed or deleted"

    class Kind(models.TextChoices):
        """Why money moved."""

        DEPOSIT = "deposit"
        REPLENISHMENT = "replenishment"
        DRAW_DOWN = "draw_down"
        RELEASE = "release"
        REVERSAL = "reversal"

    guarantee = models.ForeignKey(Guarantee, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    amount = models.BigIntegerField()
    """More than nothing into the guarantee, less than nothing out of it."""
    balance = models.BigIntegerField()
    on = models.DateField()
    recorded = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True)
    reference = models.CharField(max_length=80, blank=True)
    """Of the bank's slip, or the decision on a claim; never a worker's name."""
    reason = models.TextField()
    legal_basis = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True)

    class Meta:
        ordering = ["guarantee", "number"]
        constraints = [
            models.UniqueConstraint(fields=["guarantee", "number"], name="guarantee_entry_once"),
            models.CheckConstraint(condition=models.Q(balance__gte=0), name="guarantee_entry_not_overdrawn"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="guarantee_entry_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.guarantee_id}.{self.number} {self.amount}"
