"""The questionnaire in the making: pages, questions, lists and faults on one page; moved, replaced, made a version."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect

from fairway.exchange.xlsform_errors import FormFault, XLSFormMisstated
from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, editing, reading, remarks, uploading, words
from fairway_portal.surveys.desk.faults import ShownFault, shown_faults
from fairway_portal.surveys.desk.identity import asks_identity
from fairway_portal.surveys.desk.making import Making, making
from fairway_portal.surveys.desk.own import title_of
from fairway_portal.surveys.desk.texts import lacking
from fairway_portal.surveys.desk.working import Unfinished
from fairway_portal.surveys.running.languages import own_name

POST = ("POST",)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the outline."""

    name: str
    kind: Text
    label: str
    required: bool
    sensitive: bool
    identity: bool
    routed: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in the outline."""

    name: str
    label: str
    repeated: bool
    relevant: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The questionnaire in the making.

    Attributes:
        lacking: Language, its own name, and how many texts it needs still.
        next_version: What the next version may be called.
        form_faults: Of a workbook that was just uploaded; remarks: what its reader left out.
    """

    slug: str
    title: str
    language: str
    languages: tuple[str, ...]
    pages: tuple[PageRow, ...]
    lists: tuple[tuple[str, int], ...]
    faults: tuple[ShownFault, ...]
    lacking: tuple[tuple[str, str, int], ...]
    next_version: str
    wrong: tuple[Fault, ...] = ()
    form_faults: tuple[FormFault, ...] = ()
    remarks: tuple[str, ...] = ()


@requires(Role.SURVEY_OWNER, methods=("GET",))
def build(request: DeskRequest, slug: str) -> HttpResponse:
    """The outline."""
    made = making(request, slug)
    return _shown(request, made, left_out=remarks.take_remarks(request, slug))


@requires(Role.SURVEY_OWNER, methods=POST)
def move(request: DeskRequest, slug: str) -> HttpResponse:
    """Moves a page or a question up or down: `up` or `down` names it, as `page cost` or `question age`."""
    made = making(request, slug)
    by = editing.UP if "up" in request.POST else editing.DOWN
    thing, _, name = request.POST.get("up", request.POST.get("down", "")).partition(" ")
    if thing == "page" and any(page.name == name for page in made.form.pages):
        form = editing.move_page(made.form, name, by)
    elif thing == "question" and made.form.question(name) is not None:
        form = editing.move_question(made.form, name, by)
    else:  # somebody took it away meanwhile
        return HttpResponseRedirect(addresses.url("surveys-build", slug))
    actions.keep_working(by=request.person, survey=made.survey, form=form)
    return HttpResponseRedirect(f"{addresses.url('surveys-build', slug)}#{thing}-{name}")


@uploading.takes_a_file
@requires(Role.SURVEY_OWNER, methods=POST)
def replace(request: DeskRequest, slug: str) -> HttpResponse:
    """Puts an uploaded form in the place of the questionnaire in the making; versions stay as they are."""
    made = making(request, slug)
    try:
        read = uploading.form_in(request, "file")
    except XLSFormMisstated as misstated:
        said = Text("The form cannot be read. Its faults stand in the table below.")
        return _shown(request, made, (Fault("file", said),), misstated.faults)
    except InputError as error:
        return _shown(request, made, (Fault("file", uploading.told(error)),))
    actions.replace_working(by=request.person, survey=made.survey, form=read.questionnaire)
    remarks.leave_remarks(request, slug, read.remarks)
    say_next(request, Text("The form is here. Make it a version, and it will be asked."))
    return HttpResponseRedirect(addresses.url("surveys-build", slug))


@requires(Role.SURVEY_OWNER, methods=POST)
def version(request: DeskRequest, slug: str) -> HttpResponse:
    """Makes the questionnaire in the making a version."""
    made = making(request, slug)
    name = reading.line(request.POST, "version", 40)
    if not name:
        return _shown(request, made, (Fault("version", Text("Give the version a name, for example 2.")),))
    try:
        actions.keep_working(by=request.person, survey=made.survey, form=made.form)
        actions.make_version(by=request.person, survey=made.survey, version=name)
    except InputError as error:
        return _shown(request, made, (Fault("version", uploading.told(error)),))
    say_next(request, Text("Version {version} is asked from now on.", version=name))
    return HttpResponseRedirect(addresses.url("surveys-one", slug))


def _shown(
    request: DeskRequest,
    made: Making,
    wrong: tuple[Fault, ...] = (),
    form_faults: tuple[FormFault, ...] = (),
    left_out: tuple[str, ...] = (),
) -> HttpResponse:
    form = made.form
    page = Outline(
        made.slug,
        form.title.get(form.languages[0]) or title_of(made.survey),
        form.languages[0],
        form.languages,
        _pages(form),
        tuple((name, len(listed)) for name, listed in form.choices.items()),
        shown_faults(made.slug, form, made.reasons),
        tuple((tag, own_name(tag), count) for tag, count in lacking(form).items()),
        _next_version(made),
        wrong,
        form_faults,
        left_out,
    )
    return render(request, "surveys/desk/build.html", page, status=422 if wrong else 200)


def _pages(form: Unfinished) -> tuple[PageRow, ...]:
    first = form.languages[0]
    return tuple(
        PageRow(
            page.name,
            page.label.get(first, ""),
            page.repeated,
            page.relevant,
            tuple(
                QuestionRow(
                    one.name,
                    words.KINDS[one.answer],
                    one.label.get(first, ""),
                    one.required,
                    one.sensitive,
                    asks_identity(one),
                    bool(one.relevant),
                )
                for one in page.questions
            ),
        )
        for page in form.pages
    )


def _next_version(made: Making) -> str:
    """The number after the versions that are there; an uploaded form's own name where it is free."""
    taken = set(made.survey.versions.values_list("version", flat=True))
    own = made.form.version
    if own and own not in (*taken, "draft"):
        return own
    number = len(taken) + 1
    while str(number) in taken:
        number += 1
    return str(number)
