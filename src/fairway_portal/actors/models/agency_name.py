"""A name of an agency, in any script."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models.agency import Agency


class AgencyName(models.Model):
    """One name: the present one, a former one, a trading name, the same name in another script."""

    class Kind(models.TextChoices):
        """Which name it is."""

        PRESENT = "present"
        FORMER = "former"
        TRADING = "trading"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(max_length=250)
    language = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PRESENT)

    taken_apart = models.TextField(blank=True)
    """As a search compares it (`names.Name.packed`); `actors.indexing` writes it with the agency's keys."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="agency_name_once")]

    def __str__(self) -> str:
        return self.name
