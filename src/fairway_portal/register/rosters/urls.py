"""Addresses of this part of the register."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.register.rosters.views import lists, publishing, review

DESK = "<language:language>/desk/rosters"

urlpatterns: list[URLPattern | URLResolver] = [
    path(DESK, lists.lists, name="rosters"),
    path(f"{DESK}/<int:id>", lists.one, name="roster"),
    path(f"{DESK}/<int:id>/columns", lists.columns, name="roster-columns"),
    path(f"{DESK}/<int:id>/compare", lists.compare, name="roster-compare"),
    path(f"{DESK}/<int:id>/review", review.queue, name="roster-review"),
    path(f"{DESK}/rows/<int:id>", review.decide_row, name="roster-row"),
    path(f"{DESK}/<int:id>/publish", publishing.publish, name="roster-publish"),
    path(f"{DESK}/<int:id>/withdraw", publishing.withdraw, name="roster-withdraw"),
    path(f"{DESK}/<int:id>/changes", publishing.changes, name="roster-changes"),
    path(f"{DESK}/<int:id>/changes.csv", publishing.changes_file, name="roster-changes-file"),
    path(f"{DESK}/<int:id>/file", publishing.original, name="roster-file"),
]
