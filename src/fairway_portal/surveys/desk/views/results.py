"""Results: what was counted, what was written, what is doubtful, and the answers themselves as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate

from fairway.kernel.questionnaire import Questionnaire
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.desk import actions, exporting, reading, results
from fairway_portal.surveys.desk.own import own, title_of
from fairway_portal.surveys.desk.submissions import each_answered, submissions_of
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Survey
from fairway_portal.surveys.running.saying import Teller

LEAST_REASON: Final = 10
KINDS: Final = (("zip", Text("Tables (CSV in a ZIP file)")), ("json", Text("JSON")))


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a survey; `summary` is None before it has a version."""

    slug: str
    title: str
    summary: results.Summary | None
    kinds: tuple[tuple[str, Text], ...]
    any_sensitive: bool
    demonstration: bool
    reason: str = ""
    faults: tuple[Fault, ...] = ()


@requires(Role.SURVEY_OWNER, methods=("GET",))
def show(request: DeskRequest, slug: str) -> HttpResponse:
    """What was counted."""
    return _shown(request, own(request, slug))


def _shown(request: DeskRequest, survey: Survey, reason: str = "", faults: tuple[Fault, ...] = ()) -> HttpResponse:
    submissions_of(survey)
    counted, sensitive = None, False
    if survey.current is not None:
        form = form_of(survey.current)
        language = speech.current().language
        tag = language if language in form.questionnaire.languages else form.questionnaire.languages[0]
        counted = results.summary(survey, Teller(form, tag, speech.current()))
        sensitive = any(one.sensitive for one in form.questionnaire.questions())
    page = Results(survey.slug, title_of(survey), counted, KINDS, sensitive, survey.demonstration, reason, faults)
    return render(request, "surveys/desk/results.html", page, status=422 if faults else 200)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """The answers in words to one question."""

    slug: str
    name: str
    label: str
    rows: tuple[results.Written, ...]
    number: int
    count: int


@requires(Role.SURVEY_OWNER, methods=("GET",))
def written(request: DeskRequest, slug: str, name: str) -> HttpResponse:
    """The answers in words to a question that is not sensitive."""
    survey = own(request, slug)
    submissions_of(survey)
    if survey.current is None:
        raise Http404
    form = form_of(survey.current)
    one = form.questionnaire.question(name)
    if one is None or one.answer != "text" or one.sensitive:
        raise Http404
    rows, number, count = results.written_answers(survey, form.questionnaire, name, _page(request))
    label = one.label.get(speech.current().language) or one.label.get(form.questionnaire.languages[0], name)
    return render(request, "surveys/desk/written.html", WrittenPage(slug, name, label, rows, number, count))


@dataclass(frozen=True, slots=True)
class DoubtfulPage:
    """What the owner should look at."""

    slug: str
    title: str
    rows: tuple[results.Doubtful, ...]
    number: int
    count: int


@requires(Role.SURVEY_OWNER, methods=("GET",))
def doubtful(request: DeskRequest, slug: str) -> HttpResponse:
    """Answers with faults, and answers that came twice and differ."""
    survey = own(request, slug)
    rows, number, count = results.doubtful(survey, _page(request))
    return render(request, "surveys/desk/doubtful.html", DoubtfulPage(slug, title_of(survey), rows, number, count))


@requires(Role.SURVEY_OWNER, methods=("POST",))
def answers(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The answers as a file, written while they are read; whoever takes sensitive ones says why."""
    survey = own(request, slug)
    submissions_of(survey)
    kind = request.POST.get("kind", "zip")
    sensitive, reason = reading.yes(request.POST, "sensitive"), reading.line(request.POST, "reason", 1000)
    if kind not in dict(KINDS):
        raise Http404
    if sensitive and len(reason) < LEAST_REASON:
        said = Text("Write what the answers to sensitive questions are needed for. It goes into the record of actions.")
        return _shown(request, survey, reason, (Fault("reason", said),))
    actions.record_download(by=request.person, survey=survey, sensitive=sensitive, reason=reason, kind=kind)
    versions = list(survey.versions.order_by("-pk"))
    ordered = sorted(versions, key=lambda one: one.pk != survey.current_id)
    forms = [form_of(one).questionnaire for one in ordered]
    names = {one.pk: one.version for one in versions}
    source = _source(survey)
    if kind == "json":
        hidden = frozenset() if sensitive else _sensitive(forms)
        return _file(exporting.as_json(source, names, hidden), survey, "json", "application/json", found_on=localdate())
    tables = exporting.tables_of(forms, sensitive=sensitive)
    return _file(exporting.zipped(tables, source, names), survey, "zip", "application/zip", found_on=localdate())


def _source(survey: Survey) -> exporting.Source:
    """The answers up to the latest at this moment: every table of a file holds the same ones."""
    latest = submissions_of(survey).order_by("-pk").values_list("pk", flat=True).first() or 0
    return lambda: each_answered(submissions_of(survey).filter(pk__lte=latest))


def _sensitive(forms: list[Questionnaire]) -> frozenset[str]:
    return frozenset(one.name for form in forms for one in form.questions() if one.sensitive)


def _file(pieces: Iterator[bytes], survey: Survey, ending: str, kind: str, found_on: date) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    name = f"{survey.slug}-{found_on.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: DeskRequest) -> int:
    written = request.GET.get("page", "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1
