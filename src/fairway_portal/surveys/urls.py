"""Addresses of the room `surveys`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from fairway_portal.surveys.running.media import media
from fairway_portal.surveys.running.views import asking, beginning, sending

DRAFT = "answer/<slug:slug>/<str:tag>/<str:key>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fairway_portal.surveys.openrosa.urls")),
    path("", include("fairway_portal.surveys.desk.urls")),
    path("", include("fairway_portal.surveys.outreach.urls")),
    path("answer-media/<str:name>", media, name="answer-media"),
    path("answer/<slug:slug>", beginning.languages, name="answer-languages"),
    path("answer/<slug:slug>/<str:tag>", beginning.start, name="answer-start"),
    path(DRAFT, asking.resume, name="answer-resume"),
    path(f"{DRAFT}/check", sending.check, name="answer-check"),
    path(f"{DRAFT}/<int:number>", asking.page, name="answer-page"),
    path(f"{DRAFT}/<int:number>/<int:row>", asking.page, name="answer-row"),
]
