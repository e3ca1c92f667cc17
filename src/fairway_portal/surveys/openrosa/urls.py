"""Addresses of the OpenRosa door: with a collector's secret for its own surveys, without one for the public ones.

In ODK Collect the server is `https://…/key/<secret>` or `https://…/openrosa`.
"""

from __future__ import annotations

from django.urls import path

from fairway_portal.surveys.openrosa import views

urlpatterns = [
    path("key/<str:secret>/formList", views.form_list, name="openrosa-key-forms"),
    path("key/<str:secret>/forms/<str:form_id>.xml", views.form, name="openrosa-key-form"),
    path("key/<str:secret>/manifest/<str:form_id>", views.manifest, name="openrosa-key-manifest"),
    path("key/<str:secret>/submission", views.submission, name="openrosa-key-submission"),
    path("openrosa/formList", views.form_list, name="openrosa-forms"),
    path("openrosa/forms/<str:form_id>.xml", views.form, name="openrosa-form"),
    path("openrosa/manifest/<str:form_id>", views.manifest, name="openrosa-manifest"),
    path("openrosa/submission", views.submission, name="openrosa-submission"),
]
