"""One page of the questionnaire in the making: its heading, when it is asked, whether it is asked again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict

from fairway.kernel.questionnaire import Page
from fairway.kernel.text import Text
from fairway.methods.routing import misstated_expressions
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, editing, reading
from fairway_portal.surveys.desk.making import Making, making
from fairway_portal.surveys.desk.question_form import LONGEST_NAME, name_faults
from fairway_portal.surveys.desk.views.questions import Tongue, tongues


@dataclass(frozen=True, slots=True)
class PageForm:
    """The form of a page; `name` is what it is called now, "" for a new one."""

    slug: str
    name: str
    page: Page
    tongues: tuple[Tongue, ...]
    faults: tuple[Fault, ...]


@requires(Role.SURVEY_OWNER)
def new_page(request: DeskRequest, slug: str) -> HttpResponse:
    """A new page, at the end."""
    made = making(request, slug)
    if request.method != "POST":
        return _form(request, made, "", Page(f"page_{len(made.form.pages) + 1}", {}, ()))
    return _taken(request, made, None)


@requires(Role.SURVEY_OWNER)
def page(request: DeskRequest, slug: str, name: str) -> HttpResponse:
    """A page that is there: changed, or taken away with its questions (`remove`)."""
    made = making(request, slug)
    found = next((one for one in made.form.pages if one.name == name), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _form(request, made, name, found)
    if "remove" in request.POST:
        actions.keep_working(by=request.person, survey=made.survey, form=editing.remove_page(made.form, name))
        say_next(request, Text("The page “{name}” is taken away, with its questions.", name=name))
        return HttpResponseRedirect(addresses.url("surveys-build", slug))
    return _taken(request, made, found)


def _taken(request: DeskRequest, made: Making, before: Page | None) -> HttpResponse:
    asked = _read(request.POST, made, before)
    name = before.name if before else ""
    faults = tuple(_faults(asked, made, name))
    if faults:
        return _form(request, made, name, asked, faults)
    actions.keep_working(by=request.person, survey=made.survey, form=editing.put_page(made.form, asked, name))
    say_next(request, Text("The page “{name}” is kept.", name=asked.name))
    return HttpResponseRedirect(f"{addresses.url('surveys-build', made.slug)}#page-{asked.name}")


def _read(post: QueryDict, made: Making, before: Page | None) -> Page:
    return replace(
        before or Page("", {}, ()),
        name=reading.line(post, "name", LONGEST_NAME),
        label=reading.said(post, "label", made.form.languages),
        relevant=reading.line(post, "relevant", reading.LONGEST_TEXT),
        repeated=reading.yes(post, "repeated"),
        count=reading.line(post, "count", reading.LONGEST_TEXT),
    )


def _faults(asked: Page, made: Making, before: str) -> Iterator[Fault]:
    yield from name_faults(asked.name, made.form, before)
    if asked.count and not asked.repeated:
        yield Fault("count", Text("Only a repeated page has a count. Empty this field, or tick the box above it."))
    for fault in misstated_expressions([replace(asked, questions=())]):
        yield Fault(fault.part, Text("{what}", what=fault.said))


def _form(request: DeskRequest, made: Making, name: str, asked: Page, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    shown = PageForm(made.slug, name, asked, tongues(made.form.languages), faults)
    return render(request, "surveys/desk/page.html", shown, status=422 if faults else 200)
