"""The app of questionnaires and their answers."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys, drafts, submissions."""

    name = "fairway_portal.surveys"
    label = "fairway_surveys"
    verbose_name = "Surveys"
    default_auto_field = "django.db.models.BigAutoField"
