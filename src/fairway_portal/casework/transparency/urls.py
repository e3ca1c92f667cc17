"""Addresses of what is published of casework."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.transparency import views
from fairway_portal.casework.transparency.desk import views as desk

DESK = "<language:language>/desk/requests"

urlpatterns: list[URLPattern] = [
    path("<language:language>/transparency", views.newest, name="transparency"),
    path("<language:language>/transparency/<str:period>", views.quarter, name="transparency-quarter"),
    path("api/transparency/counts.<str:suffix>", views.counts, name="transparency-file"),
    path(DESK, desk.requests, name="authority-requests"),
    path(f"{DESK}/new", desk.new, name="authority-request-new"),
    path(f"{DESK}/<int:id>", desk.correct, name="authority-request-correct"),
]
