"""An invitation to an account: a link that works once."""

from __future__ import annotations

from typing import Any

from django.db import models

from fairway_portal.accounts.models.organisation import Organisation
from fairway_portal.accounts.models.person import Person
from fairway_portal.accounts.models.role import Role


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses a role that this kind of organisation cannot give.

        Raises:
            RoleNotHeld: An agency's people as outreach workers, for instance.
        """
        from fairway_portal.accounts.roles import check_held  # the words of a refusal need these models

        check_held(self.role, self.organisation.kind)
        super().save(*args, **kwargs)
