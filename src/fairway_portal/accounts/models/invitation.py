"""An invitation to an account: a link that works once."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models.membership import Role
from fairway_portal.accounts.models.organisation import Organisation
from fairway_portal.accounts.models.person import Person


class Invitation(models.Model):
    """Who was invited to do what; only a hash of the link's secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    role = models.CharField(max_length=20, choices=Role.choices)
    by = models.ForeignKey(Person, models.SET_NULL, null=True)
    expires = models.DateTimeField()
    taken = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.email} ({self.role}, {self.organisation})"
