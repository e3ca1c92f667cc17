"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    """Counts that leave casework, and requests that were made for it."""

    name = "fairway_portal.casework.transparency"
    label = "fairway_transparency"
    verbose_name = "Casework: what is published"
    default_auto_field = "django.db.models.BigAutoField"
