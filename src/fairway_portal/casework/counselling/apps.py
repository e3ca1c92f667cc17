"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    """The log of a migrant resource centre."""

    name = "fairway_portal.casework.counselling"
    label = "fairway_counselling"
    verbose_name = "Casework: counselling"
    default_auto_field = "django.db.models.BigAutoField"
