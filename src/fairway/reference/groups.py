"""Sets of places: the UN's M49 areas, economic communities with dated membership, and sets somebody puts together.

Memberships are written from memory and marked `verified = False` until checked against each community's own record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Text
from fairway.reference import place_names, places
from fairway.reference.spelling import fold

Kind = Literal["world", "region", "subregion", "community", "dialogue", "category", "country", "custom"]
WORLD: Final = "WORLD"
CATEGORIES: Final = {
    "LDC": ("ldc", Text("Least developed countries")),
    "LLDC": ("lldc", Text("Landlocked developing countries")),
    "SIDS": ("sids", Text("Small island developing States")),
}
ABBREVIATIONS: Final = {"CEDEAO": "ECOWAS", "CCG": "GCC", "UE": "EU", "AMU": "UMA", "WAEMU": "UEMOA", "CEEAC": "ECCAS"}
AREA_NAMES: Final = {
    "419": {
        "en": "Latin America and the Caribbean",
        "fr": "Amérique latine et Caraïbes",
        "es": "América Latina y el Caribe",
        "ar": "أمريكا اللاتينية والبحر الكاريبي",
    }
}
NOTES: Final = {
    "CARICOM": Text(
        "Only the members that take part in the Single Market and Economy (CSME) grant each other's skilled nationals "
        "free movement; the Bahamas, Haiti and Montserrat do not."
    ),
    "MERCOSUR": Text("Venezuela's membership rights have been suspended since December 2016; it is not counted."),
    "AFRICANUNION": Text("The Sahrawi Arab Democratic Republic is a member; the figures are those of Western Sahara."),
    "ECOWAS": Text("Burkina Faso, Mali and Niger left on 29 January 2025."),
    "COLOMBO": Text("A consultative process of countries of origin, not an economic community."),
    "ABUDHABI": Text("A consultative process of countries of origin and destination, not an economic community."),
}


@dataclass(frozen=True, slots=True)
class Membership:
    """One country's time in a group; `left` is the first day on which it no longer belonged."""

    iso3: str
    joined: date | None
    left: date | None
    note: str = ""
    verified: bool = True

    def holds(self, on: date) -> bool:
        """Whether the country belonged on that day."""
        return (self.joined is None or self.joined <= on) and (self.left is None or on < self.left)


@dataclass(frozen=True, slots=True)
class Group:
    """A set of places.

    Attributes:
        code: An M49 code (`034`), a community's (`ECOWAS`), `WORLD`, or members joined by `+`.
        kind: `region` and `subregion` are M49's; `community` and `dialogue` have dated membership.
        name: In English; `Voice.place(code)` says it in the reader's language.
        names: Other languages where we keep them.
        memberships: Who belonged from when to when.
        note: What a reader must know of the membership.
        verified: False where the membership was written from memory.
    """

    code: str
    kind: Kind
    name: str
    names: Mapping[str, str]
    memberships: tuple[Membership, ...]
    note: Text | None = None
    verified: bool = True

    def members(self, on: date | None = None) -> frozenset[str]:
        """ISO3 codes of the members on a day; today's when none is given."""
        day = on or date.today()  # noqa: DTZ011 - membership changes by the reader's calendar
        return frozenset(membership.iso3 for membership in self.memberships if membership.holds(day))


def _day(written: str) -> date | None:
    """The first day of a date written to the day, month or year."""
    if not written:
        return None
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    return date(year, month, day)


@lru_cache(maxsize=1)
def _all() -> dict[str, Group]:
    found = {WORLD: _constant(WORLD, "world", "World", list(places.by_code()))}
    for place in places.by_code().values():
        areas: tuple[tuple[str, str, Kind], ...] = (
            (place.region_code, place.region, "region"),
            (place.subregion_code, place.subregion, "subregion"),
            (place.intermediate_code, place.intermediate, "subregion"),
        )
        for code, name, kind in areas:
            if code and code not in found:
                inside = [
                    other.iso3
                    for other in places.by_code().values()
                    if code in (other.region_code, other.subregion_code, other.intermediate_code)
                ]
                found[code] = _constant(code, kind, name, inside)
    memberships: dict[str, list[Membership]] = {}
    for row in places.rows_of("memberships.csv"):
        memberships.setdefault(row["group"], []).append(
            Membership(row["iso3"], _day(row["joined"]), _day(row["left"]), row["note"], row["verified"] == "1")
        )
    for row in places.rows_of("groups.csv"):
        code = row["code"]
        names = {language: row[language] for language in ("en", "fr", "es", "ar")}
        kind = "dialogue" if row["kind"] == "dialogue" else "community"
        found[code] = Group(
            code, kind, row["en"], names, tuple(memberships[code]), NOTES.get(code), row["verified"] == "1"
        )
    for code, (attribute, title) in CATEGORIES.items():
        inside = [place.iso3 for place in places.by_code().values() if getattr(place, attribute)]
        found[code] = _constant(code, "category", title.template, inside)
    return found


def _constant(code: str, kind: Kind, name: str, members: list[str]) -> Group:
    return Group(code, kind, name, {"en": name}, tuple(Membership(iso3, None, None) for iso3 in members))


def all_groups() -> tuple[Group, ...]:
    """The world, M49 areas from large to small, communities, dialogues and categories of development."""
    order = ("world", "region", "subregion", "community", "dialogue", "category")
    return tuple(sorted(_all().values(), key=lambda found: (order.index(found.kind), found.name)))


def group(asked: str) -> Group:
    """The group of a code, an abbreviation in any interface language, or a name.

    Also a single country (`NPL`) and a custom set (`NPL+IND+BGD`, of countries or groups, at most 60).

    Raises:
        UnknownCode: No such group or country, with the nearest ones.
    """
    text = asked.strip()
    if "+" in text:
        parts = dict.fromkeys(part.code for part in (group(part) for part in text.split("+")[:60]))
        if len(parts) == 1:
            return group(next(iter(parts)))
        joined = tuple(membership for code in parts for membership in group(code).memberships)
        return Group("+".join(parts), "custom", display("+".join(parts), "en"), {}, joined)
    code = text.upper()
    found = _all().get(ABBREVIATIONS.get(code, code))
    if found:
        return found
    named = place_names.lookup_near(text) or places.code_of(text)
    if named is None and fold(text) in _names():
        return _all()[_names()[fold(text)]]
    try:
        iso3 = named or places.find(text).iso3
    except UnknownCode as error:
        near = _near(text)
        if not near:
            raise
        raise UnknownCode("country or region", text[:80], suggestions=near) from error
    return Group(iso3, "country", place_names.display(iso3), {}, (Membership(iso3, None, None),))


def resolve(text: str, on: date | None = None) -> tuple[str, frozenset[str]]:
    """The canonical code of a country, group or custom set, and its members on a day.

    Raises:
        UnknownCode: As `group`.
    """
    found = group(text)
    return found.code, found.members(on)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, found in _all().items():
        for language in place_names.INTERFACE:
            name = display(code, language)
            short, _, bracket = name.partition(" (")
            for written in (name, short, bracket.rstrip(")"), found.name):
                names.setdefault(fold(written), code)
    names.pop("", None)
    return names


def _near(text: str) -> list[str]:
    from rapidfuzz import fuzz, process

    hits = process.extract(fold(text), _names().keys(), scorer=fuzz.ratio, limit=4, score_cutoff=72)
    codes = dict.fromkeys(_names()[name] for name, _, _ in hits)
    names = ((code, _all()[code].name) for code in codes)
    return [name if code in name else f"{name} ({code})" for code, name in names][:3]


_M49 = re.compile(r"\d{3}$")


def display(code: str, language: str) -> str:
    """What a group is called in a language; a code nobody lists is given back as it is."""
    if "+" in code:
        from babel.lists import format_list

        return format_list([_one(part, language) for part in code.split("+")], locale=language)
    if code == WORLD:
        world = place_names.area("001", language) or "World"
        return world[0].upper() + world[1:]
    if code in AREA_NAMES and language in AREA_NAMES[code]:
        return AREA_NAMES[code][language]
    if _M49.match(code):
        return place_names.area(code, language) or (_all()[code].name if code in _all() else code)
    found = _all().get(code)
    return code if found is None else found.names.get(language, found.name)


def _one(code: str, language: str) -> str:
    return place_names.display(code, language) if code in places.by_code() else display(code, language)
