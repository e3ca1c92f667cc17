"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Who recruited whom for whom: relations, contracts, and who is liable for a claim."""

    name = "fairway_portal.register.placements"
    label = "fairway_placements"
    verbose_name = "Register: placements"
    default_auto_field = "django.db.models.BigAutoField"
