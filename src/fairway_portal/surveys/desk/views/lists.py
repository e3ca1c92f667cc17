"""One list of answers of the questionnaire in the making."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, editing
from fairway_portal.surveys.desk.list_form import AskedList, read_list, shown_list
from fairway_portal.surveys.desk.making import Making, making
from fairway_portal.surveys.desk.views.questions import Tongue, tongues


@dataclass(frozen=True, slots=True)
class ListPage:
    """The form of a list; `name` is what it is called now, "" for a new one; `used` names the questions it answers."""

    slug: str
    name: str
    asked: AskedList
    tongues: tuple[Tongue, ...]
    used: tuple[str, ...]


@requires(Role.SURVEY_OWNER)
def new_choices(request: DeskRequest, slug: str) -> HttpResponse:
    """A new list."""
    made = making(request, slug)
    if request.method != "POST":
        return _form(request, made, "", AskedList("", dict.fromkeys(made.form.languages, "")))
    return _taken(request, made, "")


@requires(Role.SURVEY_OWNER)
def choices(request: DeskRequest, slug: str, name: str) -> HttpResponse:
    """A list that is there: changed, or taken away (`remove`)."""
    made = making(request, slug)
    if name not in made.form.choices:
        raise Http404
    if request.method != "POST":
        return _form(request, made, name, shown_list(name, made.form.choices[name], made.form.languages))
    if "remove" in request.POST:
        actions.keep_working(by=request.person, survey=made.survey, form=editing.remove_list(made.form, name))
        say_next(request, Text("The list “{name}” is taken away.", name=name))
        return HttpResponseRedirect(addresses.url("surveys-build", slug))
    return _taken(request, made, name)


def _taken(request: DeskRequest, made: Making, name: str) -> HttpResponse:
    asked = read_list(request.POST, made.form, name)
    if asked.faults:
        return _form(request, made, name, asked)
    form = editing.put_list(made.form, asked.name, asked.choices, name)
    actions.keep_working(by=request.person, survey=made.survey, form=form)
    say_next(request, Text("The list “{name}” is kept.", name=asked.name))
    return HttpResponseRedirect(f"{addresses.url('surveys-build', made.slug)}#lists")


def _form(request: DeskRequest, made: Making, name: str, asked: AskedList) -> HttpResponse:
    used = tuple(one.name for one in made.form.questions() if name and one.choices == name)
    page = ListPage(made.slug, name, asked, tongues(made.form.languages), used)
    return render(request, "surveys/desk/choices.html", page, status=422 if asked.faults else 200)
