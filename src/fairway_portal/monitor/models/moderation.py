"""What moderators decided, and why."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person
from fairway_portal.monitor.models.rating import Rating


class Decision(models.Model):
    """A moderator's word on one rating or on a cluster of them, which later runs of the detection respect."""

    rating = models.OneToOneField(Rating, models.CASCADE, null=True, related_name="decision")
    cluster = models.CharField(max_length=80, blank=True)
    keep = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster"], condition=~models.Q(cluster=""), name="decision_once"),
        ]

    def __str__(self) -> str:
        return f"{'keep' if self.keep else 'out'}: {self.cluster or self.rating}"


class ModerationEntry(models.Model):
    """One line of the moderation log; the public part says what was done and why, never by whom or to which rating."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    """Null for what the detection did by itself."""
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    agency = models.ForeignKey("fairway_actors.Agency", models.PROTECT, null=True)
    reason = models.TextField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"
