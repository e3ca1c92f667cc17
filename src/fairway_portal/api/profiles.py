"""Profiles, comparisons and single figures."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from fairway.charts.files import figure_json
from fairway.corridors import areas, profile
from fairway.corridors.comparing import compare
from fairway.corridors.countries import country
from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import NotFound
from fairway.reference import groups, places
from fairway.warehouse.shelf import Shelf
from fairway_portal.api.answers import PROBLEMS, Code, Language, SexOf, YearOf, answer, profile_answer, sex_of
from fairway_portal.api.schemas import FigureOut, ProfileOut
from fairway_portal.design import speech
from fairway_portal.design.addresses import url

router = Router(tags=["Evidence"])

Sector = Annotated[str, Query("", description="A sector lens, such as `construction`.", max_length=80)]
Pinned = Annotated[str, Query("", description="Vintages of a citation, shown in place of newer ones.", max_length=2000)]
Via = Annotated[str, Query("", description="Transit countries, separated by commas.", max_length=200)]


def _corridor(origin: str, destination: str, sex: str, year: int | None, sector: str, via: str) -> Corridor:
    stops = [stop for stop in via.split(",") if stop.strip()]
    return places.corridor(origin, destination, stops, sex, year, sector or None)


def _pinned(names: str) -> Shelf:
    return Shelf.open().pin(*filter(None, (name.strip() for name in names.split(","))))


@router.get("/corridors/{origin}/{destination}", response={200: ProfileOut, **PROBLEMS}, url_name="corridor")
def corridor_profile(
    request: HttpRequest,
    origin: Code,
    destination: Code,
    sex: SexOf = "",
    year: YearOf = None,
    sector: Sector = "",
    via: Via = "",
    vintage: Pinned = "",
    lang: Language = None,
) -> HttpResponse:
    """Everything known of a corridor, section by section, with sources and gaps."""
    asked = _corridor(origin, destination, sex, year, sector, via)
    page = url(
        "corridor", asked.origin, asked.destination, sex=asked.sex, year=year, sector=sector, via=via, vintage=vintage
    )
    return profile_answer(request, profile(asked, _pinned(vintage)), page)


@router.get(
    "/corridors/{origin}/{destination}/figures/{figure}", response={200: FigureOut, **PROBLEMS}, url_name="figure"
)
def corridor_figure(
    request: HttpRequest,
    origin: Code,
    destination: Code,
    figure: str,
    sex: SexOf = "",
    year: YearOf = None,
    sector: Sector = "",
    via: Via = "",
    vintage: Pinned = "",
    lang: Language = None,
) -> HttpResponse:
    """One figure of a corridor (`people.stock`), with its table and its source."""
    found = profile(_corridor(origin, destination, sex, year, sector, via), _pinned(vintage))
    one = found.figure(figure)
    if one is None:
        known = ", ".join(each.id for each in found.figures())
        raise NotFound(f"There is no figure “{figure[:80]}” of this corridor.", advice=f"Figures: {known}.")
    return answer(figure_json(one, speech.current()))


@router.get("/compare", response={200: ProfileOut, **PROBLEMS}, url_name="compare")
def comparison(
    request: HttpRequest,
    corridors: Annotated[str, Query(..., description="Two to six corridors: `NPL-QAT,NPL-MYS`.", max_length=200)],
    sex: SexOf = "",
    year: YearOf = None,
    lang: Language = None,
) -> HttpResponse:
    """Corridors side by side, in the order given."""
    asked = []
    for pair in filter(None, (part.strip() for part in corridors.split(","))):
        origin, *via, destination = pair.split("-") if "-" in pair else (pair, pair)
        asked.append(places.corridor(origin, destination, via, sex, year))
    page = url("compare", corridors=",".join(one.code for one in asked), sex=sex, year=year)
    return profile_answer(request, compare(asked, Shelf.open()), page)


@router.get("/countries/{code}", response={200: ProfileOut, **PROBLEMS}, url_name="country")
def country_profile(
    request: HttpRequest, code: Code, sex: SexOf = "", year: YearOf = None, lang: Language = None
) -> HttpResponse:
    """One country, as an origin and as a destination."""
    iso3 = places.find(code).iso3
    found = country(iso3, Shelf.open(), sex=sex_of(sex), year=year)
    return profile_answer(request, found, url("country", iso3, sex=sex, year=year))


@router.get("/regions/{code}", response={200: ProfileOut, **PROBLEMS}, url_name="region")
def region_profile(
    request: HttpRequest, code: Code, sex: SexOf = "", year: YearOf = None, lang: Language = None
) -> HttpResponse:
    """A region or group: its corridors inside, into it and out of it."""
    group = groups.group(code).code
    found = areas.region(group, Shelf.open(), sex=sex_of(sex), year=year)
    return profile_answer(request, found, url("region", group, sex=sex, year=year))
