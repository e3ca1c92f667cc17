"""The app of the Migrant Recruitment Monitor."""

from __future__ import annotations

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """Vouchers, ratings, moderation, publications, replies."""

    name = "fairway_portal.monitor"
    label = "fairway_monitor"
    verbose_name = "Migrant Recruitment Monitor"
    default_auto_field = "django.db.models.BigAutoField"
