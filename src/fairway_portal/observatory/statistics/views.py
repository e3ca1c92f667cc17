"""Addresses of the explorer: find, a view of a table, the form that leads to one, files, method reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.exchange.sdmx.nearest import nearest
from fairway.kernel.errors import NotFound, UnknownCode
from fairway.kernel.figure import Figure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Dataflow, dataflows
from fairway.warehouse.releases_index import INDICATOR
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage
from fairway_portal.design import speech
from fairway_portal.design.addresses import absolute
from fairway_portal.design.rendering import page, render
from fairway_portal.observatory import files
from fairway_portal.observatory.statistics import asking, figures, listing, reports
from fairway_portal.observatory.statistics.listing import Entry
from fairway_portal.observatory.statistics.pages import Drawn, Programs, Table, flow_page, prepared
from fairway_portal.observatory.statistics.view import ARRANGED, Fault, View, parse_view, read_view
from fairway_portal.observatory.statistics.vintages import Pin, pinned
from fairway_portal.observatory.statistics.words import isolated

LONGEST = 80
LAST_PAGE = 100_000


@dataclass(frozen=True)
class FindPage:
    """The list of tables.

    Attributes:
        topics: Topic → its tables.
        whole: The dataflow that the list is narrowed to.
        asked: What was searched for.
        all: How many tables there are without the search.
    """

    topics: tuple[tuple[Text, tuple[Entry, ...]], ...]
    whole: Dataflow | None
    asked: str
    found: int
    all: int
    demonstration: bool


@page
def find(request: HttpRequest) -> HttpResponse:
    """Every table by topic, or those that a search finds."""
    return _list(request, None)


def _list(request: HttpRequest, whole: Dataflow | None) -> HttpResponse:
    every = listing.entries(Shelf.open(), speech.current(), whole)
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found = listing.search(every, asked) if asked else every
    demonstration = any(one.flow.demonstration for one in every)
    shown = FindPage(listing.by_topic(found), whole, asked, len(found), len(every), demonstration)
    return render(request, "observatory/statistics.html", shown)


@page
def flow(request: HttpRequest, flow: str, view: str = "") -> HttpResponse:
    """A view of a table; of a dataflow of many indicators, the list of them.

    Raises:
        UnknownCode: There is no such dataflow.
    """
    shelf = Shelf.open()
    meant = _dataflow(flow, shelf)
    if not meant.indicator and any(one.id == INDICATOR for one in meant.structure.dimensions):
        return _list(request, meant)
    table, faults = _table(request, meant, shelf)
    asked, wrong = parse_view(view, table.columns, table.words)
    return _page(request, table, asked, (*faults, *wrong))


@page
def choose(request: HttpRequest, flow: str) -> HttpResponse:
    """Redirects the form of filters to the address of the view, or shows it again with what could not be read."""
    shelf = Shelf.open()
    table, faults = _table(request, _dataflow(flow, shelf), shelf)
    asked = {name: [one[:LONGEST] for one in request.GET.getlist(name)] for name in (*table.columns.codes, *ARRANGED)}
    typed = {name: request.GET.get(f"{name}.name", "").strip()[: 5 * LONGEST] for name in table.columns.codes}
    view, wrong = read_view({name: codes for name, codes in asked.items() if codes}, typed, table.columns, table.words)
    if faults or wrong:
        return _page(request, table, view, (*faults, *wrong), typed)
    return HttpResponseRedirect(table.address(view))


@page
def file(request: HttpRequest, flow: str, view: str) -> HttpResponse:
    """A view as XLSX, JSON, SVG or PNG.

    Raises:
        NotFound: It has no such file, or shows nothing.
    """
    said, _, suffix = view.rpartition(".")
    shelf = Shelf.open()
    table, faults = _table(request, _dataflow(flow, shelf), shelf)
    asked, wrong = parse_view("" if said == "-" else said, table.columns, table.words)
    if faults or wrong:
        raise NotFound(speech.say((*faults, *wrong)[0].message))
    made = prepared(table, asked)
    if made is None:
        raise NotFound("Nothing matches these filters.", advice="Loosen one of them on the page of the table.")
    if suffix in ("svg", "png"):
        figure: Figure = figures.picture(made.subject)
    elif suffix in ("xlsx", "json"):
        figure = figures.taken(made.subject)
    else:
        raise NotFound(f"A table has no “{suffix[:20]}” file.", advice="Choose one of csv, xlsx, json, svg, png.")
    body = files.FIGURE_FILES[suffix](figure, speech.current())
    answer = HttpResponse(body, content_type=files.TYPES[suffix])
    how = "attachment" if suffix == "xlsx" else "inline"
    answer.headers["Content-Disposition"] = f'{how}; filename="fairway-{table.flow.structure.id}.{suffix}"'
    if suffix == "svg":
        # A stand-alone picture carries its own style, and is opened on its own.
        answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


@dataclass(frozen=True)
class MethodPage:
    """The method report of a release."""

    vintage: Vintage
    reference: str
    title: str
    date: str
    report: object
    demonstration: bool


@page
def method(request: HttpRequest, flow: str, vintage: str) -> HttpResponse:
    """How the figures of a release were made.

    Raises:
        NotFound: The release is not here, or came without a report.
    """
    shelf = Shelf.open()
    meant = _dataflow(flow, shelf)
    found = next((one for one in meant.history if one.record.vintage == vintage), None)
    path = found.folder / "report.md" if found else None
    if found is None or path is None or not path.is_file():
        raise NotFound(
            f"There is no method report of a release called {vintage[:LONGEST]}.",
            advice="The page of the table lists its releases.",
        )
    title = speech.current().say(Text("Method of {title}", title=found.record.title))
    date = isolated(found.record.imported[:10], speech.current())
    report = reports.html(path.read_text("utf-8"), title)
    shown = MethodPage(found, listing.reference(meant, shelf), title, date, report, meant.demonstration)
    return render(request, "observatory/statistics_method.html", shown)


def _dataflow(reference: str, shelf: Shelf) -> Dataflow:
    agency, _, id = reference.rpartition(":")
    for one in dataflows(shelf):
        if one.structure.id == id and agency in ("", one.structure.agency):
            return one
    known = list(dict.fromkeys(one.structure.id for one in dataflows(shelf)))
    raise UnknownCode(Text("a table of statistics"), reference[:LONGEST], suggestions=nearest(id, known))


def _table(request: HttpRequest, meant: Dataflow, shelf: Shelf) -> tuple[Table, tuple[Fault, ...]]:
    """The table over the vintage that the address pins; over the current ones where it pins none that is here."""
    name = request.GET.get("vintage", "").strip()[: 2 * LONGEST]
    faults: tuple[Fault, ...] = ()
    pin = pinned(meant, name)
    if pin is None:
        message = Text("No release of this table is called “{name}”. Its releases are listed below.", name=name)
        faults, pin = (Fault("vintages", message),), Pin("", meant.vintages)
    return Table.opened(meant, listing.reference(meant, shelf), pin, speech.current()), faults


def _page(
    request: HttpRequest, table: Table, view: View, faults: tuple[Fault, ...], typed: dict[str, str] | None = None
) -> HttpResponse:
    number = request.GET.get("page", "").strip() or "1"
    right = number.isdecimal() and len(number) <= len(str(LAST_PAGE)) and int(number) >= 1
    if not right:
        faults = (*faults, Fault("table", Text("There is no such page of this table.")))
    made = flow_page(table, view, faults, int(number) if right else 1, typed)
    if made.drawn is not None:
        made = replace(made, programs=_programs(request, made.drawn))
    return render(request, "observatory/statistics_flow.html", made, status=422 if made.faults else 200)


def _programs(request: HttpRequest, drawn: Drawn) -> Programs:
    found = drawn.queries
    csv = absolute(request, found.in_format(2, "csv"))
    generic = absolute(request, found.in_format(1, "generic-2.1")) if found.v1 else ""
    return Programs(
        absolute(request, found.v1) if found.v1 else "",
        absolute(request, found.v2),
        asking.python_with_pandas(csv),
        asking.python_with_sdmx1(generic) if generic else "",
        asking.r_with_csv(csv),
    )
