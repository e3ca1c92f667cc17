"""Countries and territories: ISO 3166-1 and UN M49 codes, UN regions, names in every CLDR language."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from fairway.kernel.errors import UnknownCode


@dataclass(frozen=True, slots=True)
class Place:
    """A country or territory as the UN Statistics Division lists it (M49), with its ISO 3166-1 codes."""

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


@lru_cache(maxsize=1)
def by_code() -> dict[str, Place]:
    """Every place by its ISO 3166-1 alpha-3 code."""
    with (files("fairway.reference") / "codes" / "places.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    flags = ("ldc", "lldc", "sids")
    return {
        row["iso3"]: Place(
            **{key: value for key, value in row.items() if key not in flags},
            ldc=row["ldc"] == "1",
            lldc=row["lldc"] == "1",
            sids=row["sids"] == "1",
        )
        for row in rows
    }


def find(asked: str) -> Place:
    """The place of a code or name."""
    place = by_code().get(asked.strip().upper())
    if place is None:
        raise UnknownCode("country or territory", asked)
    return place
