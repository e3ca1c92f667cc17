"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig


class RostersConfig(AppConfig):
    """Public lists of recruiters: imported, matched, compared between vintages."""

    name = "fairway_portal.register.rosters"
    label = "fairway_rosters"
    verbose_name = "Register: rosters"
    default_auto_field = "django.db.models.BigAutoField"
