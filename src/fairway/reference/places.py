"""Countries and territories: their codes, and the place that somebody means by a code or a name in any language."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from fairway.kernel.corridor import Corridor, Sex
from fairway.kernel.errors import OutOfRange, UnknownCode
from fairway.kernel.text import PlaceName, Text
from fairway.reference.spelling import fold

KIND: Final = "country or territory"
SEXES: Final[Mapping[str, Sex | None]] = {
    "": None,
    "t": None,
    "total": None,
    "both": None,
    "f": "F",
    "female": "F",
    "women": "F",
    "m": "M",
    "male": "M",
    "men": "M",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A country or territory as the UN Statistics Division lists it (M49), with its ISO 3166-1 codes.

    Attributes:
        iso3, iso2, m49: Codes; Kosovo has XKX and XK, which ISO leaves to users, and no M49 code.
        name: The publisher's English name; what a reader sees is `Voice.place`, by the naming policy.
        region_code, subregion_code, intermediate_code: M49 codes of the areas it lies in; the last may be empty.
        ldc, lldc, sids: Least developed, landlocked developing, small island developing State.
    """

    iso3: str
    iso2: str
    m49: str
    name: str
    region_code: str
    region: str
    subregion_code: str
    subregion: str
    intermediate_code: str
    intermediate: str
    ldc: bool
    lldc: bool
    sids: bool


@dataclass(frozen=True, slots=True)
class HistoricState:
    """A State that has broken up or joined another: its successors are what the tables of today list.

    Attributes:
        iso3: Its withdrawn code (ISO 3166-3).
        names: What it was called; the first in English.
        ended: The year in which it ceased to exist.
        successors: ISO 3166-1 codes of the places of today on its territory.
        cow: Its Correlates of War number, or empty.
    """

    iso3: str
    iso2: str
    names: tuple[str, ...]
    ended: int
    successors: tuple[str, ...]
    cow: str


def rows_of(file: str) -> list[dict[str, str]]:
    """The rows of one shipped code list."""
    text = (files("fairway.reference") / "codes" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@lru_cache(maxsize=1)
def by_code() -> dict[str, Place]:
    """Every place of today by its ISO 3166-1 alpha-3 code."""
    flags = ("ldc", "lldc", "sids")
    return {
        row["iso3"]: Place(
            **{key: value for key, value in row.items() if key not in flags},
            ldc=row["ldc"] == "1",
            lldc=row["lldc"] == "1",
            sids=row["sids"] == "1",
        )
        for row in rows_of("places.csv")
    }


@lru_cache(maxsize=1)
def historic() -> tuple[HistoricState, ...]:
    """States that no longer exist and that older tables and treaties name."""
    return tuple(
        HistoricState(
            row["iso3"],
            row["iso2"],
            tuple(row["names"].split("|")),
            int(row["ended"]),
            tuple(row["successors"].split()),
            row["cow"],
        )
        for row in rows_of("historic.csv")
    )


@lru_cache(maxsize=8)
def aliases(scheme: str) -> dict[str, str]:
    """Other codes and names → ISO3. Schemes: `code`, `name`, `worldbank`, `cow`."""
    return {row["alias"]: row["iso3"] for row in rows_of("aliases.csv") if row["scheme"] == scheme}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {}
    for place in by_code().values():
        codes.update(dict.fromkeys(filter(None, (place.iso3, place.iso2, place.m49)), place.iso3))
    return aliases("code") | codes


def code_of(asked: str) -> str | None:
    """ISO3 of an ISO 3166-1 or M49 code in any case; None where the text is no code."""
    code = asked.strip().upper()
    return _codes().get(code.zfill(3) if code.isascii() and code.isdigit() else code)


def find(asked: str) -> Place:
    """The place that somebody means by a code (ISO 3166-1, M49) or by a name in any language of CLDR.

    Case, accents and punctuation do not matter. A code is read without loading any names.

    Raises:
        UnknownCode: Nobody is called that, with the nearest names; or a State that no longer exists, with its
            successors.
    """
    iso3 = code_of(asked)
    if iso3 is None:
        _refuse_historic(asked)
        from fairway.reference import place_names

        iso3 = place_names.lookup(asked)
        if iso3 is None:
            _refuse_group(asked)
            near = [f"{place_names.display(found)} ({found})" for found in place_names.nearest(asked)]
            raise UnknownCode(
                KIND,
                asked.strip()[:80],
                suggestions=near,
                advice="Give its name in any language, or its ISO 3166 code (NPL). `fairway places NAME` searches.",
            )
    return by_code()[iso3]


def _refuse_group(asked: str) -> None:
    """Says that a name is a region's: `groups` rests on this module, so it is asked only here, at a miss."""
    from fairway.reference import groups

    named = {found.code.casefold(): found for found in groups.all_groups()}
    found = named.get(asked.strip().casefold())
    if found is not None:
        raise UnknownCode(
            KIND,
            asked.strip(),
            advice=Text(
                "{name} is a region. Ask for the page of a region ({code}), or for what lies between two.",
                name=PlaceName(found.code),
                code=found.code,
            ),
        )


def _refuse_historic(asked: str) -> None:
    key, code = fold(asked), asked.strip().upper()
    if not key:
        return
    for state in historic():
        if code in (state.iso3, state.iso2) or key in {fold(name) for name in state.names}:
            from fairway.reference import place_names

            heirs = [f"{place_names.display(heir)} ({heir})" for heir in state.successors]
            raise UnknownCode(
                f"{KIND} of today",
                asked.strip(),
                suggestions=(),
                advice=f"{state.names[0]} ended in {state.ended}. Choose a place of today: {', '.join(heirs)}.",
            )


def corridor(
    origin: str,
    destination: str,
    via: Sequence[str] = (),
    sex: str | None = None,
    year: int | None = None,
    sector: str | None = None,
) -> Corridor:
    """The corridor between two places given by code or name.

    Args:
        origin, destination, via: As `find` reads them.
        sex: `F` or `female`, `M` or `male`, None or `both`.
        year: A year of 1950–2100, or None for the latest.
        sector: A sector lens or its name, as `fairway.reference.sectors.find` reads it.

    Raises:
        UnknownCode: A place or sector that nobody lists.
        IdenticalPlaces: Origin and destination are the same place.
        OutOfRange: A sex or year that no source records.
    """
    asked_sex = (sex or "").strip().casefold()
    if asked_sex not in SEXES:
        raise OutOfRange(
            f"“{sex}” is not a sex that the sources record.",
            advice="Use F (women), M (men), or leave it out for both.",
        )
    if sector:
        from fairway.reference import sectors

        sector = sectors.find(sector).slug
    return Corridor(
        find(origin).iso3,
        find(destination).iso3,
        tuple(find(stop).iso3 for stop in via),
        sex=SEXES[asked_sex],
        year=year,
        sector=sector or None,
    )


def from_world_bank(name: str) -> str | None:
    """ISO3 of a World Bank country name or code (`Korea, Rep.`, `KSV`); None for aggregates such as `World`."""
    asked = name.strip()
    return aliases("worldbank").get(asked) or _codes().get(asked.upper()) or _english().get(fold(asked))


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    names = {fold(name): iso3 for scheme in ("name", "worldbank") for name, iso3 in aliases(scheme).items()}
    return names | {fold(place.name): place.iso3 for place in by_code().values()}


def from_m49(code: str | float) -> str | None:
    """ISO3 of an M49 country code, also as a spreadsheet spoils it (`4`, `4.0`); None for areas and unknown codes."""
    text = str(code).strip().removesuffix(".0").zfill(3)
    return _m49().get(text)


@lru_cache(maxsize=1)
def _m49() -> dict[str, str]:
    return {place.m49: place.iso3 for place in by_code().values() if place.m49}


@dataclass(frozen=True, slots=True)
class CowState:
    """What a Correlates of War number stands for: `iso3` is None for a State that no longer exists."""

    iso3: str | None
    name: str


def from_cow(code: float, name: str = "") -> CowState:
    """The State of a Correlates of War number (Nepal 790), as bilateral agreements give it.

    Args:
        code: The number.
        name: The name beside it: 345 is Yugoslavia, then Serbia and Montenegro, then Serbia, and only the name tells.

    Raises:
        UnknownCode: No State has that number.
    """
    number = str(int(code))
    key = fold(name)
    for state in historic():
        if state.cow == number and (key in {fold(said) for said in state.names} or number not in aliases("cow")):
            return CowState(None, name or state.names[0])
    iso3 = aliases("cow").get(number)
    if iso3 is None:
        raise UnknownCode(
            "Correlates of War State", number, advice="Numbers run from 2 (United States) to 990 (Samoa)."
        )
    return CowState(iso3, name or by_code()[iso3].name)


def complete(prefix: str, language: str = "en", limit: int = 8) -> tuple[tuple[str, str], ...]:
    """Places whose name or code begins like this, for a typeahead: (ISO3, name in `language`), best first."""
    from fairway.reference import completion

    return completion.complete(prefix, language, limit)
