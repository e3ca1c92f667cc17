"""A guarantee that answers for claims of workers, and its ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate

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
    """Its last day, where a bond or policy has one."""
    opened = models.DateField(default=localdate)
    ended = models.DateField(null=True, blank=True)
    """The day on which everything was released after the licence had ended."""
    key = models.UUIDField(null=True, unique=True)
    """Of the form that opened it: sent twice, it opens one."""
    version = models.PositiveIntegerField(default=0)
    """Number of its last entry."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(held__gte=0), name="guarantee_never_overdrawn"),
            models.CheckConstraint(condition=models.Q(required__gt=0), name="guarantee_required"),
            models.UniqueConstraint(fields=["country", "kind", "instrument"], name="guarantee_once"),
        ]
        indexes = [models.Index(fields=["country", "ended"], name="guarantee_work")]

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
    key = models.UUIDField(null=True, unique=True)
    """Of the form that made it: sent twice, it moves money once."""

    class Meta:
        ordering = ["guarantee", "number"]
        constraints = [
            models.UniqueConstraint(fields=["guarantee", "number"], name="guarantee_entry_once"),
            models.CheckConstraint(condition=models.Q(balance__gte=0), name="guarantee_entry_not_overdrawn"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="guarantee_entry_moves"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0)
                | models.Q(kind="release")
                | (models.Q(approved_by__isnull=False) & ~models.Q(approved_by=models.F("by"))),
                name="guarantee_entry_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guarantee_id}.{self.number} {self.amount}"


class ReplenishmentNotice(Final):
    """What an agency was told to pay in, by when; it is met once the guarantee holds what is required."""

    refusal: ClassVar[str] = "a notice to replenish a guarantee cannot be changed or deleted"

    guarantee = models.ForeignKey(Guarantee, models.PROTECT, related_name="notices")
    missing = models.BigIntegerField()
    """Unit: the currency's smallest coin."""
    due = models.DateField()
    legal_basis = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["guarantee", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(missing__gt=0), name="notice_of_something")]

    def __str__(self) -> str:
        return f"notice on {self.guarantee_id}, due {self.due}"
