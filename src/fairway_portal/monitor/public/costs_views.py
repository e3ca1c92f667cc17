"""Typical costs for readers: a table by sector and channel, the comparison of channels, files to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from markupsafe import Markup

from fairway.corridors import report
from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Text
from fairway.recruitment.profile_channels import by_channel, no_channels, typical
from fairway.recruitment.typical_costs.naming import ID as DATAFLOW
from fairway.recruitment.typical_costs.naming import ROLE
from fairway.recruitment.typical_costs.usual import typical_costs_of
from fairway.reference import places
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import page, render
from fairway_portal.monitor.public.costs_table import Line, lines

LONGEST: Final = 80
NO_CORRIDOR: Final = "_T"


@dataclass(frozen=True, slots=True)
class Listed:
    """A corridor that has figures."""

    origin: str
    destination: str
    invented: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of the form, and the names that may have been meant."""

    field: str
    message: Text
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Every corridor with figures, and the form that leads to one."""

    corridors: tuple[Listed, ...]
    asked: dict[str, str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Costs:
    """The typical costs of a corridor.

    Attributes:
        lines: Of the table; none where nothing is published.
        figures, gaps: Ready fragments.
        year, source, licence, vintage, collection: Of the release.
        invented: Whether the workers were simulated.
    """

    origin: str
    destination: str
    lines: tuple[Line, ...]
    figures: tuple[Markup, ...]
    gap: Markup | None
    year: str = ""
    source: str = ""
    licence: str = ""
    vintage: str = ""
    collection: str = ""
    invented: bool = False
    dataflow: str = DATAFLOW


@page
def corridors(request: HttpRequest) -> HttpResponse:
    """The list; with `?from=Nepal&to=qatar` it leads to that corridor, or says which field is wrong."""
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("from", "to")}
    found = listed(Shelf.open())
    if not any(asked.values()):
        return render(request, "monitor/typical_costs_list.html", List(found, asked))
    read = {name: _read(name, typed) for name, typed in asked.items()}
    faults = [fault for _, fault in read.values() if fault]
    if not faults and read["from"][0] == read["to"][0]:
        faults.append(Fault("to", Text("A corridor needs two different countries.")))
    if faults:
        return render(request, "monitor/typical_costs_list.html", List(found, asked, tuple(faults)), status=422)
    return HttpResponseRedirect(url("typical-costs", read["from"][0], read["to"][0]))


@page
def corridor(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """One corridor.

    Raises:
        UnknownCode: An end is no country.
        IdenticalPlaces: Both ends are the same country.
    """
    meant = places.corridor(origin[:LONGEST], destination[:LONGEST])
    if (meant.origin, meant.destination) != (origin, destination):
        return HttpResponseRedirect(url("typical-costs", meant.origin, meant.destination))
    return render(request, "monitor/typical_costs.html", costs_of(Corridor(*_ends(meant)), Shelf.open()))


def costs_of(corridor: Corridor, shelf: Shelf) -> Costs:
    """What a page shows of a corridor.

    Args:
        corridor: Without filters.
        shelf: Demonstrations are on it only where they were asked for.
    """
    rows = typical_costs_of(shelf, *_ends(corridor))
    answered = typical(corridor, shelf)
    if not rows:
        gap = report.gap_html(no_channels(corridor, answered), speech.current())
        return Costs(*_ends(corridor), lines=(), figures=(), gap=gap)
    # Table and figures are of one release: the one that comes first.
    figures = by_channel(corridor, answered.found[:1])
    first: dict[str, Any] = rows[0]
    return Costs(
        *_ends(corridor),
        lines=tuple(lines(rows)),
        figures=tuple(report.figure_html(one, speech.current()) for one in figures),
        gap=None,
        year=str(first["year"]),
        source=first["source"],
        licence=shelf.pinned(first["vintage"]).record.licence,
        vintage=first["vintage"],
        collection=first["collection"],
        invented=first["invented"],
    )


def listed(shelf: Shelf) -> tuple[Listed, ...]:
    """The corridors of which typical costs are published, by code; a fact before a demonstration."""
    return shelf.remember("typical costs: corridors", lambda: _listed(shelf))


def _listed(shelf: Shelf) -> tuple[Listed, ...]:
    found: dict[tuple[str, str], bool] = {}
    for vintage in shelf.editions(DATAFLOW.lower()):
        for ends in _corridors(vintage):
            found[ends] = found.get(ends, True) and vintage.record.demonstration
    known = places.by_code()
    return tuple(Listed(*ends, invented) for ends, invented in sorted(found.items()) if set(ends) <= known.keys())


def _corridors(vintage: Vintage) -> set[tuple[str, str]]:
    """Origin and destination of every observation of a release that tells its counterparts apart."""
    import polars as pl

    rows = (
        pl.scan_parquet(vintage.folder / "published.parquet")
        .filter(pl.col("COUNTERPART") != NO_CORRIDOR, pl.col("OBS_VALUE").is_not_null())
        .select("REF_AREA", "COUNTERPART", ROLE)
        .unique()
        .collect()
    )
    return {(area, other) if role == "DESTINATION" else (other, area) for area, other, role in rows.iter_rows()}


def _ends(corridor: Corridor) -> tuple[str, str]:
    return corridor.origin, corridor.destination


def _read(field: str, typed: str) -> tuple[str, Fault | None]:
    """The code of a country that somebody typed, or what is wrong."""
    if not typed:
        return "", Fault(field, Text("Enter a country."))
    try:
        return places.find(typed).iso3, None
    except UnknownCode as unknown:
        said = Text(
            "No country is called “{asked}”. Write its name in any language, or its three letters.", asked=typed
        )
        return "", Fault(field, said, tuple(unknown.suggestions[:3]))
