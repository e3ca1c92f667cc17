"""An organisation that works with the portal: a ministry, a union, a resource centre, an agency."""

from __future__ import annotations

from typing import Any

from django.db import models


class Organisation(models.Model):
    """One organisation; its kind decides which roles its people may have."""

    class Kind(models.TextChoices):
        """What it is; labels are said by `accounts.wording`."""

        OPERATOR = "operator"
        MINISTRY = "ministry"
        UNION = "union"
        EMPLOYERS = "employers"
        RESOURCE_CENTRE = "resource_centre"
        COURSE = "course"
        AGENCY = "agency"
        LEGAL_AID = "legal_aid"
        INSPECTORATE = "inspectorate"
        IMMIGRATION = "immigration"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    country = models.CharField(max_length=3, blank=True)
    """ISO 3166-1 alpha-3; empty for an international one."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "country", "kind"], name="one_organisation_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses to become of a kind that cannot give a role which somebody of it already has.

        Raises:
            RoleNotHeld: A union with outreach workers that would be an agency, for instance.
        """
        from fairway_portal.accounts.roles import check_held  # the words of a refusal need these models

        if self.pk:
            for role in self.memberships.values_list("role", flat=True).distinct():
                check_held(role, self.kind)
        super().save(*args, **kwargs)
