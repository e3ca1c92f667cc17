"""Lists: corridors in bulk, places, regions, sources, vintages, health."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from fairway.corridors import list_output
from fairway.corridors.listing import Listing, corridors
from fairway.reference import groups, places
from fairway.warehouse import status
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage
from fairway_portal.api.answers import PROBLEMS, Language, SexOf, YearOf, address, answer, sex_of
from fairway_portal.api.problems import Problem
from fairway_portal.api.schemas import CorridorsOut, HealthOut, PlacesOut, RegionsOut, SourcesOut, VintagesOut
from fairway_portal.design import speech

router = Router(tags=["Lists"])


@router.get("/corridors", response={200: CorridorsOut, **PROBLEMS}, url_name="corridors")
def corridor_list(
    request: HttpRequest,
    origin: Annotated[
        str, Query("", alias="from", description="Origins: a country or group; all by default.", max_length=250)
    ] = "",
    destination: Annotated[
        str, Query("", alias="to", description="Destinations: a country or group; all by default.", max_length=250)
    ] = "",
    sex: SexOf = "",
    year: YearOf = None,
    limit: Annotated[int, Query(100, ge=1, le=1000, description="Corridors a page.")] = 100,
    offset: Annotated[int, Query(0, ge=0, le=1_000_000, description="Corridors to pass over.")] = 0,
    format: Annotated[Literal["json", "csv"] | None, Query(None, description="Or ask with `Accept: text/csv`.")] = None,
    lang: Language = None,
) -> HttpResponse:
    """Corridors by size, in pages; `Link` headers and `links` lead to the next one."""
    found = corridors(
        Shelf.open(),
        origin=groups.resolve(origin)[1] if origin else frozenset(),
        destination=groups.resolve(destination)[1] if destination else frozenset(),
        sex=sex_of(sex),
        year=year,
        limit=limit,
        offset=offset,
    )
    query = {"from": origin, "to": destination, "sex": sex, "year": year, "format": format, "lang": lang}
    links = _links(request, found, query)
    if format == "csv" or (format is None and "text/csv" in request.headers.get("Accept", "")):
        response = HttpResponse(list_output.csv_text(found, speech.current()), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="fairway-corridors.csv"'
    else:
        response = answer({**list_output.as_json(found, speech.current()), "links": links})
    response.headers["Link"] = ", ".join(f'<{href}>; rel="{rel}"' for rel, href in links.items())
    response.headers["Vary"] = "Accept"
    return response


def _links(request: HttpRequest, found: Listing, query: dict[str, Any]) -> dict[str, str]:
    last = max(0, (found.total - 1) // found.limit * found.limit)
    offsets = {"self": found.offset, "first": 0, "last": last}
    if found.offset:
        offsets["prev"] = max(0, found.offset - found.limit)
    if found.offset + found.limit < found.total:
        offsets["next"] = found.offset + found.limit
    return {
        rel: address(request, "corridors", **query, limit=found.limit, offset=offset) for rel, offset in offsets.items()
    }


@router.get("/places", response={200: PlacesOut, **PROBLEMS}, url_name="places")
def place_search(
    request: HttpRequest,
    q: Annotated[str, Query("", description="The beginning of a name in any language, or a code.", max_length=80)] = "",
    limit: Annotated[int, Query(8, ge=1, le=300)] = 8,
    lang: Language = None,
) -> HttpResponse:
    """Places whose name or code begins like `q`; every place if it is empty."""
    voice = speech.current()
    found = (
        places.complete(q, voice.language, limit)
        if q.strip()
        else tuple((code, voice.place(code)) for code in places.by_code())[:limit]
    )
    return answer({"places": [{"code": code, "name": name} for code, name in found]})


@router.get("/regions", response={200: RegionsOut, 422: Problem}, url_name="regions")
def region_list(request: HttpRequest, lang: Language = None) -> HttpResponse:
    """Communities, UN areas, consultative processes and categories, with their members of today."""
    voice = speech.current()
    found = [
        {
            "code": group.code,
            "kind": group.kind,
            "name": voice.place(group.code),
            "members": sorted(group.members()),
            "verified": group.verified,
        }
        for group in groups.all_groups()
    ]
    return answer({"regions": found})


@router.get("/sources", response={200: SourcesOut}, url_name="sources")
def source_list(request: HttpRequest) -> HttpResponse:
    """Every edition of every table Fairway can read, its licence, what is loaded, when the next one is due."""
    return answer(
        {"sources": [{**asdict(one), "left_out": dict(one.left_out)} for one in status.sources(Shelf.open())]}
    )


@router.get("/vintages", response={200: VintagesOut}, url_name="vintages")
def vintage_list(request: HttpRequest) -> HttpResponse:
    """Every vintage at hand, the one in use first for each table; a citation names these."""
    shelf = Shelf.open()
    found = [_vintage(vintage) for table in shelf.tables() for vintage in shelf.vintages(table)]
    return answer({"fingerprint": shelf.fingerprint, "vintages": found})


def _vintage(vintage: Vintage) -> dict[str, Any]:
    record = vintage.record
    return {
        "name": vintage.name,
        "table": record.table,
        "edition": record.edition,
        "coverage": record.coverage,
        "selection": record.selection,
        "rows": record.rows_published,
        "imported": record.imported,
        "retrieved": record.retrieved,
        "file": record.file,
        "sha256": record.sha256,
        "verified": record.verified,
    }


@router.get("/health", response={200: HealthOut}, url_name="health")
def api_health(request: HttpRequest) -> HttpResponse:
    """Whether tables are at hand; `/health` also asks the database."""
    shelf = Shelf.open()
    return answer({"status": "ok" if shelf.tables() else "no tables", "fingerprint": shelf.fingerprint})
