"""What the pages of lists ask the library."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.corridors.listing import Listing, corridors
from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import InputError
from fairway.reference import groups, places
from fairway.reference.groups import Group
from fairway.reference.places import Place
from fairway.warehouse import status
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.status import SourceStatus
from fairway_portal.design import speech
from fairway_portal.observatory.narrowing import Narrowing


def largest(limit: int) -> Listing:
    """The world's largest corridors."""
    return corridors(Shelf.open(), limit=limit)


def listing(origin: str, destination: str, narrowing: Narrowing, *, limit: int, offset: int) -> Listing:
    """A page of corridors between two countries or groups; empty codes mean everywhere."""
    return corridors(
        Shelf.open(),
        origin=groups.resolve(origin)[1] if origin else frozenset(),
        destination=groups.resolve(destination)[1] if destination else frozenset(),
        sex=narrowing.sex,
        year=narrowing.year,
        limit=limit,
        offset=offset,
    )


def corridor_code(asked: str) -> str:
    """`nepal-QAT` → `NPL-QAT`.

    Raises:
        InputError: It is not a corridor between known countries.
    """
    stops = [places.find(stop).iso3 for stop in asked.split("-")]
    if len(stops) < 2:
        raise InputError(f"“{asked}” is not a corridor.", advice="Write it as NPL-QAT.")
    return Corridor(stops[0], stops[-1], tuple(stops[1:-1])).code


def comparison_code(asked: str) -> str:
    """`NPL-QAT,NPL-MYS` in canonical form.

    Raises:
        InputError: Not two to six different corridors of known countries.
    """
    codes: list[str] = []
    for pair in filter(None, asked.split(",")):
        code = corridor_code(pair)
        if code not in codes:
            codes.append(code)
    if not 2 <= len(codes) <= 6:
        raise InputError("A comparison needs two to six different corridors.", advice="Write them as NPL-QAT,NPL-MYS.")
    return ",".join(codes)


@dataclass(frozen=True, slots=True)
class CountryList:
    """Countries and territories by UN region, in the reader's alphabetical order."""

    regions: tuple[tuple[str, tuple[Place, ...]], ...]


def countries_by_region() -> CountryList:
    """Every place, by region."""
    found: dict[str, list[Place]] = {}
    for place in places.by_code().values():
        found.setdefault(place.region_code, []).append(place)
    named = speech.current()
    return CountryList(
        tuple(
            (code, tuple(sorted(inside, key=lambda one: named.place(one.iso3))))
            for code, inside in sorted(found.items(), key=lambda item: named.place(item[0]) if item[0] else "￿")
        )
    )


@dataclass(frozen=True, slots=True)
class RegionList:
    """Groups by what they are."""

    communities: tuple[Group, ...]
    dialogues: tuple[Group, ...]
    regions: tuple[Group, ...]
    categories: tuple[Group, ...]


def region_list() -> RegionList:
    """Every group that has a page."""
    kinds: dict[str, list[Group]] = {}
    for group in groups.all_groups():
        kinds.setdefault(group.kind, []).append(group)
    named = speech.current()

    def of(*names: str) -> tuple[Group, ...]:
        return tuple(
            sorted((one for name in names for one in kinds.get(name, [])), key=lambda one: named.place(one.code))
        )

    return RegionList(of("community"), of("dialogue"), of("region", "subregion"), of("category"))


@dataclass(frozen=True, slots=True)
class SourceList:
    """The state of every source, by publisher."""

    publishers: tuple[tuple[str, tuple[SourceStatus, ...]], ...]


def source_list() -> SourceList:
    """Every edition Fairway can read or has loaded, and its state here."""
    found: dict[str, list[SourceStatus]] = {}
    for state in status.sources(Shelf.open()):
        found.setdefault(state.publisher, []).append(state)
    return SourceList(tuple((publisher, tuple(rows)) for publisher, rows in sorted(found.items())))
