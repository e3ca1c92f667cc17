"""Where somebody is signed in, and signing out there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.accounts import forms, queries, sessions
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, for_everybody_signed_in, requires
from fairway_portal.accounts.proving import knows_password
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render

LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The browsers that are signed in; the form asks for the password."""

    sessions: tuple[sessions.OpenSession, ...]
    faults: tuple[forms.Fault, ...] = ()


@for_everybody_signed_in()
def own(request: DeskRequest) -> HttpResponse:
    """Lists them; ends the one that was chosen, or all but this one."""
    there = sessions.of(request.person, request)
    if request.method != "POST":
        return render(request, "accounts/sessions.html", SessionsPage(there))
    if not knows_password(request, request.person):
        page = SessionsPage(there, (forms.NOT_PRESENT,))
        return render(request, "accounts/sessions.html", page, status=422)
    named = request.POST.get("session", "")[:LONGEST]
    ended = sessions.end(request.person, but=request.session.session_key, named=named)
    record(by=request.person, action="sessions.ended", subject=f"person {request.person.email}", sessions=ended)
    say_next(request, Text("You are signed out there."))
    return HttpResponseRedirect(url("desk-sessions"))


@requires(Role.ADMINISTRATOR, methods=("POST",))
def of_person(request: DeskRequest, id: int) -> HttpResponse:
    """An administrator signs somebody out everywhere: a device was lost, for instance."""
    person = queries.person(id)
    if person is None:
        raise Http404
    reason = forms.written(request.POST, "reason", forms.LONGEST_REASON)
    ended = sessions.end(person)
    record(
        by=request.person, action="sessions.ended", subject=f"person {person.email}", reason=reason, sessions=ended
    )  # fmt: skip
    say_next(request, Text("{name} is signed out everywhere.", name=str(person)))
    return HttpResponseRedirect(url("desk-person", str(id)))
