"""The agencies of a corridor side by side: by name, or by one figure; those without it stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render, unkept
from fairway_portal.monitor import queries_public
from fairway_portal.monitor.public import saying
from fairway_portal.monitor.public.agency_views import Shown, shown
from fairway_portal.monitor.queries_public import AgencyFigures, Part
from fairway_portal.monitor.worker.places import Fault, corridor_of, countries, ends_asked
from fairway_portal.surveys.running.door_keeping import worker_page

BY_NAME: Final = ""
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Where:
    """The form that asks for the two countries."""

    countries: tuple[tuple[str, str], ...]
    asked: dict[str, str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One agency with the figure that is compared."""

    code: str
    name: str
    city: str
    invented: bool
    shown: Shown


@dataclass(frozen=True, slots=True)
class Apart:
    """One agency about which too little is known to compare it."""

    code: str
    name: str
    invented: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The page.

    Attributes:
        sort: The dimension by which the agencies are ordered; empty: by name.
        what: The dimension that is shown.
        lines: This page of the agencies; `number` of `pages`.
        apart: Without that figure.
        overlapping: Whether the intervals of all agencies shown overlap.
        dimensions: What they may be ordered by.
    """

    origin: str
    destination: str
    sort: str
    what: Text
    lines: tuple[Line, ...]
    apart: tuple[Apart, ...]
    overlapping: bool
    number: int
    pages: int
    least: int
    dimensions: tuple[tuple[str, Text], ...]


@worker_page("GET", private=False)
def where(request: HttpRequest) -> HttpResponse:
    """From where, to where."""
    asked = {name: request.GET.get(name, "")[:3] for name in ("from", "to")}
    if not any(asked.values()):
        return unkept(render(request, "monitor/worker/public_compare_where.html", Where(countries(), asked)))
    ends, faults = ends_asked(asked)
    if ends is None:
        again = Where(countries(), asked, faults)
        return unkept(render(request, "monitor/worker/public_compare_where.html", again, status=422))
    return HttpResponseRedirect(url("compare-agencies", *ends))


@worker_page("GET", private=False)
def compare(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """The agencies of a corridor."""
    ends = corridor_of(origin, destination)
    if ends is None:
        raise Http404
    sort = request.GET.get("sort", BY_NAME)
    sort = sort if sort in saying.NAMES else BY_NAME
    least = queries_public.settings_in_force().raters
    page = arranged(ends, queries_public.compared(*ends), sort, request.GET.get("page", ""), least)
    return unkept(render(request, "monitor/worker/public_compare.html", page))


def arranged(ends: tuple[str, str], agencies: Sequence[AgencyFigures], sort: str, typed: str, least: int) -> Compared:
    """The agencies in their order, those without the figure apart.

    Args:
        ends: Origin and destination, ISO 3166-1 alpha-3.
        agencies: By name.
        sort: A dimension, `overall`, or empty for the order of names.
        typed: The number of the page, as it was asked for.
        least: From how many raters an agency is compared.
    """
    dimension = sort or saying.OVERALL
    told = [(one, one.published.parts[dimension]) for one in agencies if dimension in one.published.parts]
    if sort:
        told.sort(key=lambda one: -one[1].score)  # equal scores stay in the order of names
    pages = max(1, -(-len(told) // MOST))
    number = min(max(int(typed), 1), pages) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1
    here = told[(number - 1) * MOST : number * MOST]
    return Compared(
        *ends,
        sort=sort,
        what=saying.NAMES[dimension],
        lines=tuple(Line(one.code, one.name, one.city, _invented(one), shown(part)) for one, part in here),
        apart=tuple(
            Apart(one.code, one.name, _invented(one)) for one in agencies if dimension not in one.published.parts
        )[:MOST],
        overlapping=overlapping([part for _, part in here]),
        number=number,
        pages=pages,
        least=least,
        dimensions=tuple(saying.NAMES.items()),
    )


def overlapping(parts: Sequence[Part]) -> bool:
    """Whether every two intervals have something in common."""
    return not parts or max(one.lower for one in parts) <= min(one.upper for one in parts)


def _invented(one: AgencyFigures) -> bool:
    return one.invented or one.published.batch.invented
