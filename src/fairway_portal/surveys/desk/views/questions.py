"""One question of the questionnaire in the making: written, changed, taken away."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.questionnaire import ANSWERS
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, editing, words
from fairway_portal.surveys.desk.making import Making, making
from fairway_portal.surveys.desk.question_form import AskedQuestion, blank, read_question
from fairway_portal.surveys.running.languages import direction, own_name


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the questionnaire: its tag, what it calls itself, its direction."""

    tag: str
    name: str
    direction: str


def tongues(languages: tuple[str, ...]) -> tuple[Tongue, ...]:
    """The languages of a questionnaire, as fields need them."""
    return tuple(Tongue(tag, own_name(tag), direction(tag)) for tag in languages)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The form of a question; `name` is what it is called now, "" for a new one."""

    slug: str
    name: str
    asked: AskedQuestion
    tongues: tuple[Tongue, ...]
    pages: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, Text], ...]
    lists: tuple[tuple[str, str | Text], ...]


@requires(Role.SURVEY_OWNER)
def new_question(request: DeskRequest, slug: str, page: str) -> HttpResponse:
    """A new question, at the end of a page."""
    made = making(request, slug)
    if not any(one.name == page for one in made.form.pages):
        raise Http404
    if request.method != "POST":
        return _form(request, made, "", blank(page))
    return _taken(request, made, "")


@requires(Role.SURVEY_OWNER)
def question(request: DeskRequest, slug: str, name: str) -> HttpResponse:
    """A question that is there: changed, or taken away (`remove`)."""
    made = making(request, slug)
    found, stood = made.form.question(name), made.form.page_of(name)
    if found is None or stood is None:
        raise Http404
    if request.method != "POST":
        return _form(request, made, name, AskedQuestion(found, stood.name, made.reasons.get(name, "")))
    if "remove" in request.POST:
        form = editing.remove_question(made.form, name)
        actions.keep_working(by=request.person, survey=made.survey, form=form)
        say_next(request, Text("The question “{name}” is taken away.", name=name))
        return HttpResponseRedirect(f"{addresses.url('surveys-build', slug)}#page-{stood.name}")
    return _taken(request, made, name)


def _taken(request: DeskRequest, made: Making, name: str) -> HttpResponse:
    asked = read_question(request.POST, made.form, made.form.question(name) if name else None)
    if asked.faults:
        return _form(request, made, name, asked)
    form = editing.put_question(made.form, asked.page, asked.question, name)
    reasons = {asked.question.name: asked.reason or None}
    actions.keep_working(by=request.person, survey=made.survey, form=form, reasons=reasons)
    say_next(request, Text("The question “{name}” is kept.", name=asked.question.name))
    return HttpResponseRedirect(f"{addresses.url('surveys-build', made.slug)}#question-{asked.question.name}")


def _form(request: DeskRequest, made: Making, name: str, asked: AskedQuestion) -> HttpResponse:
    first = made.form.languages[0]
    page = QuestionPage(
        made.slug,
        name,
        asked,
        tongues(made.form.languages),
        tuple((one.name, f"{one.name} · {one.label[first]}" if first in one.label else one.name)
              for one in made.form.pages),
        tuple((kind, words.KINDS[kind]) for kind in ANSWERS),
        (("", Text("None")), *((each, each) for each in made.form.choices)),
    )  # fmt: skip
    return render(request, "surveys/desk/question.html", page, status=422 if asked.faults else 200)
