"""A set of answers that arrived, once and for all."""

from __future__ import annotations

from django.db import models

from fairway_portal.surveys.models.collector import Collector, Session
from fairway_portal.surveys.models.survey import Survey, Version


class Submission(models.Model):
    """Answers as they were given. The day is kept, never the hour; no address of a device ever is."""

    class Channel(models.TextChoices):
        """By which door it came."""

        PAGES = "pages"
        OPENROSA = "openrosa"
        OUTREACH = "outreach"
        IMPORT = "import"

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="submissions")
    version = models.ForeignKey(Version, models.PROTECT)
    instance = models.UUIDField()
    """Made where it was filled in; the same instance arriving again is the same submission."""
    content_hash = models.CharField(max_length=64)
    answers = models.JSONField()
    """Name of a question → answer; name of a repeated page → list of such."""
    language = models.CharField(max_length=16, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    received = models.DateField(db_index=True)
    collector = models.ForeignKey(Collector, models.SET_NULL, null=True)
    session = models.ForeignKey(Session, models.SET_NULL, null=True)
    faults = models.JSONField(default=list)
    """What an answer says that the questionnaire does not allow: kept, and shown to the owner."""
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "instance"], name="submission_once")]

    def __str__(self) -> str:
        return str(self.instance)


class Conflict(models.Model):
    """Other answers that came under the instance of a submission: kept for the owner to look at, never in its place."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="conflicts")
    content_hash = models.CharField(max_length=64)
    answers = models.JSONField()
    received = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "content_hash"], name="conflict_once")]

    def __str__(self) -> str:
        return f"conflict with {self.submission}"


class Attachment(models.Model):
    """A file that came with a submission (a photograph, a recording), whole or not at all."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "name"], name="attachment_once")]

    def __str__(self) -> str:
        return self.name
