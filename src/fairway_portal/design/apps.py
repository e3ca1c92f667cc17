"""The app that carries the static files."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Static files and templates; no models."""

    name = "fairway_portal.design"
    label = "fairway_design"
    verbose_name = "Design"
