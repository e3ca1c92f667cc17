"""The empty table to download, and the filled one to send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError, NotFound
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Session, Survey, Version
from fairway_portal.surveys.outreach import actions, queries, showing
from fairway_portal.surveys.outreach.actions import Tally
from fairway_portal.surveys.outreach.entry_views import AS_WRITTEN, LANGUAGE
from fairway_portal.surveys.outreach.session_views import title_of
from fairway_portal.surveys.outreach.table_reading import MOST_BYTES, TableUnreadable, read_table
from fairway_portal.surveys.outreach.table_writing import template_csv, template_xlsx
from fairway_portal.surveys.outreach.tables import MOST_FAULTS, FilledTable, TableFault, read_forms
from fairway_portal.surveys.running.saying import Teller

MAKERS: Final = {
    "xlsx": (template_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (template_csv, "text/csv; charset=utf-8"),
}
FILE: Final = "table"


@dataclass(frozen=True, slots=True)
class TablePage:
    """The page: `faults` of the file that was sent, `more` how many are not shown."""

    key: str
    slug: str
    label: str
    title: str
    languages: tuple[tuple[str, str], ...]
    language: str
    faults: tuple[TableFault, ...] = ()
    more: int = 0
    doubtful: bool = False
    unreadable: Text | None = None
    advice: Text | None = None


@requires(Role.OUTREACH)
def table(request: DeskRequest, key: UUID, slug: str) -> HttpResponse:
    """Where the empty table is fetched and the filled one is sent."""
    session, survey, version = _found(request, key, slug)
    if request.method != "POST":
        return _page(request, session, survey, version)
    try:
        read = _read(request, session, survey, version)
    except InputError as error:
        return _page(request, session, survey, version, error=error)
    if read.wrong or (read.doubtful and AS_WRITTEN not in request.POST):
        return _page(request, session, survey, version, read=read)
    language = request.POST.get(LANGUAGE, "")[:16]
    tally = actions.take_all(by=request.person, session=session, version=version, forms=read.forms, language=language)
    say_next(request, _said(tally))
    return HttpResponseRedirect(addresses.url("outreach-session", str(session.key)))


@requires(Role.OUTREACH, methods=("GET",))
def template(request: DeskRequest, key: UUID, slug: str, ending: str) -> HttpResponse:
    """The empty table."""
    _, survey, version = _found(request, key, slug)
    if ending not in MAKERS:
        raise NotFound(Text("There is no table of this kind."), advice=Text("Take the workbook or the CSV file."))
    maker, kind = MAKERS[ending]
    response = HttpResponse(maker(_teller(version)), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{survey.slug}.{ending}"'
    return response


def _found(request: DeskRequest, key: UUID, slug: str) -> tuple[Session, Survey, Version]:
    session = queries.session_of(key)
    refuse_unless(session.organisation_id == request.membership.organisation_id)
    survey = queries.survey_for(session.organisation, slug)
    if survey.current is None:
        raise AssertionError(slug)  # `survey_for` finds none without
    return session, survey, survey.current


def _teller(version: Version) -> Teller:
    voice = speech.current()
    return Teller(form_of(version), voice.language, voice)


def _read(request: DeskRequest, session: Session, survey: Survey, version: Version) -> FilledTable:
    sent = request.FILES.get(FILE)
    if sent is None:
        raise TableUnreadable(Text("No file was chosen."), advice=Text("Choose the table that you filled in."))
    teller = _teller(version)
    content = sent.read(MOST_BYTES + 1)
    return read_forms(
        read_table(content), teller, key=session.key, slug=survey.slug, typed_in=speech.current().language
    )


def _page(
    request: DeskRequest,
    session: Session,
    survey: Survey,
    version: Version,
    *,
    read: FilledTable | None = None,
    error: InputError | None = None,
) -> HttpResponse:
    teller = _teller(version)
    faults = (read.wrong or read.doubtful) if read else []
    page = TablePage(
        key=str(session.key),
        slug=survey.slug,
        label=session.label,
        title=title_of(survey),
        languages=showing.tongues(teller),
        language=request.POST.get(LANGUAGE, showing.written_in(teller)[0]),
        faults=tuple(faults[:MOST_FAULTS]),
        more=max(0, len(faults) - MOST_FAULTS),
        doubtful=bool(read and not read.wrong and read.doubtful),
        unreadable=error.title_text if error else None,
        advice=error.advice_text if error else None,
    )
    return render(request, "surveys/outreach/table.html", page, status=422 if faults or error else 200)


def _said(tally: Tally) -> Text:
    """What became of a table, in one sentence or two."""
    counted = tally.outcomes
    parts = []
    if counted["new"]:
        parts.append(Text("New forms: {n}.", n=counted["new"]))
    if counted["repeated"]:
        parts.append(Text("{n} had arrived before; nothing was counted twice.", n=counted["repeated"]))
    if counted["conflict"]:
        parts.append(
            Text(
                "{n} had arrived before with other answers: both are kept, and the owner sees it.",
                n=counted["conflict"],
            )
        )
    said = " ".join(speech.say(one) for one in (*parts, *tally.said()))
    return Text("{said}", said=said)
