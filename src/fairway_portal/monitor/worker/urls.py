"""Addresses below `/<language>/recruitment/`: what a worker comes for."""

from __future__ import annotations

from django.urls import path

from fairway_portal.monitor.worker import fee_views, help_views, home, rate_views

urlpatterns = [
    path("", home.home, name="recruitment"),
    path("fees", fee_views.where, name="fee-check"),
    path("fees/<str:origin>/<str:destination>", fee_views.what, name="fee-check-corridor"),
    path("rate", rate_views.which, name="rate"),
    path("rate/unlisted", rate_views.unlisted, name="rate-unlisted"),
    path("rate/agency/<str:code>", rate_views.agency, name="rate-agency"),
    path("help", help_views.where, name="help"),
    path("help/<str:origin>/<str:destination>", help_views.corridor, name="help-corridor"),
]
