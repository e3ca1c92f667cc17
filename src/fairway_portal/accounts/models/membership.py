"""What a person may do, and for which organisation."""

from __future__ import annotations

from typing import Any

from django.db import models

from fairway_portal.accounts.models.organisation import Organisation
from fairway_portal.accounts.models.person import Person
from fairway_portal.accounts.models.role import Role


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses a role that this kind of organisation cannot give.

        Raises:
            RoleNotHeld: An agency's people as moderators, for instance.
        """
        from fairway_portal.accounts.roles import check_held  # the words of a refusal need these models

        check_held(self.role, self.organisation.kind)
        super().save(*args, **kwargs)
