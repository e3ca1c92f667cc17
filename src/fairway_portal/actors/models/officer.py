"""A person in post at an agency."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models.agency import Agency


class Officer(models.Model):
    """A director, manager or representative, from a day to a day. Names are for the desk: never public."""

    class Position(models.TextChoices):
        """In which post; some laws make officers liable with the company."""

        DIRECTOR = "director"
        PARTNER = "partner"
        MANAGER = "manager"
        REPRESENTATIVE = "representative"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="officers")
    name = models.CharField(max_length=160)
    position = models.CharField(max_length=16, choices=Position.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.position})"
