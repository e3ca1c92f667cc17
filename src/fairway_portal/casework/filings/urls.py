"""Addresses of the log of filings."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.filings import files, views

urlpatterns: list[URLPattern] = [
    path("<report_language:language>/filings", views.log, name="filings"),
    path("api/filings/log.json", files.log, name="filings-log"),
    path("api/filings/days/<str:written>.json", files.day, name="filings-day"),
    path("api/filings/heads.json", files.heads, name="filings-heads"),
    path("api/filings/keys.json", files.public_keys, name="filings-keys"),
]
