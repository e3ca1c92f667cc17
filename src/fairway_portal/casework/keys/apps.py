"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Who can open reports: offices, their people’s public keys, proofs that the keys are still at hand."""

    name = "fairway_portal.casework.keys"
    label = "fairway_keys"
    verbose_name = "Casework: keys of handlers"
    default_auto_field = "django.db.models.BigAutoField"
