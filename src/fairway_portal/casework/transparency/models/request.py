"""A request of an authority for what is in casework."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final


class AuthorityRequest(Final):
    """One request, and what was answered: published as a count. A mistake is corrected by another entry."""

    refusal: ClassVar[str] = "a request of an authority cannot be changed or deleted"
    country = models.CharField(max_length=3)
    authority = models.CharField(max_length=20)
    """`immigration`, `police`, `court`, `labour`, `other`."""
    quarter = models.CharField(max_length=6)
    answer = models.CharField(max_length=20)
    """`refused`, `nothing_to_give`, `envelopes_only`, `contested`, `pending`."""
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    """The entry in whose place this one stands."""
    by = models.BigIntegerField()
    """Primary key of the administrator's `accounts.Person`."""
    key = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return self.authority
