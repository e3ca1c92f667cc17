"""Addresses of this part of the register."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.register.placements.desk import (
    employer_views,
    liability_views,
    placement_views,
    relation_views,
)

DESK = "<language:language>/desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{DESK}/placements", placement_views.placements, name="placements"),
    path(f"{DESK}/placements/new", placement_views.new, name="placement-new"),
    path(f"{DESK}/placements/import", placement_views.upload, name="placements-import"),
    path(f"{DESK}/placements/<int:id>", placement_views.placement, name="placement"),
    path(f"{DESK}/liability", liability_views.liability, name="liability"),
    path(f"{DESK}/employers", employer_views.employers, name="employers"),
    path(f"{DESK}/employers/<str:code>", employer_views.one, name="employer-page"),
    path(f"{DESK}/employers/<str:code>/bar", employer_views.bar, name="employer-bar"),
    path(f"{DESK}/employers/<str:code>/lift", employer_views.lift, name="employer-lift"),
    path(f"{DESK}/relations", relation_views.relations, name="relations"),
    path(f"{DESK}/relations/<int:id>/end", relation_views.end, name="relation-end"),
]
