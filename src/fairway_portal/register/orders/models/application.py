"""A worker's application for a job order; it is deleted when it is no longer needed, or when she says so."""

from __future__ import annotations

from django.db import models

from fairway_portal.register.orders.models.order import JobOrder


class JobApplication(models.Model):
    """What she wrote. She has no account: the number of her receipt, of which a hash alone is kept, opens it."""

    class State(models.TextChoices):
        """What became of it."""

        RECEIVED = "received"
        PROPOSED = "proposed"
        REFUSED = "refused"

    order = models.ForeignKey(JobOrder, models.PROTECT, related_name="applications")
    receipt_hash = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=20, unique=True)
    """Says nothing of her: stands in the list of a lottery."""
    name = models.CharField(max_length=120)
    """As she wants to be called."""
    reach = models.CharField(max_length=200)
    reach_hash = models.CharField(max_length=64, null=True)
    """Of the way to reach her. Null: an earlier application of the order has the same one; this one does not count: its
    receipt opens it, so that nobody learns who else applied, and it stands in no list."""
    abilities = models.TextField(blank=True)
    strata = models.JSONField(default=dict)
    """What the quotas of a lottery ask, and nothing else."""
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    made = models.DateField()
    changed = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["order", "made"], name="job_application_order")]
        constraints = [models.UniqueConstraint(fields=["order", "reach_hash"], name="job_application_reach_once")]

    def __str__(self) -> str:
        return self.code
