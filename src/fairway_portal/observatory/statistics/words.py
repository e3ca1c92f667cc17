"""What dimensions, codes, units and qualities are called in the reader's language, and codes found by their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from fairway.exchange.sdmx.names import component_names, name_of
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.structure import Code, DataStructure
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.reference.wording import Voice
from fairway_portal.observatory.statistics.columns import Columns

UNITS: Final = {
    "PS": Text("persons"),
    "PT": Text("per cent"),
    "PC": Text("per cent"),
    "CUR": Text("national currency"),
    "MONTHS": Text("months of earnings"),
    "R100K": Text("per 100,000"),
    "IX": Text("index"),
    "NB": Text("number"),
}
WITHHELD: Final = Text("withheld to protect respondents")
ABSENT: Final = Text("not available")
QUALITY: Final = {
    "U": Text("use with caution"),
    "E": Text("estimated"),
    "P": Text("provisional"),
    "B": Text("break in the series"),
    "F": Text("forecast"),
    "I": Text("imputed"),
    "D": Text("definition differs"),
}
"""Code of OBS_STATUS (SDMX CL_OBS_STATUS) → what it says beside a value."""
SHORTER: Final = {
    "REF_AREA": Text("Country"),
    "FREQ": Text("Frequency"),
    "TIME_PERIOD": Text("Year"),
}
"""Dimensions that have a plainer name than their concept."""
YEAR: Final = 4
LEFT_TO_RIGHT, OWN_DIRECTION, POP = "\u2066", "\u2068", "\u2069"
"""Isolates of the Unicode bidirectional algorithm (UAX #9)."""


class Words:
    """The names of one table.

    Args:
        columns: The table.
        voice: The reader's language.
    """

    def __init__(self, columns: Columns, voice: Voice) -> None:
        self.columns = columns
        self.voice = voice

    @property
    def title(self) -> str:
        """What the table is called."""
        return flow_title(self.columns.flow.structure, self.voice)

    def dimension(self, id: str) -> str:
        """A dimension's name."""
        if id in SHORTER and (id != "TIME_PERIOD" or self._years):
            return self.voice.say(SHORTER[id])
        return name_of(component_names(self.columns.flow.structure, id), (self.voice.language,)) or id

    @cached_property
    def _years(self) -> bool:
        """Whether every period is a year."""
        return all(len(code.id) == YEAR for code in self.columns.codes["TIME_PERIOD"])

    def code(self, dimension: str, id: str) -> str:
        """A code's name; a country's by the naming policy."""
        at = self.columns.ids[dimension].get(id)
        if at is not None:
            return code_name(self.columns.codes[dimension][at], self.voice)
        listed = self.columns.flow.structure.code_list(dimension)
        found = next((one for one in listed.codes if one.id == id), None) if listed else None
        return code_name(found, self.voice) if found else id

    def names(self, dimension: str) -> list[str]:
        """The names of the codes that occur, in their order."""
        return [code_name(code, self.voice) for code in self.columns.codes[dimension]]

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other, with the comma of the language."""
        return f"{self.voice.say(Text(','))} ".join(names)

    def dated(self, moment: str) -> str:
        """The date of an ISO date and time."""
        return isolated(moment[:10], self.voice)

    def find(self, dimension: str, typed: str) -> str:
        """The code that somebody means, by code or by name in this language or in English; "" for none."""
        wanted = plain(typed)
        for code in self.columns.codes[dimension]:
            if wanted in (plain(code.id), plain(code_name(code, self.voice)), plain(name_of(code.names, ("en",)))):
                return code.id
        return ""

    def nearest(self, dimension: str, typed: str) -> tuple[str, ...]:
        """The codes most like what somebody wrote, by code or name."""
        known: dict[str, str] = {}
        for code in self.columns.codes[dimension]:
            known.setdefault(code_name(code, self.voice), code.id)
            known.setdefault(name_of(code.names, ("en",)), code.id)
            known.setdefault(code.id, code.id)
        return tuple(dict.fromkeys(known[one] for one in nearest(typed, known, limit=4)))[:3]

    def unit(self, code: str, multiplier: int = 0) -> str:
        """A unit of measure, with its multiplier (a power of ten)."""
        listed = self.columns.flow.structure.code_list("UNIT_MEASURE")
        found = next((one for one in listed.codes if one.id == code), None) if listed else None
        said = UNITS[code] if code in UNITS else Text("{name}", name=code_name(found, self.voice) if found else code)
        return self.voice.say(multiplied(said, multiplier))


def multiplied(unit: Text, multiplier: int) -> Text:
    """A unit with its power of ten."""
    match multiplier:
        case 3:
            return Text("{unit}, thousands", unit=unit)
        case 6:
            return Text("{unit}, millions", unit=unit)
        case _:
            return unit


def flow_title(structure: DataStructure, voice: Voice) -> str:
    """What a dataflow is called."""
    return name_of(structure.names, (voice.language,)) or structure.id


def code_name(code: Code, voice: Voice) -> str:
    """What a code is called; countries by the naming policy."""
    if is_country(code):
        return voice.place(_iso3(code))
    name = name_of(code.names, (voice.language,)) or code.id
    return name if any(one.isalpha() for one in name) else isolated(name, voice)


def is_country(code: Code) -> bool:
    """Whether a code stands for a country or territory: `NPL`, `CBR_COUNTRY_NPL`."""
    return _iso3(code) in places.by_code()


def _iso3(code: Code) -> str:
    return code.id.rpartition("_COUNTRY_")[2]


def isolated(said: str, voice: Voice) -> str:
    """Digits and signs (`15+`, a date) that stay in their order among letters written from right to left."""
    return f"{LEFT_TO_RIGHT}{said}{POP}" if voice.direction == "rtl" else said


def apart(said: str, voice: Voice) -> str:
    """A name, or names, whose direction is their own, among letters written from right to left."""
    return f"{OWN_DIRECTION}{said}{POP}" if voice.direction == "rtl" else said


def plain(said: str) -> str:
    """A name without capitals, accents and invisible signs, for comparing."""
    letters = unicodedata.normalize("NFKD", said.casefold().strip())
    return "".join(one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
