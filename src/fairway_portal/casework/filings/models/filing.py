"""A promise: this commitment will stand in the log."""

from __future__ import annotations

from django.db import models


class Filing(models.Model):
    """A commitment that was signed for; it stays when its report is deleted."""

    commitment = models.CharField(max_length=64, unique=True)
    week = models.DateField()
    """Its Monday."""
    logged = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.commitment
