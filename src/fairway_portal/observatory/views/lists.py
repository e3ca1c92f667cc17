"""Lists: corridors by size, countries, regions, sources."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from fairway.corridors.listing import Listing
from fairway.kernel.text import Text
from fairway_portal.design.rendering import page, render
from fairway_portal.observatory import queries
from fairway_portal.observatory.narrowing import FieldFault, Narrowing, read_group

PAGE = 50
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class CorridorList:
    """One page of the list, the filters it was asked with, and where the neighbouring pages are."""

    listing: Listing | None
    narrowing: Narrowing
    ends: dict[str, str]
    asked: dict[str, str]
    faults: tuple[FieldFault, ...]
    number: int
    pages: int

    @property
    def query(self) -> dict[str, str]:
        """The list's filters, without the page."""
        return {**{name: code for name, code in self.ends.items() if code}, **self.narrowing.query}


@page
def corridors(request: HttpRequest) -> HttpResponse:
    """The largest corridors, of everywhere or between the places asked for, fifty a page."""
    narrowing = Narrowing.read(request, ("sex", "year"))
    faults = list(narrowing.faults)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("from", "to")}
    ends = {name: _end(name, typed, faults) for name, typed in asked.items()}
    number = _page_number(request.GET.get("page", "").strip() or "1")
    if not number:
        faults.append(FieldFault("page", Text("There is no such page of this list.")))
    if faults:
        shown = CorridorList(None, narrowing, ends, asked, tuple(faults), 1, 1)
        return render(request, "observatory/corridors.html", shown, status=422)
    listing = queries.listing(ends["from"], ends["to"], narrowing, limit=PAGE, offset=(number - 1) * PAGE)
    shown = CorridorList(listing, narrowing, ends, asked, (), number, max(1, -(-listing.total // PAGE)))
    return render(request, "observatory/corridors.html", shown)


def _page_number(typed: str) -> int:
    """The page that somebody typed; 0 for none of this list's."""
    if not typed.isdecimal() or len(typed) > len(str(LAST_PAGE)):
        return 0
    return int(typed) if int(typed) <= LAST_PAGE else 0


def _end(name: str, typed: str, faults: list[FieldFault]) -> str:
    if not typed:
        return ""
    code, fault = read_group(name, typed)
    faults += [fault] if fault else []
    return code


@page
def countries(request: HttpRequest) -> HttpResponse:
    """Every country and territory, by region."""
    return render(request, "observatory/countries.html", queries.countries_by_region())


@page
def regions(request: HttpRequest) -> HttpResponse:
    """Communities, areas and categories, and the form for a pair of groups."""
    return render(request, "observatory/regions.html", queries.region_list())


@page
def sources(request: HttpRequest) -> HttpResponse:
    """Every source: edition, licence, last import, next edition."""
    return render(request, "observatory/sources.html", queries.source_list())
