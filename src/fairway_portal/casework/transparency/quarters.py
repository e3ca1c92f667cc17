"""Quarters of a year, by which casework is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

_WRITTEN: Final = re.compile(r"(20\d\d)Q([1-4])")


class NotAQuarter(InputError):
    """This is no quarter."""

    slug = "not-a-quarter"

    def __init__(self, written: str) -> None:
        super().__init__(
            Text("“{written}” is no quarter.", written=written[:20]),
            advice=Text("Write the year and Q1 to Q4: 2026Q4."),
        )


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter.

    Attributes:
        year: Of our time.
        number: 1 to 4.
    """

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """The quarter of a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(written: str) -> Quarter:
    """A quarter as it is stored.

    Raises:
        NotAQuarter: It is none.
    """
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise NotAQuarter(written)
    return Quarter(int(found[1]), int(found[2]))
