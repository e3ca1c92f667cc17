"""Days as lists write them; whether the day or the month comes first is told from the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from fairway.recruitment.names.romanising import romanised_text

_NUMBERS: Final = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})(?:\s.*)?")
_NAMED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})[-/., ]*(\d{4})|([a-z]{3,9})[-/. ]*(\d{1,2})[, ]+(\d{4})"
)
_MONTHS: Final = (
    "jan janv ene january janvier enero", "feb fev fevr february fevrier febrero", "mar march mars marzo",
    "apr avr abr april avril abril", "may mai mayo", "jun juin june junio", "jul juil july juillet julio",
    "aug aou aout ago august agosto", "sep sept september septembre septiembre", "oct october octobre octubre",
    "nov november novembre noviembre", "dec dic december decembre diciembre",
)  # fmt: skip
_MONTH: Final = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_YEARS: Final = range(1950, 2061)
_SERIALS: Final = range(18_000, 60_000)
_SERIAL_START: Final = date(1899, 12, 30)


def month_first(cells: Iterable[str]) -> bool:
    """Whether a column writes the month before the day: some second number is above 12, and no first one is."""
    first = second = False
    for cell in cells:
        if found := _NUMBERS.fullmatch(romanised_text(cell).strip()):
            first |= 12 < int(found[1]) <= 31
            second |= 12 < int(found[2]) <= 31
    return second and not first


def day_of(written: str, *, month_before_day: bool = False) -> date | None:
    """The day that a cell writes; None where it writes none, or one of a calendar that is not read."""
    asked = romanised_text(written).strip()
    if asked.isdigit() and int(asked) in _SERIALS:
        return _SERIAL_START + timedelta(days=int(asked))
    if found := _NUMBERS.fullmatch(asked):
        one, middle, last = int(found[1]), int(found[2]), int(found[3])
        if one in _YEARS:
            return _day(one, middle, last)
        return _day(last, one, middle) if month_before_day else _day(last, middle, one)
    if named := _NAMED.fullmatch(asked):
        day, month, year = (named[1], named[2], named[3]) if named[1] else (named[5], named[4], named[6])
        return _day(int(year), _MONTH.get(month, 0), int(day))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
