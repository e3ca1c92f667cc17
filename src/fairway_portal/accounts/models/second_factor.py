"""A second factor: something a person has, beside the password she knows."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models.person import Person


class SecondFactor(models.Model):
    """A secret shared with her authenticator app, and how far its codes were used."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="second_factor")
    sealed = models.BinaryField()
    """The secret, encrypted under the installation's key: a copy of the database alone gives no codes."""
    since = models.DateField(auto_now_add=True)
    last_step = models.BigIntegerField(default=0)
    """Number of the half-minute of the last code that was taken: each works once."""
    failures = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return "a second factor"


class RecoveryCode(models.Model):
    """A code that works once, for when the telephone is lost."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    """HMAC-SHA-256 under the installation's key; the code has 123 random bits."""
    used = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["factor", "digest"], name="one_recovery_code")]

    def __str__(self) -> str:
        return "a recovery code"
