"""Addresses of this part of the register."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.register.worker import contract_views, model_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("<worker_language:language>/contract", contract_views.where, name="contract-check"),
    path(
        "<worker_language:language>/contract/<str:origin>/<str:destination>/<str:sector>",
        contract_views.work,
        name="contract-check-work",
    ),
    path(
        "<worker_language:language>/contract/<str:origin>/<str:destination>/<str:sector>/model.<str:ending>",
        model_views.model,
        name="model-contract",
    ),
]
