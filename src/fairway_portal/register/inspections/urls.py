"""Addresses of guarantees, inspections and codes of conduct."""

from __future__ import annotations

from django.urls import path

from fairway_portal.register.inspections.desk import (
    conduct_views,
    finding_views,
    guarantee_views,
    inspection_views,
    movement_views,
    own_views,
)

DESK = "<language:language>/desk/"

urlpatterns = [
    path(DESK + "guarantees", guarantee_views.page, name="guarantees"),
    path(DESK + "guarantees/new", guarantee_views.begin, name="guarantee-open"),
    path(DESK + "guarantees/agencies/<str:code>", guarantee_views.of_agency, name="agency-guarantees"),
    path(DESK + "guarantees/<int:id>", guarantee_views.one, name="guarantee"),
    path(DESK + "guarantees/<int:id>/terms", guarantee_views.terms, name="guarantee-terms"),
    path(DESK + "guarantees/<int:id>/notice", guarantee_views.notice, name="guarantee-notice"),
    path(DESK + "guarantees/<int:id>/movements/<str:verb>", movement_views.move, name="guarantee-movement"),
    path(DESK + "inspections", inspection_views.page, name="inspections"),
    path(DESK + "inspections/new", inspection_views.plan, name="inspection-plan"),
    path(DESK + "inspections/agencies/<str:code>", inspection_views.of_agency, name="agency-inspections"),
    path(DESK + "inspections/<int:id>", inspection_views.one, name="inspection"),
    path(DESK + "inspections/<int:id>/visit", inspection_views.visit, name="inspection-visit"),
    path(DESK + "inspections/<int:id>/evidence", inspection_views.prove, name="inspection-evidence"),
    path(DESK + "inspections/<int:id>/findings", finding_views.form, name="inspection-findings"),
    path(DESK + "inspections/<int:id>/findings/<str:requirement>", finding_views.save, name="inspection-finding"),
    path(DESK + "inspections/<int:id>/close", inspection_views.close, name="inspection-close"),
    path(DESK + "inspections/<int:id>/remedies/<str:requirement>", inspection_views.remedy, name="inspection-remedy"),
    path(DESK + "conduct", conduct_views.page, name="conduct"),
    path(DESK + "conduct/new", conduct_views.add, name="conduct-add"),
    path(DESK + "conduct/agencies/<str:code>", conduct_views.of_agency, name="agency-conduct"),
    path(DESK + "conduct/<int:id>/verify", conduct_views.verify, name="conduct-verify"),
    path(DESK + "conduct/<int:id>/end", conduct_views.end, name="conduct-end"),
    path(DESK + "own-findings", own_views.page, name="own-findings"),
    path(DESK + "own-findings/<int:id>/<str:requirement>", own_views.answer, name="own-finding"),
]
