"""Vouchers: cards with a number that a union, a resource centre or a course hands to a worker."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Organisation


class VoucherBatch(models.Model):
    """Cards that were made together."""

    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="voucher_batches")
    label = models.CharField(max_length=120)
    made = models.DateField()
    expires = models.DateField()
    revoked = models.BooleanField(default=False)
    """Stolen or lost: what is not yet used no longer counts."""
    key = models.UUIDField(unique=True, null=True)
    """Of the form that asked for it, so that sending it twice makes one batch."""
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.label} ({self.issuer})"


class Voucher(models.Model):
    """One card. It does not say for which rating it was used, and the rating does not say which card it used."""

    code_hash = models.CharField(max_length=64, unique=True)
    """HMAC of its 16 digits under the portal's key."""
    batch = models.ForeignKey(VoucherBatch, models.CASCADE, related_name="vouchers")
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"voucher of {self.batch}"
