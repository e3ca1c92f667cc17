"""An envelope: age, inside a layer whose key can be destroyed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from fairway_portal.casework.vault.models.report import Report


class Sealed(models.Model):
    """Something sealed: a report, a file, a message, a note of a handler."""

    class Kind(models.TextChoices):
        """What is inside."""

        REPORT = "report"
        ORIGINAL = "original"
        """A file as she sent it."""
        CLEANED = "cleaned"
        """The same file without its metadata, for passing on."""
        MESSAGE = "message"
        """From a handler to her."""
        ANSWER = "answer"
        """From her to the handlers."""
        NOTE = "note"
        """Of a handler, for handlers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="envelopes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    """Order within the report, from 1."""
    envelope = models.BinaryField()
    """The age file, inside the second layer."""
    recipients = models.JSONField(default=list)
    """Fingerprints of the keys it is sealed to; `reporter` for her own."""
    author = models.CharField(max_length=40, blank=True)
    """`worker`, or `person:17`: whose account put it here."""
    written = models.DateField()
    """Monday of the week for what she wrote, the day for what a handler wrote."""
    key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    """Of the form that it came with: the same form sent twice makes one envelope."""
    copy_of = models.UUIDField(null=True, blank=True, editable=False)
    """The envelope whose content this one holds, sealed anew to other keys."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="sealed_number_once")]

    def __str__(self) -> str:
        return self.kind
