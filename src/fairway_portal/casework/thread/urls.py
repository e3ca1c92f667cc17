"""Addresses of this part of casework."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
