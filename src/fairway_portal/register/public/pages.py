"""What the public pages share: the number of a page, the countries to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.actors.models import AgencyNumber
from fairway_portal.design import speech

LAST_PAGE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of a form.

    Attributes:
        field: Its id.
        message: What to do.
    """

    field: str
    message: Text


def page_number(typed: str) -> int:
    """The page that an address asks for; the first where it asks for none that there is."""
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1


def countries(*asked: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the countries of which an agency was ever added, and of those asked for, by name."""
    added = AgencyNumber.objects.filter(last__gt=0).values_list("country", flat=True)
    codes = {*added, *asked} & places.by_code().keys()
    return tuple(sorted(((code, speech.place(code)) for code in codes), key=lambda one: one[1].casefold()))


def faults_of(country: str) -> Sequence[Fault]:
    """What is wrong with the country of an address."""
    known = not country or country in places.by_code()
    return () if known else (Fault("country", Text("Choose a country.")),)
