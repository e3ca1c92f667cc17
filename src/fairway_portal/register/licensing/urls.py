"""Addresses of this part of the register."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.register.licensing.desk import (
    act_views,
    agency_views,
    appeal_views,
    application_views,
    evidence_views,
    licence_views,
    list_views,
    own_views,
    proposal_views,
)

DESK = "<language:language>/desk"
ALL = f"{DESK}/licences"
OWN = f"{DESK}/own-licence"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ALL, list_views.work, name="licensing"),
    path(f"{ALL}/new", application_views.new, name="licensing-new"),
    path(f"{ALL}/<int:id>", licence_views.licence, name="licensing-licence"),
    path(f"{ALL}/<int:id>/act/<str:act>", act_views.act, name="licensing-act"),
    path(f"{ALL}/agencies/<str:code>", agency_views.agency, name="licensing-agency"),
    path(f"{ALL}/agencies/<str:code>/<slug:what>", agency_views.change, name="licensing-agency-change"),
    path(f"{DESK}/proposals", proposal_views.proposals, name="licensing-proposals"),
    path(f"{DESK}/proposals/<int:id>", proposal_views.proposal, name="licensing-proposal"),
    path(f"{DESK}/proposals/<int:id>/withdraw", proposal_views.withdraw, name="licensing-proposal-withdraw"),
    path(f"{DESK}/proposals/<int:id>/view", proposal_views.view, name="licensing-proposal-view"),
    path(f"{DESK}/appeals", appeal_views.appeals, name="licensing-appeals"),
    path(f"{DESK}/appeals/<int:id>", appeal_views.appeal, name="licensing-appeal"),
    path(f"{DESK}/evidence/<int:id>", evidence_views.evidence, name="licensing-evidence"),
    path(OWN, own_views.licences, name="own-licence"),
    path(f"{OWN}/apply", application_views.own_new, name="own-licence-apply"),
    path(f"{OWN}/<int:id>", own_views.one, name="own-licence-one"),
    path(f"{OWN}/<int:id>/act/<str:act>", own_views.act, name="own-licence-act"),
    path(f"{OWN}/<int:id>/answer", own_views.answer, name="own-licence-answer"),
    path(f"{OWN}/<int:id>/appeal/<int:number>", own_views.appeal, name="own-licence-appeal"),
    path(f"{OWN}/appeals/<int:id>/withdraw", own_views.withdraw, name="own-licence-appeal-withdraw"),
]
