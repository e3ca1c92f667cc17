"""Before the first page: the languages of a survey, and what she should know before she begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway_portal.design import speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.actions import begin
from fairway_portal.surveys.actions.drafts import DAYS_KEPT
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Survey, Version
from fairway_portal.surveys.queries import public_survey
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.door_keeping import worker_page
from fairway_portal.surveys.running.frames import Languages, Start, Tongue
from fairway_portal.surveys.running.languages import direction, own_name
from fairway_portal.surveys.running.opened import needs, spoken
from fairway_portal.surveys.running.saying import Teller


@worker_page("GET")
def languages(request: HttpRequest, slug: str) -> HttpResponse:
    """The languages of a survey, each under its own name; a survey in one language needs no choice."""
    form = form_of(_current(public_survey(slug)))
    tags = form.questionnaire.languages
    if len(tags) == 1:
        return HttpResponseRedirect(addresses.start(slug, tags[0]))
    titles = tuple(
        (
            Tongue(tag, own_name(tag), addresses.start(slug, tag)),
            direction(tag),
            Teller(form, tag, speech.current()).text(form.questionnaire.title),
        )
        for tag in tags
    )
    return render(request, "surveys/worker/languages.html", Languages(titles))


@worker_page("GET", "POST")
def start(request: HttpRequest, slug: str, tag: str) -> HttpResponse:
    """What she should know; POST begins."""
    survey = public_survey(slug)
    form = form_of(_current(survey))
    needs(form, tag)
    if request.method == "POST":
        return HttpResponseRedirect(addresses.resume(slug, tag, begin(survey=survey, language=tag)))
    teller = Teller(form, tag, speech.current())
    page = Start(
        spoken(form, tag, lambda other: addresses.start(slug, other)),
        teller.text(form.questionnaire.title),
        survey.state == Survey.State.OPEN,
        survey.demonstration,
        DAYS_KEPT,
    )
    return render(request, "surveys/worker/start.html", page)


def _current(survey: Survey) -> Version:
    assert survey.current is not None, "a survey without a version is not public"
    return survey.current
