"""Addresses of this part of casework."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.counselling import views

DESK = "<language:language>/desk/counselling"

urlpatterns: list[URLPattern] = [
    path(DESK, views.log, name="counselling"),
    path(f"{DESK}/new", views.new, name="counselling-new"),
    path(f"{DESK}/follow-ups", views.follow_ups, name="counselling-follow-ups"),
    path(f"{DESK}/month", views.month, name="counselling-month"),
    path(f"{DESK}/sheet", views.sheet, name="counselling-sheet"),
    path(f"{DESK}/guide", views.guide, name="counselling-guide"),
    path(f"{DESK}/<uuid:visit_key>", views.visit, name="counselling-visit"),
    path(f"{DESK}/<uuid:visit_key>/correct", views.correct, name="counselling-correct"),
    path(f"{DESK}/<uuid:visit_key>/note", views.note, name="counselling-note"),
]
