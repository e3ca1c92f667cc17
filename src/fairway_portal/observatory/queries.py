"""What the pages of lists ask the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from fairway.corridors.comparing import MOST
from fairway.corridors.listing import Listing, corridors
from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.reference import groups, places
from fairway.reference.groups import Group
from fairway.reference.places import Place
from fairway.warehouse import status
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.status import SourceStatus
from fairway_portal.design import speech
from fairway_portal.observatory.narrowing import FieldFault, Narrowing

PAIRS: Final = Text("Name them as NPL-QAT and NPL-MYS.")


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
        raise InputError(Text("“{asked}” is not a corridor.", asked=asked.strip()[:80]), advice=PAIRS)
    return Corridor(stops[0], stops[-1], tuple(stops[1:-1])).code


def comparison_code(asked: str) -> str:
    """`NPL-QAT,NPL-MYS` in canonical form.

    Raises:
        InputError: Not two to six different corridors of known countries.
    """
    codes: list[str] = []
    for pair in filter(None, (part.strip() for part in asked.split(","))):
        code = corridor_code(pair)
        if code not in codes:
            codes.append(code)
    if not 2 <= len(codes) <= MOST:
        raise InputError(
            Text("A comparison needs two to {most} different corridors; {n} were given.", most=MOST, n=len(codes)),
            advice=PAIRS,
        )
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
    """Groups by what they are, and the form for a pair of them with what could not be read of it."""

    communities: tuple[Group, ...]
    dialogues: tuple[Group, ...]
    regions: tuple[Group, ...]
    categories: tuple[Group, ...]
    asked: dict[str, str] = field(default_factory=dict)
    faults: tuple[FieldFault, ...] = ()


def region_list(asked: dict[str, str] | None = None, faults: tuple[FieldFault, ...] = ()) -> RegionList:
    """Every group that has a page; `asked` and `faults` are those of the form for a pair."""
    kinds: dict[str, list[Group]] = {}
    for group in groups.all_groups():
        kinds.setdefault(group.kind, []).append(group)
    named = speech.current()

    def of(*names: str) -> tuple[Group, ...]:
        return tuple(
            sorted((one for name in names for one in kinds.get(name, [])), key=lambda one: named.place(one.code))
        )

    return RegionList(of("community"), of("dialogue"), of("region", "subregion"), of("category"), asked or {}, faults)


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
