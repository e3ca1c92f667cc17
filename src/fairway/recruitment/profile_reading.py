"""Reading DF_RECRUITMENT_COST for a corridor: the survey that fits best, and of whom it speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.text import PlaceName, Text
from fairway.reference import sectors
from fairway.warehouse.asking_surveys import Surveyed, ask_surveys
from fairway.warehouse.shelf import Shelf

DATAFLOW: Final = "DF_RECRUITMENT_COST"
ROLE: Final = "COUNTERPART_ROLE"
"""Attribute: whether the other country of an observation is the DESTINATION or the ORIGIN of the workers."""
SEXES: Final = {"SEX_T": Text("Women and men"), "SEX_F": Text("Women"), "SEX_M": Text("Men")}


@dataclass(frozen=True, slots=True)
class Found:
    """The observations of one survey that speak of a corridor.

    Attributes:
        survey: With the rows of the corridor, or of all countries together; in total by all but sex.
        who: Of whom they speak.
        apart: Whether they speak of this corridor alone.
    """

    survey: Surveyed
    who: Text
    apart: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What there is, in that order; `later`: there is something, but after the year asked for."""

    found: tuple[Found, ...]
    later: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A survey that may speak of a corridor: whose, of which counterpart, in which role."""

    area: str
    counterpart: str
    role: str
    who: Text
    apart: bool


def search(corridor: Corridor, shelf: Shelf) -> Search:
    """The surveys that speak of the corridor: those that tell it apart before those of all countries together.

    Where a release does not say what its counterparts are, they are destinations: surveys of workers who came back.
    """
    if not shelf.vintages(DATAFLOW.lower()):
        return Search((), later=False)
    wanted = _wanted(corridor)
    found: list[Found] = []
    later = False
    for place in _places(corridor):
        surveys = ask_surveys(shelf, DATAFLOW, place.area, wanted, {"COUNTERPART": {place.counterpart}}, corridor.year)
        later = later or surveys.later
        fitting = (one for one in surveys.found if _role(one) == place.role)
        found += [Found(one, place.who, place.apart) for one in fitting]
    return Search(tuple(found), later and not found)


def sexes(corridor: Corridor) -> dict[str, Text]:
    """The sexes to be shown: the one asked for, or everybody, women and men."""
    return {code: words for code, words in SEXES.items() if corridor.sex is None or code == f"SEX_{corridor.sex}"}


def sex(corridor: Corridor) -> str:
    """The one sex to be shown where a figure has no room for several."""
    return f"SEX_{corridor.sex or 'T'}"


def _wanted(corridor: Corridor) -> Mapping[str, Collection[str]]:
    from fairway.recruitment.costs.structure import TOTALS

    totals = {name: {total} for name, total in TOTALS.items() if name not in ("SEX", "COUNTERPART")}
    if corridor.sector:
        section = sectors.sector(corridor.sector).published
        totals["ECO"] = {f"ECO_ISIC4_{section}"} if section else set()
    return {"FREQ": {"A"}, "SEX": set(SEXES), **totals}


def _places(corridor: Corridor) -> Iterator[_Place]:
    origin, destination = corridor.origin, corridor.destination
    there = {"origin": PlaceName(origin), "destination": PlaceName(destination)}
    here = Text("workers from {origin} in {destination}", **there)
    yield _Place(origin, destination, "DESTINATION", here, apart=True)
    yield _Place(destination, origin, "ORIGIN", here, apart=True)
    leaving = Text("workers from {origin}, all destinations together", origin=there["origin"])
    yield _Place(origin, "_T", "DESTINATION", leaving, apart=False)
    coming = Text("foreign workers in {destination}, all origins together", destination=there["destination"])
    yield _Place(destination, "_T", "ORIGIN", coming, apart=False)


def _role(survey: Surveyed) -> str:
    return survey.rows[0].get(ROLE) or "DESTINATION"
