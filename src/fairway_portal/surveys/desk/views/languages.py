"""The title and the languages of the questionnaire in the making; the texts that a language lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.questionnaire_faults import LANGUAGE
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, editing, reading
from fairway_portal.surveys.desk.making import Making, making
from fairway_portal.surveys.desk.texts import lacking, missing, written_in
from fairway_portal.surveys.desk.views.questions import Tongue, tongues
from fairway_portal.surveys.running.languages import own_name

MOST_LANGUAGES: Final = 20
SHOWN_TEXTS: Final = 100
LONGEST_TAG: Final = 16


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages; `lacking`: tag → how many texts it needs still."""

    slug: str
    title: dict[str, str]
    tongues: tuple[Tongue, ...]
    lacking: dict[str, int]
    asked: str = ""
    faults: tuple[Fault, ...] = ()


@requires(Role.SURVEY_OWNER)
def languages(request: DeskRequest, slug: str) -> HttpResponse:
    """The title in each language; a language added (`add`) or taken away (`remove`)."""
    made = making(request, slug)
    if request.method != "POST":
        return _form(request, made)
    if "remove" in request.POST:
        return _removed(request, made, request.POST["remove"])
    if "add" in request.POST:
        return _added(request, made, reading.line(request.POST, "tag", LONGEST_TAG))
    form = editing.retitle(made.form, reading.said(request.POST, "title", made.form.languages))
    actions.keep_working(by=request.person, survey=made.survey, form=form)
    say_next(request, Text("The title is kept."))
    return HttpResponseRedirect(addresses.url("surveys-languages", slug))


def _added(request: DeskRequest, made: Making, tag: str) -> HttpResponse:
    fault = None
    if not LANGUAGE.fullmatch(tag):
        fault = Text("Write the code of a language, for example ne for Nepali or ur for Urdu.")
    elif tag in made.form.languages:
        fault = Text("The questionnaire has this language already.")
    elif len(made.form.languages) >= MOST_LANGUAGES:
        fault = Text("A questionnaire has at most {most} languages.", most=MOST_LANGUAGES)
    if fault is not None:
        return _form(request, made, tag, (Fault("tag", fault),))
    actions.keep_working(by=request.person, survey=made.survey, form=editing.add_language(made.form, tag))
    say_next(request, Text("The language {name} is added. Write its texts.", name=own_name(tag)))
    return HttpResponseRedirect(addresses.url("surveys-texts", made.slug, tag))


def _removed(request: DeskRequest, made: Making, tag: str) -> HttpResponse:
    if tag not in made.form.languages or len(made.form.languages) == 1:
        fault = Fault("tag", Text("A questionnaire needs one language at least."))
        return _form(request, made, "", (fault,))
    actions.keep_working(by=request.person, survey=made.survey, form=editing.remove_language(made.form, tag))
    say_next(request, Text("The language {name} is taken away, with its texts.", name=own_name(tag)))
    return HttpResponseRedirect(addresses.url("surveys-languages", made.slug))


def _form(request: DeskRequest, made: Making, asked: str = "", faults: tuple[Fault, ...] = ()) -> HttpResponse:
    page = Languages(made.slug, dict(made.form.title), tongues(made.form.languages), lacking(made.form), asked, faults)
    return render(request, "surveys/desk/languages.html", page, status=422 if faults else 200)


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A text that a language lacks: its field, where it stands, and what the first language that has it says."""

    field: str
    key: str
    place: str
    said: str
    spoken: Tongue
    needed: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that a language lacks, the first hundred of them."""

    slug: str
    tongue: Tongue
    texts: tuple[Untranslated, ...]
    count: int


@requires(Role.SURVEY_OWNER)
def texts(request: DeskRequest, slug: str, tag: str) -> HttpResponse:
    """Writes texts of a language; what is left empty is asked for again."""
    made = making(request, slug)
    if tag not in made.form.languages:
        raise Http404
    spots = missing(made.form, tag)
    if request.method == "POST":
        written = {spot.key: reading.lines(request.POST, spot.key) for spot in spots}
        form = written_in(made.form, tag, written)
        actions.keep_working(by=request.person, survey=made.survey, form=form)
        say_next(request, Text("{n} texts are kept.", n=sum(1 for text in written.values() if text)))
        left = missing(form, tag)
        return HttpResponseRedirect(
            addresses.url("surveys-texts", slug, tag) if left else addresses.url("surveys-languages", slug)
        )
    shown = tuple(
        Untranslated(
            f"text-{at}",
            spot.key,
            " · ".join(part for part in (spot.name, spot.code, spot.part) if part),
            text,
            tongues((language,))[0],
            spot.needed,
        )
        for at, spot in enumerate(spots[:SHOWN_TEXTS])
        for language, text in [next(iter(spot.said.items()), (tag, ""))]
    )
    page = Texts(slug, tongues((tag,))[0], shown, len(spots))
    return render(request, "surveys/desk/texts.html", page)
