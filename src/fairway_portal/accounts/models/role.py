"""The roles that people can have."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """A role; `accounts.roles` says which kinds of organisation may give it, and what it allows."""

    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"
    SURVEY_OWNER = "survey_owner"
    OUTREACH = "outreach"
    AGENCY = "agency"
    LICENSING_OFFICER = "licensing_officer"
    SUPERVISOR = "supervisor"
    PANEL_MEMBER = "panel_member"
    HANDLER = "handler"
    IMMIGRATION_OFFICER = "immigration_officer"
