"""One survey: its state, its address with a code, its versions, and the way to everything else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.actions import close_survey, open_survey
from fairway_portal.surveys.desk import actions, reading, words
from fairway_portal.surveys.desk.codes import Code, code_of
from fairway_portal.surveys.desk.own import own, title_of
from fairway_portal.surveys.models import Survey

POST = ("POST",)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the questionnaire, and how many have answered it."""

    pk: int
    version: str
    form_id: str
    made: datetime
    answers: int
    current: bool


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey."""

    survey: Survey
    title: str
    state: Text
    address: str
    code: Code | None
    versions: tuple[VersionRow, ...]
    answers: int
    rating: bool


@requires(Role.SURVEY_OWNER, methods=("GET",))
def survey(request: DeskRequest, slug: str) -> HttpResponse:
    """One survey."""
    found = own(request, slug)
    versions = tuple(
        VersionRow(one.pk, one.version, one.form_id, one.made, one.answers, one.pk == found.current_id)
        for one in found.versions.defer("questionnaire").annotate(answers=Count("submission")).order_by("-pk")
    )
    address = addresses.absolute(request, reverse("answer-languages", args=(found.slug,)))
    page = SurveyPage(
        found,
        title_of(found),
        words.STATES[found.state],
        address,
        code_of(address) if found.public and found.current_id else None,
        versions,
        sum(one.answers for one in versions),
        found.purpose == "rating",
    )
    return render(request, "surveys/desk/survey.html", page)


@requires(Role.SURVEY_OWNER, methods=POST)
def state(request: DeskRequest, slug: str) -> HttpResponse:
    """Opens a survey, or closes it."""
    found = own(request, slug)
    if request.POST.get("state") == "open":
        open_survey(survey=found, by=request.person)
        say_next(request, Text("The survey takes answers now."))
    else:
        close_survey(survey=found, by=request.person, reason=reading.line(request.POST, "reason"))
        say_next(request, Text("The survey is closed. What was begun before still comes in."))
    return HttpResponseRedirect(addresses.url("surveys-one", slug))


@requires(Role.SURVEY_OWNER, methods=POST)
def reach(request: DeskRequest, slug: str) -> HttpResponse:
    """Lets anybody answer on the pages, or collectors only."""
    public = reading.yes(request.POST, "public")
    actions.set_public(by=request.person, survey=own(request, slug), public=public)
    said = Text("Anybody with the address can answer now.") if public else Text("Only collectors can answer now.")
    say_next(request, said)
    return HttpResponseRedirect(addresses.url("surveys-one", slug))
