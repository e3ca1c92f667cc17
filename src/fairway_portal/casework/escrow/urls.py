"""Addresses of this part of casework."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.casework.escrow import views

urlpatterns: list[URLPattern] = [
    path("<language:language>/desk/escrow", views.escrow, name="escrow"),
    path("<language:language>/desk/escrow/tickets.json", views.tickets, name="escrow-tickets"),
    path("<language:language>/desk/escrow/tickets/<uuid:id>.age", views.ticket, name="escrow-ticket"),
    path("<language:language>/desk/escrow/matches/<uuid:id>.json", views.match, name="escrow-match"),
    path("<language:language>/desk/escrow/matches/<uuid:id>", views.release, name="escrow-release"),
]
