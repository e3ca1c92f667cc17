"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Licences, their history, proposals of two people, appeals, and the officer's desk."""

    name = "fairway_portal.register.licensing"
    label = "fairway_licensing"
    verbose_name = "Register: licensing"
    default_auto_field = "django.db.models.BigAutoField"
