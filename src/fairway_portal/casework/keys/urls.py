"""Addresses of offices and keys."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.keys import public_views
from fairway_portal.casework.keys.desk import key_views, office_views

DESK = "<language:language>/desk"

urlpatterns: list[URLPattern] = [
    path("api/casework/keys", public_views.directory, name="casework-keys"),
    path(f"{DESK}/case-keys", key_views.keys, name="case-keys"),
    path(f"{DESK}/case-keys/<int:id>", key_views.key, name="case-key"),
    path(f"{DESK}/case-keys/<int:id>/prove", key_views.prove, name="case-key-prove"),
    path(f"{DESK}/case-keys/<int:id>/retire", key_views.retire, name="case-key-retire"),
    path(f"{DESK}/offices", office_views.offices, name="offices"),
    path(f"{DESK}/offices/new", office_views.new, name="office-new"),
    path(f"{DESK}/offices/<int:id>", office_views.office, name="office"),
    path(f"{DESK}/offices/<int:id>/close", office_views.close, name="office-close"),
]
