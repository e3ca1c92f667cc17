"""Evidence pages of every kind, their figures, and their downloads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from markupsafe import Markup

from fairway.corridors import report
from fairway.corridors.profile_value import Profile
from fairway.kernel.errors import InputError, NotFound
from fairway.kernel.figure import Figure
from fairway.warehouse.shelf import Shelf
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import page, render
from fairway_portal.observatory import files
from fairway_portal.observatory.kinds import Kind, Parts
from fairway_portal.observatory.links import Links
from fairway_portal.observatory.narrowing import Narrowing


@dataclass(frozen=True, slots=True)
class Older:
    """Another edition of the migrant stock, and the query that pins it."""

    name: str
    query: dict[str, str]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """A profile drawn section by section, and everything around it."""

    kind: Kind
    parts: Parts
    profile: Profile
    body: Markup
    narrowing: Narrowing
    links: Links
    older: tuple[Older, ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure with its table, its source and its files."""

    profile: Profile
    figure: Figure
    body: Markup
    links: Links


@dataclass(frozen=True, slots=True)
class WrongFilter:
    """The page's form again, with what could not be read."""

    kind: Kind
    parts: Parts
    narrowing: Narrowing


def _parts(a: str, b: str) -> Parts:
    return tuple(part for part in (a, b) if part)


@page
def page_of(request: HttpRequest, kind: Kind, a: str = "", b: str = "") -> HttpResponse:
    """The page itself."""
    parts = _parts(a, b)
    canonical = kind.canonical(parts)
    narrowing = Narrowing.read(request, kind.fields)
    if narrowing.faults:
        return render(request, "observatory/wrong_filter.html", WrongFilter(kind, canonical, narrowing), status=422)
    if canonical != parts:
        return HttpResponsePermanentRedirect(url(kind.name, *canonical, **narrowing.query))
    profile = kind.ask(parts, narrowing, narrowing.shelf())
    links = Links(kind.name, parts, narrowing.query)
    body = report.html(profile, speech.current(), links)
    return render(
        request,
        "observatory/evidence.html",
        EvidencePage(kind, parts, profile, body, narrowing, links, _older(kind, narrowing)),
    )


def _older(kind: Kind, narrowing: Narrowing) -> tuple[Older, ...]:
    """The editions of the migrant stock other than the one shown; none for a page that cannot be pinned."""
    if "vintage" not in kind.fields:
        return ()
    shown = narrowing.shelf().current("migrant_stock")
    newest = Shelf.open().current("migrant_stock")
    return tuple(
        Older(vintage.record.edition, narrowing.query | {"vintage": "" if vintage is newest else vintage.name})
        for vintage in Shelf.open().editions("migrant_stock")
        if vintage is not shown
    )


@page
def figure(request: HttpRequest, kind: Kind, figure: str, a: str = "", b: str = "") -> HttpResponse:
    """One figure as a page, or as CSV, XLSX, SVG, PNG or JSON if its name ends so."""
    profile, links = _asked(request, kind, _parts(a, b))
    id, _, suffix = figure.rpartition(".")
    if suffix not in files.FIGURE_FILES:
        id, suffix = figure, ""
    found = profile.figure(id)
    if found is None:
        missing = next((gap for gap in profile.gaps() if gap.id == id), None)
        raise NotFound(
            f"There is no figure “{id[:80]}” here.",
            advice=missing.reason.template if missing else "The page of the profile lists all its figures.",
        )
    if suffix:
        return files.figure_file(profile, found, suffix)
    return render(
        request,
        "observatory/figure.html",
        FigurePage(profile, found, report.figure_html(found, speech.current(), links), links),
    )


@page
def download(request: HttpRequest, kind: Kind, suffix: str, a: str = "", b: str = "") -> HttpResponse:
    """The whole profile as PDF, XLSX, CSV or JSON."""
    if suffix not in files.PROFILE_FILES:
        known = ", ".join(files.PROFILE_FILES)
        raise NotFound(f"A profile has no “{suffix[:20]}” file.", advice=f"Choose one of {known}.")
    profile, _ = _asked(request, kind, _parts(a, b))
    return files.profile_file(profile, suffix, speech.current())


def _asked(request: HttpRequest, kind: Kind, parts: Parts) -> tuple[Profile, Links]:
    narrowing = Narrowing.read(request, kind.fields)
    if narrowing.faults:
        raise InputError(speech.say(narrowing.faults[0].message))
    canonical = kind.canonical(parts)
    return kind.ask(canonical, narrowing, narrowing.shelf()), Links(kind.name, canonical, narrowing.query)
