"""The unit of thought: origin → (via transit) → destination, optionally narrowed by sex, year, sector, occupation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, Self

from fairway.kernel.errors import IdenticalPlaces, InputError, OutOfRange
from fairway.kernel.text import PlaceName, Text, Year

Sex = Literal["F", "M"]

EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
_PLACE = re.compile(r"[A-Z0-9]{3}$")


@dataclass(frozen=True, slots=True)
class Corridor:
    """A migration corridor between two countries.

    Attributes:
        origin, destination: ISO 3166-1 alpha-3 codes (names are resolved by `fairway.reference.places.corridor`).
        via: Transit countries, in the order they are crossed.
        sex: `F`, `M`, or None for both.
        year: The year the figures should describe, or None for the latest of each source.
        sector: A sector lens of `fairway.reference.sectors` (`construction`), or None for all.

    Raises:
        InputError: A code that is not three capital letters or digits.
        IdenticalPlaces: Origin and destination are the same, or a transit country is one of them.
        OutOfRange: A year outside 1950–2100, or a sex other than F and M.
    """

    origin: str
    destination: str
    via: tuple[str, ...] = ()
    sex: Sex | None = None
    year: int | None = None
    sector: str | None = None

    def __post_init__(self) -> None:
        for code in (self.origin, self.destination, *self.via):
            if not _PLACE.match(code):
                raise InputError(
                    Text("“{code}” is not a country code.", code=code),
                    advice=Text("Use the three letters of ISO 3166 (NPL, QAT); `fairway places NAME` finds them."),
                    details={"asked": code},
                )
        if self.origin == self.destination:
            raise IdenticalPlaces(
                Text("A corridor needs two different countries; both are {place}.", place=PlaceName(self.origin)),
                advice=Text("Choose another origin or destination. Migration inside a country is not covered."),
            )
        stops = (self.origin, *self.via, self.destination)
        if len(set(stops)) != len(stops):
            raise IdenticalPlaces(
                Text("The route {route} passes the same country twice.", route=route_text(stops)),
                advice=Text("Name each transit country once, and neither the origin nor the destination among them."),
            )
        if self.year is not None and not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise OutOfRange(
                Text("The year {year} is outside those that Fairway covers.", year=Year(self.year)),
                advice=Text(
                    "Choose a year from {first} to {last}, or leave it out for the latest figures.",
                    first=Year(EARLIEST_YEAR),
                    last=Year(LATEST_YEAR),
                ),
            )
        if self.sex not in (None, "F", "M"):
            raise OutOfRange(
                Text("“{sex}” is not a sex that the sources record.", sex=str(self.sex)),
                advice=Text("Use F (women), M (men), or leave it out for both."),
            )

    @property
    def code(self) -> str:
        """`NPL-QAT`, or `GTM-MEX-USA` with its transit countries in between."""
        return "-".join((self.origin, *self.via, self.destination))

    def reversed(self) -> Self:
        """The same corridor in the other direction, its transit countries in reverse."""
        return replace(self, origin=self.destination, destination=self.origin, via=self.via[::-1])

    def __str__(self) -> str:
        return " → ".join((self.origin, *self.via, self.destination))


def route_text(stops: tuple[str, ...]) -> Text:
    """`Nepal → Qatar`, with the transit countries in between, in the reader's language and direction."""
    text = Text("{place}", place=PlaceName(stops[0]))
    for stop in stops[1:]:
        text = Text("{before} → {place}", before=text, place=PlaceName(stop))
    return text
