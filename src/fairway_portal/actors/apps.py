"""The app of the actors of recruitment."""

from __future__ import annotations

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """Agencies, their names, and the search for them."""

    name = "fairway_portal.actors"
    label = "fairway_actors"
    verbose_name = "Actors"
    default_auto_field = "django.db.models.BigAutoField"
