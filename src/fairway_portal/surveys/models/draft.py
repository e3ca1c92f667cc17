"""Answers on their way: what a worker has filled in so far, readable only with the key in her address bar."""

from __future__ import annotations

from django.db import models

from fairway_portal.surveys.models.survey import Version


class Draft(models.Model):
    """Sealed answers; the portal keeps a hash of their key alone."""

    key_hash = models.CharField(max_length=64, unique=True)
    version = models.ForeignKey(Version, models.CASCADE)
    sealed = models.BinaryField()
    """Empty once it was sent: the row stays until it expires, so that sending twice is told from sending nothing."""
    sent = models.BooleanField(default=False)
    expires = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"draft of {self.version}"
