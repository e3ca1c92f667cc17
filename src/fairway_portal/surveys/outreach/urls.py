"""Addresses of `surveys.outreach`."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, path

from fairway_portal.surveys.outreach import door, entry_views, offline, session_views, table_views

DESK: Final = "<language:language>/desk/outreach"
SESSION: Final = f"{DESK}/<uuid:key>"
FORMS: Final = f"{SESSION}/forms/<slug:slug>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(DESK, session_views.sessions, name="outreach"),
    path(f"{DESK}/standing", door.standing, name="outreach-standing"),
    path(f"{DESK}/worker.js", offline.worker, name="outreach-worker"),
    path(SESSION, session_views.session, name="outreach-session"),
    path(f"{SESSION}/upload", door.upload, name="outreach-upload"),
    path(FORMS, entry_views.entry, name="outreach-entry"),
    path(f"{FORMS}/table", table_views.table, name="outreach-table"),
    path(f"{FORMS}/table.<str:ending>", table_views.template, name="outreach-template"),
]
