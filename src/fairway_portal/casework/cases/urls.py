"""Addresses of cases: the desk of an office's handlers."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.cases.desk import (
    case_views,
    consent_views,
    list_views,
    measures_views,
    move_views,
    recovering_views,
    writing_views,
)

LIST = "<language:language>/desk/cases"
CASE = f"{LIST}/<str:number>"

urlpatterns: list[URLPattern] = [
    path(LIST, list_views.cases, name="cases"),
    path(f"{LIST}/measures", measures_views.measures, name="case-measures"),
    path(CASE, case_views.case, name="case"),
    path(f"{CASE}/envelopes/<uuid:id>", case_views.envelope, name="case-envelope"),
    path(f"{CASE}/assign", move_views.assign, name="case-assign"),
    path(f"{CASE}/moves/<str:code>", move_views.move, name="case-move"),
    path(f"{CASE}/country", move_views.country, name="case-country"),
    path(f"{CASE}/steps", move_views.step, name="case-step"),
    path(f"{CASE}/deadlines/<int:id>", move_views.deadline, name="case-deadline"),
    path(f"{CASE}/indicators", move_views.indicators, name="case-indicators"),
    path(f"{CASE}/write/<str:kind>", writing_views.write, name="case-write"),
    path(f"{CASE}/reseal", writing_views.reseal, name="case-reseal"),
    path(f"{CASE}/consents", consent_views.ask, name="case-ask"),
    path(f"{CASE}/consents/<int:id>", consent_views.consent, name="case-consent"),
    path(f"{CASE}/consents/<int:id>/mandate", consent_views.mandate, name="case-mandate"),
    path(f"{CASE}/remedies", recovering_views.remedy, name="case-remedy"),
    path(f"{CASE}/claims", recovering_views.claim, name="case-claims"),
    path(f"{CASE}/claims/<int:id>", recovering_views.claim_state, name="case-claim"),
    path(f"{CASE}/liable", recovering_views.liable, name="case-liable"),
]
