"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class EscrowConfig(AppConfig):
    """Reports that are released only when others name the same agency."""

    name = "fairway_portal.casework.escrow"
    label = "fairway_escrow"
    verbose_name = "Casework: information escrow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Has what waits go with its report."""
        from fairway_portal.casework.escrow.actions import watch

        watch()
