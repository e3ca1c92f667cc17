"""`/patterns`: every component and every kind of figure with invented numbers, for designers and for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from fairway.corridors import report
from fairway.kernel.figure import (
    Bars,
    Cell,
    Chart,
    Column,
    Dumbbell,
    Figure,
    Gap,
    HeatTable,
    Kind,
    Lines,
    StatusGrid,
)
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text
from fairway_portal.design import speech
from fairway_portal.design.rendering import page, render

INVENTED: Final = Provenance(
    table="sample",
    publisher="Fairway",
    title="Invented numbers",
    edition="0",
    licence="CC0",
    vintage="sample@0",
    file="patterns.py",
    method=Text("Invented to show how a figure looks; none of it is true."),
)
COLOURS: Final = (
    "paper",
    "paper-quiet",
    "ink",
    "ink-quiet",
    "line",
    "line-strong",
    "accent",
    "accent-quiet",
    "warning",
    "warning-quiet",
    "focus",
)


@dataclass(frozen=True, slots=True)
class SampleFault:
    """A fault for the error summary."""

    field: str
    message: Text
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row for the table of corridors."""

    rank: int
    origin: str
    destination: str
    persons: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything the page shows."""

    colours: tuple[str, ...]
    figures: tuple[Markup, ...]
    gaps: tuple[Markup, ...]
    faults: tuple[SampleFault, ...]
    rows: tuple[SampleRow, ...]


@page
def patterns(request: HttpRequest) -> HttpResponse:
    """The page."""
    voice = speech.current()
    shown = Patterns(
        COLOURS,
        tuple(report.figure_html(figure, voice) for figure in sample_figures()),
        tuple(report.gap_html(gap, voice) for gap in sample_gaps()),
        (SampleFault("sample-field", Text("No country is called “{asked}”.", asked="Nepel"), ("Nepal (NPL)",)),),
        (SampleRow(1, "MEX", "USA", 3000), SampleRow(2, "NPL", "QAT", 2000), SampleRow(3, "UKR", "POL", 1000)),
    )
    return render(request, "design/patterns.html", shown)


Heading = tuple[str, Text, Kind]


def _figure(
    id: str,
    title: Text,
    columns: list[Heading],
    rows: list[tuple[Cell, ...]],
    chart: Chart | None,
    flag: Flag,
) -> Figure:
    return Figure(
        id=f"sample.{id}",
        title=title,
        unit=Text("invented units"),
        year="2000–2020",
        columns=tuple(Column(key, name, kind, 1 if kind == "percent" else 0) for key, name, kind in columns),
        rows=tuple(rows),
        sentence=Text("The sentence that a screen reader says, computed from the table."),
        flag=flag,
        sources=(INVENTED,),
        chart=chart,
        notes=(Text("A note that a careful reader must see."),),
    )


def sample_figures() -> list[Figure]:
    """One figure of each kind."""
    year: Heading = ("year", Text("Year"), "year")
    women: Heading = ("female", Text("Women"), "count")
    men: Heading = ("male", Text("Men"), "count")
    sector: Heading = ("sector", Text("Sector"), "text")
    migrants: Heading = ("foreign", Text("Migrants"), "percent")
    nationals: Heading = ("native", Text("Nationals"), "percent")
    country: Heading = ("place", Text("Country"), "place")
    other: Heading = ("other", Text("Another"), "count")
    statuses: list[Heading] = [(code, Text("{code}", code=code), "status") for code in ("C097", "C143", "C189")]
    return [
        _figure(
            "lines",
            Text("Lines over time"),
            [year, women, men],
            [(2000, 120, 310), (2005, 190, 420), (2010, 260, 520), (2015, None, 640), (2020, 410, 700)],
            Lines("year", ("female", "male")),
            Flag.ESTIMATED,
        ),
        _figure(
            "bars",
            Text("Bars from zero"),
            [country, ("persons", Text("Persons"), "count")],
            [("QAT", 900), ("MYS", 700), ("SAU", 520), ("IND", 480), ("ARE", 110)],
            Bars("place", ("persons",), highlight="QAT"),
            Flag.OBSERVED,
        ),
        _figure(
            "dumbbell",
            Text("Two groups compared"),
            [sector, migrants, nationals],
            [(Text("Agriculture"), 12.5, 8.0), (Text("Construction"), 31.0, 11.0), (Text("Manufacturing"), 9.0, 14.5)],
            Dumbbell("sector", "foreign", "native"),
            Flag.MODELLED,
        ),
        _figure(
            "heat",
            Text("A heat table"),
            [country, ("a", Text("First"), "count"), ("b", Text("Second"), "count"), other],
            [("NPL", 10, 200, 4000), ("IND", 5000, None, 40), ("PHL", 300, 900, 0)],
            HeatTable("place"),
            Flag.PARTIAL,
        ),
        _figure(
            "status",
            Text("A grid of statuses"),
            [country, *statuses],
            [("NPL", "unknown", "no", "not_applicable"), ("PHL", "yes", "yes", "signed")],
            StatusGrid("place"),
            Flag.PARTIAL,
        ),
        _figure(
            "table",
            Text("A table alone"),
            [country, ("cost", Text("Cost"), "percent"), ("amount", Text("Amount"), "usd")],
            [("NPL", 4.2, 1200), ("PHL", None, 850)],
            None,
            Flag.STATED,
        ),
    ]


def sample_gaps() -> list[Gap]:
    """One gap of each kind."""
    reason, remedy = Text("Why it is not known."), Text("What would fill it, and who could.")
    return [
        Gap("sample.absent", Text("A gap: no record"), reason, remedy, "absent"),
        Gap("sample.detail", Text("A gap: not at this detail"), reason, remedy, "detail"),
        Gap("sample.sample", Text("A gap: not among the shipped facts"), reason, remedy, "sample"),
        Gap("sample.unknown", Text("A gap: unknown"), reason, remedy, "unknown"),
    ]
