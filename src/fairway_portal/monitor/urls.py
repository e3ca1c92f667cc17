"""Addresses of the Monitor: pages for workers, open data, the desk."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("<worker_language:language>/recruitment/", include("fairway_portal.monitor.worker.urls")),
    path("", include("fairway_portal.monitor.public.urls")),
    path("<language:language>/desk/", include("fairway_portal.monitor.desk.urls")),
]
