"""Addresses of the desk itself, below `<language>/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.accounts.views import home, invitations, people, record, second_factors, sessions, signing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="desk"),
    path("sign-in", signing.sign_in, name="desk-sign-in"),
    path("second-step", second_factors.second_step, name="desk-second-step"),
    path("second-factor", second_factors.second_factor, name="desk-second-factor"),
    path("sign-out", signing.sign_out, name="desk-sign-out"),
    path("password", signing.password, name="desk-password"),
    path("sessions", sessions.own, name="desk-sessions"),
    path("role", home.membership, name="desk-membership"),
    path("invitation/<str:secret>", invitations.invitation, name="desk-invitation"),
    path("people", people.people, name="desk-people"),
    path("people/invite", people.invite, name="desk-invite"),
    path("people/invitation/<int:id>/withdraw", people.withdraw, name="desk-invitation-withdraw"),
    path("people/<int:id>", people.person, name="desk-person"),
    path("people/<int:id>/role/<int:membership>", people.role, name="desk-person-role"),
    path("people/<int:id>/access", people.access, name="desk-person-access"),
    path("people/<int:id>/second-factor", second_factors.take_away, name="desk-person-second-factor"),
    path("people/<int:id>/sessions", sessions.of_person, name="desk-person-sessions"),
    path("record", record.record, name="desk-record"),
    path("record.csv", record.as_csv, name="desk-record-csv"),
]
