"""A survey: a questionnaire that somebody owns, in its versions."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Organisation


class Survey(models.Model):
    """A questionnaire that can be answered while it is open."""

    class State(models.TextChoices):
        """Only an open survey takes answers; a closed one still takes what was collected while it was open."""

        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    slug = models.SlugField(max_length=60, unique=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="surveys")
    """Null for the portal's own (the rating of recruiters)."""
    purpose = models.CharField(max_length=20, blank=True)
    """Who receives its submissions besides this room: a key of the setting SURVEY_RECEIVERS, or nothing."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    public = models.BooleanField(default=True)
    """Whether anybody may answer on the pages; if not, only collectors."""
    current = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """One wording of a survey's questionnaire; never changed, so that every answer keeps its questions."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="versions")
    form_id = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    questionnaire = models.JSONField()
    """As `fairway.exchange.questionnaire_json` writes it."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of the questionnaire."""
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "version"], name="one_version_of_a_survey")]
        indexes = [models.Index(fields=["form_id", "version"], name="version_form")]

    def __str__(self) -> str:
        return f"{self.form_id} {self.version}"
