"""The app of the Migrant Recruitment Monitor."""

from __future__ import annotations

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """Vouchers, ratings, moderation, publications, replies."""

    name = "fairway_portal.monitor"
    label = "fairway_monitor"
    verbose_name = "Migrant Recruitment Monitor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keeps the portal's own surveys in step with the questionnaires of this version."""
        from django.db.models.signals import post_migrate

        from fairway_portal.monitor.own_surveys import keep_surveys

        post_migrate.connect(keep_surveys, sender=self)
