"""A report: a number to find it by, and days. What it says is in its envelopes."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Report(models.Model):
    """One report that was filed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lookup = models.CharField(max_length=64, unique=True, null=True)
    """Derived from her receipt (`safe_reporting.receipts`); null once she, or time, has deleted the report."""
    reporter = models.CharField(max_length=80, blank=True)
    """The age recipient derived from her receipt: messages to her are sealed to it."""
    commitment = models.CharField(max_length=64)
    """Hexadecimal; as the public log of filings has it."""
    filed = models.DateField()
    """Monday of the week."""
    expires = models.DateField()
    withdrawn = models.DateField(null=True, blank=True)
    erased = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "a report"
