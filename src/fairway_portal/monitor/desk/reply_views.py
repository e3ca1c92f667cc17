"""Replies and corrections: an agency's own page, and the moderators' list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway.reference.wording import WORKER_LANGUAGES
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.monitor import queries_desk
from fairway_portal.monitor.actions import corrections, replies
from fairway_portal.monitor.actions.replies import LONGEST
from fairway_portal.monitor.desk import forms
from fairway_portal.monitor.models import Correction, Reply

STATES = {
    Reply.State.WAITING.value: Text("waits to be read"),
    Reply.State.SHOWN.value: Text("shown"),
    Reply.State.REFUSED.value: Text("not shown"),
    Reply.State.WITHDRAWN.value: Text("withdrawn"),
    Correction.State.ACCEPTED.value: Text("accepted"),
}
"""States of replies and of requests; `refused` means of both that readers see no change."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What is published of an agency, and what it said to it."""

    agency: Agency | None
    published: queries_desk.PublishedOf | None
    replies: tuple[Reply, ...]
    corrections: tuple[Correction, ...]
    language: str
    languages: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, Text], ...]
    states: dict[str, Text]
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class ListPage:
    """Every reply, those that wait first."""

    rows: tuple[Reply, ...]
    states: dict[str, Text]


@requires(Role.AGENCY, Role.MODERATOR, methods=("GET",))
def page(request: DeskRequest) -> HttpResponse:
    """An agency's own page; for moderators, the replies of all."""
    if request.membership.role == Role.MODERATOR:
        rows = sorted(queries_desk.replies().order_by("-pk")[:500], key=lambda one: one.state != Reply.State.WAITING)
        return render(request, "monitor/desk/replies.html", ListPage(tuple(rows), STATES))
    agency = _own(request)
    mine: dict[str, Any] = {"replies": (), "corrections": (), "published": None}
    if agency is not None:
        mine = {
            "replies": tuple(queries_desk.replies().filter(agency=agency).order_by("-pk")),
            "corrections": tuple(queries_desk.corrections().filter(agency=agency)),
            "published": queries_desk.published_of(agency),
        }
    shown = OwnPage(
        agency,
        language=speech.current().language,
        languages=tuple((one, speech.LANGUAGE_NAMES[one]) for one in WORKER_LANGUAGES),
        kinds=tuple(corrections.KINDS.items()),
        states=STATES,
        **mine,
    )
    return render(request, "monitor/desk/own_agency.html", shown)


@requires(Role.AGENCY, methods=("POST",))
def write(request: DeskRequest) -> HttpResponse:
    """Keeps a reply until a moderator has read it."""
    language = forms.language_of(request.POST)
    replies.write_reply(
        by=request.person, agency=_spoken_for(request), text=forms.lines(request.POST, "text"), language=language
    )
    say_next(request, Text("Your reply waits. It is shown once a moderator has read it."))
    return HttpResponseRedirect(addresses.url("replies"))


@requires(Role.AGENCY, methods=("POST",))
def withdraw(request: DeskRequest, id: int) -> HttpResponse:
    """Takes an own reply back."""
    found = queries_desk.replies().filter(pk=id).first()
    if found is None:
        raise Http404
    refuse_unless(found.agency_id == _spoken_for(request).pk)
    replies.withdraw_reply(by=request.person, reply=found)
    say_next(request, Text("Your reply is withdrawn."))
    return HttpResponseRedirect(addresses.url("replies"))


@requires(Role.AGENCY, methods=("POST",))
def ask(request: DeskRequest) -> HttpResponse:
    """Asks for a correction."""
    agency = _spoken_for(request)
    kind = request.POST.get("kind", "")
    corrections.ask_correction(by=request.person, agency=agency, kind=kind, text=forms.lines(request.POST, "wrong"))
    say_next(request, Text("Your request is on the moderators’ list. Their answer will stand here."))
    return HttpResponseRedirect(addresses.url("replies"))


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """One reply, for a moderator."""

    reply: Reply
    state: Text


@requires(Role.MODERATOR)
def reply(request: DeskRequest, id: int) -> HttpResponse:
    """Whether a reply is shown."""
    found = queries_desk.replies().filter(pk=id).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "monitor/desk/reply.html", ReplyPage(found, STATES[found.state]))
    asked = forms.read_decision(request.POST)
    if asked.word not in ("show", "refuse"):
        raise Http404
    replies.check_reply(
        by=request.person, reply=found, show=asked.word == "show", reason=asked.reason, seen=asked.seen
    )  # fmt: skip
    say_next(request, Text("The reply is decided on."))
    return HttpResponseRedirect(addresses.url("replies"))


def _own(request: DeskRequest) -> Agency | None:
    """The agency for which she speaks; her organisation is told which by an administrator."""
    return Agency.objects.filter(organisation=request.membership.organisation_id).first()


def _spoken_for(request: DeskRequest) -> Agency:
    found = _own(request)
    refuse_unless(found is not None)
    assert found is not None
    return found
