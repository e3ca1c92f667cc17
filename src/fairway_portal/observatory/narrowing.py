"""The filters of a page, read from its address: sex, year, sector, transit countries; every fault named by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest

from fairway.kernel.corridor import EARLIEST_YEAR, LATEST_YEAR, Corridor, Sex
from fairway.kernel.errors import FairwayError, UnknownCode
from fairway.kernel.text import PlaceName, Text, Year
from fairway.reference import groups, places, sectors
from fairway.warehouse.shelf import Shelf

FIELDS: Final = ("sex", "year", "sector", "via", "vintage")
SEX_WORDS: Final = {"F": Text("Women"), "M": Text("Men")}
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field: the error summary links to it."""

    field: str
    message: Text
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """One filter in force: its name, its value, and the query without it."""

    name: Text
    value: Text
    without: dict[str, str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader narrowed a page to.

    Attributes:
        fields: Which of `FIELDS` the page has.
        raw: What was typed, by field, for showing it again.
        vintages: The pinned vintages of a citation (`migrant_stock@2020-…`), which are shown in place of newer ones.
        faults: What could not be read; the values below are then None.
    """

    fields: tuple[str, ...]
    raw: dict[str, str]
    sex: Sex | None = None
    year: int | None = None
    sector: str | None = None
    via: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    faults: tuple[FieldFault, ...] = field(default=())

    @classmethod
    def read(cls, request: HttpRequest, fields: tuple[str, ...] = FIELDS) -> Narrowing:
        """The filters of a request's query."""
        raw = {
            name: ", ".join(filter(None, (one.strip() for one in request.GET.getlist(name))))[: _longest(name)]
            for name in fields
        }
        faults: list[FieldFault] = []
        return cls(
            fields,
            {name: value for name, value in raw.items() if value},
            sex=_sex(raw.get("sex", ""), faults),
            year=_year(raw.get("year", ""), faults),
            sector=_sector(raw.get("sector", ""), faults),
            via=_via(raw.get("via", ""), faults),
            vintages=_vintages(raw.get("vintage", ""), faults),
            faults=tuple(faults),
        )

    def corridor(self, origin: str, destination: str) -> Corridor:
        """The corridor between two places, narrowed."""
        return Corridor(origin, destination, self.via, self.sex, self.year, self.sector)

    def shelf(self) -> Shelf:
        """The tables to read: the current ones, or those that the address pins."""
        return Shelf.open().pin(*self.vintages)

    @property
    def query(self) -> dict[str, str]:
        """The filters in their canonical form, as a link carries them."""
        found = {
            "sex": self.sex or "",
            "year": str(self.year or ""),
            "sector": self.sector or "",
            "via": ",".join(self.via),
            "vintage": ",".join(self.vintages),
        }
        return {name: value for name, value in found.items() if value}

    def sector_choices(self) -> list[tuple[str, Text]]:
        """Every sector lens, all of them first; sectors are listed, never ranked."""
        return [("", Text("All sectors")), *((one.slug, one.title) for one in sectors.SECTORS)]

    def applied(self) -> list[Applied]:
        """The filters in force, each with the query that takes it away."""
        words: dict[str, tuple[Text, Text]] = {}
        if self.sex:
            words["sex"] = (Text("Sex"), SEX_WORDS[self.sex])
        if self.year:
            words["year"] = (Text("Year"), Text("{year}", year=Year(self.year)))
        if self.sector:
            words["sector"] = (Text("Sector"), sectors.find(self.sector).title)
        if self.via:
            stops = Text("{place}", place=PlaceName(self.via[0]))
            for stop in self.via[1:]:
                stops = Text("{before} → {place}", before=stops, place=PlaceName(stop))
            words["via"] = (Text("Via"), stops)
        if self.vintages:
            words["vintage"] = (Text("Data vintage"), Text("{names}", names=", ".join(self.vintages)))
        query = self.query
        return [
            Applied(name, value, {key: kept for key, kept in query.items() if key != without})
            for without, (name, value) in words.items()
        ]


def _longest(name: str) -> int:
    """A citation may pin a vintage of every table; no other filter is long."""
    return 2000 if name == "vintage" else LONGEST


def _sex(asked: str, faults: list[FieldFault]) -> Sex | None:
    key = asked.casefold()
    if key not in places.SEXES:
        faults.append(FieldFault("sex", Text("Choose women, men or both: no source records another answer.")))
        return None
    return places.SEXES[key]


def _year(asked: str, faults: list[FieldFault]) -> int | None:
    if not asked:
        return None
    if not asked.isdecimal() or not EARLIEST_YEAR <= int(asked) <= LATEST_YEAR:
        message = Text("Enter a year from {first} to {last}.", first=Year(EARLIEST_YEAR), last=Year(LATEST_YEAR))
        faults.append(FieldFault("year", message))
        return None
    return int(asked)


def _sector(asked: str, faults: list[FieldFault]) -> str | None:
    if not asked:
        return None
    try:
        return sectors.find(asked).slug
    except FairwayError:
        faults.append(FieldFault("sector", Text("Choose one of the sectors of the list.")))
        return None


def _via(asked: str, faults: list[FieldFault]) -> tuple[str, ...]:
    stops: list[str] = []
    for name in filter(None, (part.strip() for part in asked.replace(";", ",").split(","))):
        code, fault = read_place("via", name)
        if fault:
            faults.append(fault)
        elif code not in stops:
            stops.append(code)
    return tuple(stops)


def _vintages(asked: str, faults: list[FieldFault]) -> tuple[str, ...]:
    names = tuple(filter(None, (part.strip() for part in asked.split(","))))
    try:
        Shelf.open().pin(*names)
    except FairwayError as fault:
        faults.append(FieldFault("vintage", fault.title_text))
        return ()
    return names


def read_place(name: str, asked: str) -> tuple[str, FieldFault | None]:
    """The place somebody typed into a field, or what is wrong with it."""
    try:
        return places.find(asked).iso3, None
    except UnknownCode as unknown:
        said = asked[:LONGEST]
        suggestions = unknown.suggestions
        if suggestions:
            return "", FieldFault(
                name, Text("No country is called “{asked}”. Did you mean one of these?", asked=said), suggestions
            )
        return "", FieldFault(
            name,
            Text("No country is called “{asked}”. Write its name in any language, or its three letters.", asked=said),
        )


def read_group(name: str, asked: str) -> tuple[str, FieldFault | None]:
    """The country, region, group or custom set (`NPL+IND`) somebody typed into a field, or what is wrong with it.

    A suggestion replaces the one member that nobody knows and keeps the others.
    """
    if not asked:
        return "", FieldFault(name, Text("Enter a country, a region or a group."))
    try:
        return groups.group(asked).code, None
    except UnknownCode as unknown:
        wrong = str(unknown.details["asked"]).casefold()
        members = [part.strip() for part in asked.split("+")]
        codes = [one.rsplit("(", 1)[-1].rstrip(")") for one in unknown.suggestions]
        sets = ("+".join(code if one[:LONGEST].casefold() == wrong else one for one in members) for code in codes)
        suggestions = tuple(f"({one})" for one in sets)
        return "", FieldFault(
            name, Text("No country or region is called “{asked}”.", asked=asked[:LONGEST]), suggestions
        )
