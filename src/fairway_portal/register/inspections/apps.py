"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections and findings, guarantees and their ledger, membership in codes of conduct."""

    name = "fairway_portal.register.inspections"
    label = "fairway_inspections"
    verbose_name = "Register: inspections"
    default_auto_field = "django.db.models.BigAutoField"
