"""The app of the pages that show figures."""

from __future__ import annotations

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    """Pages only: figures are read from the warehouse, never from Django's database."""

    name = "fairway_portal.observatory"
    label = "fairway_observatory"
    verbose_name = "Observatory"
