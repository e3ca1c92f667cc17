"""The questionnaire on which a survey's owner is working: changed as often as she likes, asked of nobody."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver

from fairway_portal.surveys.desk.errors import PreviewNotSent
from fairway_portal.surveys.models.submission import Submission
from fairway_portal.surveys.models.survey import Survey

PREVIEW: Final = "preview"
"""The purpose of a survey on which an owner walks through her pages."""


class Working(models.Model):
    """A questionnaire in the making; it may contradict itself, and becomes a `Version` once it does not."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="working")
    questionnaire = models.JSONField()
    """As `fairway.exchange.questionnaire_json` writes it."""
    reasons = models.JSONField(default=dict)
    """Name of a question that asks who somebody is → why it has to be asked, in the owner's words."""
    preview = models.ForeignKey(Survey, models.SET_NULL, null=True, related_name="+")
    """A survey that takes no answers, on which the owner walks through the pages."""

    def __str__(self) -> str:
        return f"working questionnaire of {self.survey}"


@receiver(pre_save, sender=Submission)
def keep_no_preview(sender: type[Submission], instance: Submission, **more: object) -> None:
    """A preview is never kept, by whatever door it comes.

    Raises:
        PreviewNotSent: The survey is one for previews.
    """
    if instance.survey.purpose == PREVIEW:
        raise PreviewNotSent
