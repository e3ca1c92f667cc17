"""The app of people and organisations."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, roles, audit."""

    name = "fairway_portal.accounts"
    label = "fairway_accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"
