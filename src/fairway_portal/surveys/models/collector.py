"""Those who collect answers for others: a device with ODK Collect, an outreach worker with paper forms."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.surveys.models.survey import Survey


class Collector(models.Model):
    """A device or person whose address holds a secret (as in ODK Central's app users); only its hash is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="collectors")
    surveys = models.ManyToManyField(Survey, related_name="collectors")
    revoked = models.BooleanField(default=False)
    made = models.DateField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One occasion on which an organisation collected answers: a visit to a camp, a course, a Sunday at the union."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sessions")
    label = models.CharField(max_length=120)
    day = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True)
    key = models.UUIDField(unique=True)
    """Made by the device that entered it, so that sending it twice makes one."""

    def __str__(self) -> str:
        return f"{self.label} ({self.day})"
