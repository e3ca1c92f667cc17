"""Under which keys an agency is found."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models.agency import Agency


class AgencyKey(models.Model):
    """One key of one agency (`fairway.recruitment.names.keys`), with what every search filters by.

    The index answers a key by itself: country and demonstration are repeated here so that the agency need not be read.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="keys", db_index=False)
    key = models.IntegerField()
    country = models.CharField(max_length=3)
    demonstration = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="agency_key_once")]
        indexes = [models.Index(fields=["key", "country", "demonstration", "agency"], name="agency_key")]

    def __str__(self) -> str:
        return f"{self.key} → {self.agency_id}"
