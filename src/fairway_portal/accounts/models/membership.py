"""What a person may do, and for which organisation."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models.organisation import Organisation
from fairway_portal.accounts.models.person import Person


class Role(models.TextChoices):
    """A role; `accounts.permissions` says which kinds of organisation may give it, and what it allows."""

    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"
    SURVEY_OWNER = "survey_owner"
    OUTREACH = "outreach"
    AGENCY = "agency"


class Membership(models.Model):
    """A person's role in an organisation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="one_membership_of_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role}, {self.organisation})"
