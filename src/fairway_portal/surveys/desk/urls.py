"""Addresses of the survey owner's desk, and of previews."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.surveys.desk.views import (
    building,
    collectors,
    files,
    languages,
    listing,
    lists,
    pages,
    previewing,
    questions,
    results,
    surveys,
)

DESK = "<language:language>/desk/surveys"
ONE = f"{DESK}/<slug:slug>"

urlpatterns: list[URLPattern | URLResolver] = [
    # Before the addresses of surveys, of which these are a part: a preview is never open to answers.
    path("answer/preview-<str:number>/<str:tag>", previewing.preview, name="preview-start"),
    path(f"{DESK}/", listing.surveys, name="surveys-desk"),
    path(f"{DESK}/new", listing.new, name="surveys-new"),
    path(ONE, surveys.survey, name="surveys-one"),
    path(f"{ONE}/state", surveys.state, name="surveys-state"),
    path(f"{ONE}/reach", surveys.reach, name="surveys-reach"),
    path(f"{ONE}/versions/<int:id>/<str:kind>", files.version_file, name="surveys-version-file"),
    path(f"{ONE}/file/<str:kind>", files.working_file, name="surveys-file"),
    path(f"{ONE}/questions", building.build, name="surveys-build"),
    path(f"{ONE}/move", building.move, name="surveys-move"),
    path(f"{ONE}/form", building.replace, name="surveys-form"),
    path(f"{ONE}/version", building.version, name="surveys-version"),
    path(f"{ONE}/preview", previewing.make_preview, name="surveys-preview"),
    path(f"{ONE}/new-question/<str:page>", questions.new_question, name="surveys-new-question"),
    path(f"{ONE}/question/<str:name>", questions.question, name="surveys-question"),
    path(f"{ONE}/new-page", pages.new_page, name="surveys-new-page"),
    path(f"{ONE}/page/<str:name>", pages.page, name="surveys-page"),
    path(f"{ONE}/new-choices", lists.new_choices, name="surveys-new-choices"),
    path(f"{ONE}/choices/<path:name>", lists.choices, name="surveys-choices"),
    path(f"{ONE}/languages", languages.languages, name="surveys-languages"),
    path(f"{ONE}/texts/<str:tag>", languages.texts, name="surveys-texts"),
    path(f"{ONE}/collectors", collectors.collectors, name="surveys-collectors"),
    path(f"{ONE}/collectors/<int:id>/revoke", collectors.revoke, name="surveys-collector-revoke"),
    path(f"{ONE}/results", results.show, name="surveys-results"),
    path(f"{ONE}/results/doubtful", results.doubtful, name="surveys-doubtful"),
    path(f"{ONE}/results/answers", results.answers, name="surveys-answers"),
    path(f"{ONE}/results/written/<str:name>", results.written, name="surveys-written"),
]
