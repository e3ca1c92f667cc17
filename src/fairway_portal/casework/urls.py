"""Addresses of casework: each part's own, in one list."""

from __future__ import annotations

from django.urls import include, path

PARTS = ("intake", "thread", "cases", "keys", "filings", "escrow", "counselling", "transparency")

urlpatterns = [path("", include(f"fairway_portal.casework.{part}.urls")) for part in PARTS]
