"""Addresses of this part of casework."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.thread.views import back

urlpatterns: list[URLPattern] = [path("<report_language:language>/notes/back", back, name="notes-back")]
