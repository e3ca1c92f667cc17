"""The first page: an organisation's surveys; and making a new one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect

from fairway.exchange.xlsform_errors import FormFault, XLSFormMisstated
from fairway.kernel.errors import InputError
from fairway.kernel.questionnaire import Questionnaire
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, identity, new_form, uploading, words, working
from fairway_portal.surveys.desk.modules import SHIPPED, titles
from fairway_portal.surveys.desk.own import listed, title_of
from fairway_portal.surveys.desk.remarks import leave_remarks
from fairway_portal.surveys.errors import SlugTaken


@dataclass(frozen=True, slots=True)
class Row:
    """A survey in the list."""

    slug: str
    title: str
    state: Text
    public: bool
    version: str
    answers: int
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The surveys of an organisation."""

    rows: tuple[Row, ...]


@requires(Role.SURVEY_OWNER, methods=("GET",))
def surveys(request: DeskRequest) -> HttpResponse:
    """The surveys of the organisation, the latest first."""
    rows = tuple(
        Row(
            one.slug,
            title_of(one),
            words.STATES[one.state],
            one.public,
            one.current.version if one.current else "",
            answers,
            one.demonstration,
        )
        for one, answers in listed(request.membership.organisation)
    )
    return render(request, "surveys/desk/list.html", Listing(rows))


@dataclass(frozen=True, slots=True)
class New:
    """The form of a new survey; `form_faults` are those of an uploaded workbook."""

    asked: new_form.NewSurvey
    modules: tuple[tuple[str, str], ...]
    form_faults: tuple[FormFault, ...] = ()


@uploading.takes_a_file
@requires(Role.SURVEY_OWNER)
def new(request: DeskRequest) -> HttpResponse:
    """Makes a survey; what was written stays where something is wrong, but a file has to be chosen again."""
    if request.method != "POST":
        return _form(request, new_form.NewSurvey())
    asked = new_form.read_new(request.POST)
    form_faults: tuple[FormFault, ...] = ()
    form: Questionnaire | None = None
    remarks: tuple[str, ...] = ()
    try:
        form, remarks = _begun_with(request, asked)
    except XLSFormMisstated as misstated:
        form_faults = misstated.faults
        asked = asked.with_fault("file", Text("The form cannot be read. Its faults stand in the table below."))
    except InputError as error:
        asked = asked.with_fault("file", uploading.told(error))
    if asked.faults or form is None:
        return _form(request, asked, form_faults)
    return _made(request, asked, form, remarks)


def _begun_with(request: DeskRequest, asked: new_form.NewSurvey) -> tuple[Questionnaire, tuple[str, ...]]:
    """The questionnaire to begin with, and what its reader left out."""
    if asked.source == new_form.FILE:
        read = uploading.form_in(request, "file")
        return read.questionnaire, read.remarks
    if asked.source in SHIPPED:
        return SHIPPED[asked.source](), ()
    return working.empty(asked.slug.replace("-", "_"), asked.title, asked.language), ()


def _made(
    request: DeskRequest, asked: new_form.NewSurvey, form: Questionnaire, remarks: tuple[str, ...]
) -> HttpResponse:
    shipped = asked.source in SHIPPED
    reasons = {one.name: identity.OF_MODULE for one in identity.identifying(form)} if shipped else {}
    try:
        survey = actions.begin_survey(
            by=request.person,
            owner=request.membership.organisation,
            slug=asked.slug,
            public=not asked.collectors_only,
            form=form,
            reasons=reasons,
        )
    except SlugTaken:
        return _form(request, asked.with_fault("slug", Text("There is a survey at this address. Choose another.")))
    say_next(request, Text("The survey is made. Look at its questions, then make its first version."))
    leave_remarks(request, survey.slug, remarks)
    return HttpResponseRedirect(addresses.url("surveys-build", survey.slug))


def _form(request: DeskRequest, asked: new_form.NewSurvey, form_faults: tuple[FormFault, ...] = ()) -> HttpResponse:
    page = New(asked, titles(speech.current().language), form_faults)
    return render(request, "surveys/desk/new.html", page, status=422 if asked.faults else 200)
