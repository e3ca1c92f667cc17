"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Signed tokens and the public log by which nobody can deny that a report was filed."""

    name = "fairway_portal.casework.filings"
    label = "fairway_filings"
    verbose_name = "Casework: proof of filing"
    default_auto_field = "django.db.models.BigAutoField"
