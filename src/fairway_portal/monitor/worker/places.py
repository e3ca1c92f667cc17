"""Countries and currencies as the forms for workers offer them, in the language of the page."""

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


def currency_of(country: str) -> str:
    """The currency that is tender in a country (ISO 4217); US dollars where CLDR knows none."""
    found = get_territory_currencies(places.by_code()[country].iso2, tender=True)
    return found[-1] if found else EVERYWHERE


def currencies(*countries: str) -> tuple[tuple[str, str], ...]:
    """The currencies of some countries and the dollar, each once: code, and name with code."""
    names = Locale.parse(speech.current().language).currencies
    codes = dict.fromkeys([*(currency_of(country) for country in countries), EVERYWHERE])
    return tuple((code, f"{names.get(code, code)} ({code})" if code in names else code) for code in codes)


def corridor_of(origin: str, destination: str) -> tuple[str, str] | None:
    """The codes of an address in capitals; None where they are no two countries."""
    try:
        found = places.corridor(origin[:3], destination[:3])
    except FairwayError:
        return None
    return found.origin, found.destination


def ends_asked(asked: dict[str, str]) -> tuple[tuple[str, str] | None, tuple[Fault, ...]]:
    """The two countries of a form with the fields `from` and `to`, or what is wrong with them."""
    faults = [
        Fault(field, Text("Choose a country.")) for field in ("from", "to") if asked[field] not in places.by_code()
    ]
    if not faults and asked["from"] == asked["to"]:
        faults.append(Fault("to", Text("Choose two different countries.")))
    return (None, tuple(faults)) if faults else ((asked["from"], asked["to"]), ())
