"""Addresses of the register: each part's own, in one list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include(f"fairway_portal.register.{part}.urls"))
    for part in ("licensing", "inspections", "placements", "rosters", "orders", "public", "worker")
]
