"""Addresses of what everybody may read: agencies and scores for workers, typical costs for readers, open data."""

from __future__ import annotations

from django.urls import path

from fairway_portal.monitor.public import agency_views, compare_views, costs_views, open_views, score_views

_WORKER = "<worker_language:language>/recruitment"
_READER = "<language:language>/recruitment-costs"
_OPEN = "api/recruiters"

urlpatterns = [
    path(f"{_WORKER}/agencies", agency_views.find, name="agencies"),
    path(f"{_WORKER}/agencies/<str:code>", agency_views.agency, name="agency"),
    path(f"{_WORKER}/compare", compare_views.where, name="compare-agencies-where"),
    path(f"{_WORKER}/compare/<str:origin>/<str:destination>", compare_views.compare, name="compare-agencies"),
    path(f"{_WORKER}/scores", score_views.scores, name="scores"),
    path(_READER, costs_views.corridors, name="typical-costs-list"),
    path(f"{_READER}/<str:origin>/<str:destination>", costs_views.corridor, name="typical-costs"),
    path(f"{_OPEN}/agencies.<str:suffix>", open_views.agencies, name="open-agencies"),
    path(f"{_OPEN}/ratings.<str:suffix>", open_views.ratings, name="open-ratings"),
    path(
        f"{_OPEN}/typical-costs/<str:origin>/<str:destination>.<str:suffix>",
        open_views.typical_costs,
        name="open-typical-costs",
    ),
]
