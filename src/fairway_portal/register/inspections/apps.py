"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig

from fairway.kernel.text import Text


class InspectionsConfig(AppConfig):
    """Inspections and findings, guarantees and their ledger, membership in codes of conduct."""

    name = "fairway_portal.register.inspections"
    label = "fairway_inspections"
    verbose_name = "Register: inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says what carries out a draw-down, and which sections the page of an agency has."""
        from fairway_portal.register.inspections.actions.drawing import KIND, carry_out  # needs the models
        from fairway_portal.register.licensing.carrying_out import CARRIERS
        from fairway_portal.register.licensing.sections import add_section

        CARRIERS[KIND] = carry_out
        add_section(Text("Inspections"), "agency-inspections")
        add_section(Text("Guarantees"), "agency-guarantees")
        add_section(Text("Codes of conduct"), "agency-conduct")
