"""Rating a recruiter: which one, with or without a card, then the questions of the survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.actors import queries, search
from fairway_portal.actors.search import FoundAgency
from fairway_portal.design import speech
from fairway_portal.design.rendering import render
from fairway_portal.monitor import vouchers
from fairway_portal.monitor.worker.places import Fault
from fairway_portal.surveys.actions import begin
from fairway_portal.surveys.errors import SurveyNotOpen
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Survey, Version
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.door_keeping import worker_page
from fairway_portal.surveys.running.languages import own_name

SHORT: Final = "recruitment-rating-short"
LONG: Final = "recruitment-rating"
LONGEST: Final = 120
REFUSED: Final[dict[vouchers.State, Text]] = {
    "mistyped": Text("This is not the number of a card. Look again: 16 digits."),
    "unknown": Text("We do not know this card. Look again, or leave the field empty."),
    "used": Text("This card was used before. Leave the field empty to go on without it."),
    "expired": Text("This card is too old. Leave the field empty to go on without it."),
    "revoked": Text("This card does not count any more. Leave the field empty to go on without it."),
}


@dataclass(frozen=True, slots=True)
class Which:
    """The search for the agency that is to be rated."""

    asked: str
    found: tuple[FoundAgency, ...] = ()


@dataclass(frozen=True, slots=True)
class Begin:
    """The last page before the questions."""

    code: str
    name: str
    city: str
    invented: bool
    languages: tuple[tuple[str, str], ...]
    language: str
    card: str = ""
    form: str = SHORT
    faults: tuple[Fault, ...] = ()
    forms: tuple[tuple[str, Text, str], ...] = (
        (SHORT, Text("8 short questions"), ""),
        (LONG, Text("All 24 questions"), ""),
    )


@worker_page("GET")
def which(request: HttpRequest) -> HttpResponse:
    """Find the agency."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found = search.find(asked, limit=10) if asked else ()
    return render(request, "monitor/worker/rate_which.html", Which(asked, found))


@worker_page("GET", "POST")
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """With a card or without, in which language, how long."""
    known = queries.agency(code)
    if known is None:
        raise Http404
    return _begin(request, Begin(known.code, known.name, known.city, known.demonstration, *_languages()))


@worker_page("GET", "POST")
def unlisted(request: HttpRequest) -> HttpResponse:
    """The same for an agency that is in no list: its name as she knows it, which somebody will look for."""
    said = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:LONGEST]
    if not said:
        return render(request, "monitor/worker/rate_which.html", Which(""), status=422)
    return _begin(request, Begin("", said, "", False, *_languages()))


def _languages() -> tuple[tuple[tuple[str, str], ...], str]:
    spoken = form_of(_version(SHORT)).questionnaire.languages
    mine = speech.current().language
    return tuple((tag, own_name(tag)) for tag in spoken), mine if mine in spoken else spoken[0]


def _version(slug: str) -> Version:
    survey = Survey.objects.select_related("current").filter(slug=slug).first()
    if survey is None or survey.current is None:
        raise SurveyNotOpen(slug)
    return survey.current


def _begin(request: HttpRequest, page: Begin) -> HttpResponse:
    if request.method != "POST":
        return render(request, "monitor/worker/rate_begin.html", page)
    card = request.POST.get("card", "").strip()[:60]
    form = LONG if request.POST.get("form") == LONG else SHORT
    tag = request.POST.get("language", "")
    tag = tag if tag in dict(page.languages) else page.language
    state = vouchers.state(card)
    if state in REFUSED:
        faults = (Fault("card", REFUSED[state]),)
        again = Begin(page.code, page.name, page.city, page.invented, page.languages, tag, card, form, faults)
        return render(request, "monitor/worker/rate_begin.html", again, status=422)
    survey = Survey.objects.select_related("current").get(slug=form)
    key = begin(survey=survey, language=tag, prefilled={"agency": page.code or page.name, "voucher": card})
    return HttpResponseRedirect(addresses.resume(survey.slug, tag, key))
