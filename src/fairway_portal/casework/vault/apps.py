"""The app of this part of casework."""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Sealed reports and what belongs to them, and the keys that are destroyed when they expire."""

    name = "fairway_portal.casework.vault"
    label = "fairway_vault"
    verbose_name = "Casework: the vault"
    default_auto_field = "django.db.models.BigAutoField"
