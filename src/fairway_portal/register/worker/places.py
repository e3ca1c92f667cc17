"""Countries and currencies as the forms of this part offer them, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import get_territory_currencies

from fairway.kernel.errors import FairwayError
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.reference.wording import voice
from fairway_portal.design import speech

EVERYWHERE: Final = "USD"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of a form."""

    field: str
    message: Text


@lru_cache(maxsize=8)
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    speaker = voice(language)
    known = Locale.parse("en").territories
    named = [(code, speaker.place(code)) for code, one in places.by_code().items() if one.iso2 in known]
    return tuple(sorted(named, key=lambda one: one[1].casefold()))


def countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country, by name."""
    return _countries(speech.current().language)


def currencies(*countries: str) -> tuple[tuple[str, str], ...]:
    """The currencies of some countries and the dollar, each once: code and name; the last country's first."""
    names = Locale.parse(speech.current().language).currencies
    found = [get_territory_currencies(places.by_code()[one].iso2, tender=True) for one in reversed(countries)]
    codes = dict.fromkeys([*(one[-1] for one in found if one), EVERYWHERE])
    return tuple((code, f"{names[code]} ({code})" if code in names else code) for code in codes)


def corridor_of(origin: str, destination: str) -> tuple[str, str] | None:
    """The codes of an address in capitals; None where they are no two countries."""
    try:
        found = places.corridor(origin[:3], destination[:3])
    except FairwayError:
        return None
    return found.origin, found.destination
