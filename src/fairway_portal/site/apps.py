"""The app that carries the site's management commands and jobs."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site: no models, two commands and one job."""

    name = "fairway_portal.site"
    label = "fairway_site"
    verbose_name = "Fairway"
