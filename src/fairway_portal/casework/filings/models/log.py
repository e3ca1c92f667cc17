"""The log itself: leaves in their order, and the signed head of each day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fairway_portal.accounts.models import Final


class Leaf(Final):
    """One entry of the log."""

    class Kind(models.TextChoices):
        """What is committed to."""

        FILING = "filing"
        DIRECTORY = "directory"
        """The list of handlers' public keys as it stood."""

    refusal: ClassVar[str] = "an entry of the log of filings cannot be changed or deleted"
    index = models.PositiveBigIntegerField(unique=True)
    """From 0."""
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    commitment = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.index}"


class TreeHead(Final):
    """The root of the log at the end of a day, signed."""

    refusal: ClassVar[str] = "a head of the log of filings cannot be changed or deleted"
    day = models.DateField(unique=True)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    signature = models.TextField()

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
