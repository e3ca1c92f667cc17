"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Licences, their history, proposals of two people, appeals, and the officer's desk."""

    name = "fairway_portal.register.licensing"
    label = "fairway_licensing"
    verbose_name = "Register: licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says what carries out a proposal on a licence."""
        from fairway_portal.register.licensing.actions.proposals import carry_out_act  # needs the models
        from fairway_portal.register.licensing.carrying_out import CARRIERS

        CARRIERS["licence"] = carry_out_act
