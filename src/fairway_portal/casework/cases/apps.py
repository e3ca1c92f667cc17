"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """What handlers do: cases, their deadlines, disclosures with consent, remedies, claims."""

    name = "fairway_portal.casework.cases"
    label = "fairway_cases"
    verbose_name = "Casework: cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Has cases erased with their reports."""
        from fairway_portal.casework.cases.actions.erasing import watch

        watch()
