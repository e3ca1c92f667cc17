"""Addresses of this part of casework."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.intake.views.new import new
from fairway_portal.casework.intake.views.sealed import sealed
from fairway_portal.casework.intake.views.start import start, who

_NOTES = "<report_language:language>/notes"

urlpatterns: list[URLPattern] = [
    path(_NOTES, start, name="notes"),
    path(f"{_NOTES}/new", new, name="notes-new"),
    path(f"{_NOTES}/who", who, name="notes-who"),
    path(f"{_NOTES}/sealed", sealed, name="notes-sealed"),
]
