"""A request of an authority for what is in casework."""

from __future__ import annotations

from django.db import models


class AuthorityRequest(models.Model):
    """One request, and what was answered: published as a count."""

    country = models.CharField(max_length=3)
    authority = models.CharField(max_length=20)
    """`immigration`, `police`, `court`, `labour`, `other`."""
    quarter = models.CharField(max_length=6)
    answer = models.CharField(max_length=20)
    """`refused`, `nothing_to_give`, `envelopes_only`, `contested`, `pending`."""
    by = models.BigIntegerField()
    """Primary key of the administrator's `accounts.Person`."""
    key = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return self.authority
