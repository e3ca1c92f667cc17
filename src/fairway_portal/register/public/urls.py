"""Addresses of what the public reads of the register: pages for readers and workers, open data for programs."""

from __future__ import annotations

from django.urls import path

from fairway_portal.register.public import (
    agency_views,
    check_views,
    feed_views,
    list_views,
    offline_views,
    open_views,
    search_views,
)

_WORKER = "<worker_language:language>/licences"
_OPEN = "api/register"

urlpatterns = [
    path(_WORKER, search_views.find, name="licences"),
    path(f"{_WORKER}/lost", list_views.lost, name="licences-lost"),
    path(f"{_WORKER}/lost/<str:month>", list_views.lost, name="licences-lost-month"),
    path(f"{_WORKER}/barred", list_views.barred, name="employers-barred"),
    path(f"{_WORKER}/check", check_views.ask, name="licence-check"),
    path(f"{_WORKER}/check/<str:token>", check_views.check, name="licence-check-token"),
    path(f"{_WORKER}/offline", offline_views.offline, name="licence-offline"),
    path(f"{_WORKER}/offline.js", offline_views.script, name="licence-offline-script"),
    path(f"{_WORKER}/<str:code>", agency_views.agency, name="register-agency"),
    path(f"{_OPEN}/agencies.<str:suffix>", open_views.agencies, name="register-agencies-file"),
    path(f"{_OPEN}/licences.<str:suffix>", open_views.licences, name="register-licences-file"),
    path(f"{_OPEN}/barred-employers.<str:suffix>", open_views.barred_employers, name="register-barred-file"),
    path(f"{_OPEN}/changes.<str:suffix>", feed_views.changes, name="register-changes"),
    path(f"{_OPEN}/keys.json", open_views.public_keys, name="register-keys"),
]
