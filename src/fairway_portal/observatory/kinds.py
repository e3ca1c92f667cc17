"""Every kind of evidence page in one list: where it lives, what it asks, which filters it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fairway.corridors import areas, profile
from fairway.corridors.comparing import compare
from fairway.corridors.countries import country
from fairway.corridors.missing import missing
from fairway.corridors.profile_value import Profile
from fairway.corridors.world import world
from fairway.kernel.corridor import Corridor
from fairway.reference import groups, places
from fairway.warehouse.shelf import Shelf
from fairway_portal.observatory import queries
from fairway_portal.observatory.narrowing import Narrowing

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page.

    Attributes:
        name: Name of its address, and the start of its figures' and downloads' (`corridor`, `corridor-figure`).
        route: Its address below the language.
        canonical: The parts of an address as they should be written (`nepal` → `NPL`).
        ask: The profile of canonical parts.
        fields: Filters of the page.
    """

    name: str
    route: str
    canonical: Callable[[Parts], Parts]
    ask: Callable[[Parts, Narrowing, Shelf], Profile]
    fields: Parts = ("sex", "year")


def _places(parts: Parts) -> Parts:
    return tuple(places.find(part).iso3 for part in parts)


def _groups(parts: Parts) -> Parts:
    return tuple(groups.group(part).code for part in parts)


def _same(parts: Parts) -> Parts:
    return parts


def _pairs(parts: Parts) -> Parts:
    """`npl-qat,NPL-MYS` → `NPL-QAT,NPL-MYS`."""
    return (queries.comparison_code(parts[0]),)


def _corridor(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    return profile(narrowing.corridor(*parts), shelf)


def _country(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    return country(parts[0], shelf, sex=narrowing.sex, year=narrowing.year)


def _region(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    return areas.region(parts[0], shelf, sex=narrowing.sex, year=narrowing.year)


def _between(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    return areas.between(parts[0], parts[1], shelf, sex=narrowing.sex, year=narrowing.year)


def _missing(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    return missing(shelf)


def _comparison(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    corridors = []
    for pair in parts[0].split(","):
        origin, *via, destination = pair.split("-")
        corridors.append(Corridor(origin, destination, tuple(via), narrowing.sex, narrowing.year))
    return compare(corridors, shelf)


def _matrix(parts: Parts, narrowing: Narrowing, shelf: Shelf) -> Profile:
    return world(shelf, sex=narrowing.sex, year=narrowing.year)


KINDS: Final = (
    Kind("corridor", "corridors/<str:a>/<str:b>", _places, _corridor, ("sex", "year", "sector", "via", "vintage")),
    Kind("country", "countries/<str:a>", _places, _country),
    Kind("region", "regions/<str:a>", _groups, _region),
    Kind("between", "between/<str:a>/<str:b>", _groups, _between),
    Kind("comparison", "compare/<str:a>", _pairs, _comparison),
    Kind("matrix", "matrix", _same, _matrix),
    Kind("missing", "missing", _same, _missing, ()),
)
