"""Time periods as SDMX writes them: the days that they span.

Source: SDMX 2.1 and 3.0, Section 6, Technical Notes, “Time and time format”: Gregorian periods, reporting periods (the
reporting year begins on 1 January where no other day is given), date times and time ranges.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.kernel.text import Text

_YEAR: Final = re.compile(r"^(\d{4})(-A1)?$")
_MONTH: Final = re.compile(r"^(\d{4})-(?:M)?(\d{2})$")
_DAY: Final = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$")
_PART: Final = re.compile(r"^(\d{4})-([STQ])(\d)$")
_WEEK: Final = re.compile(r"^(\d{4})-W(\d{2})$")
_DAY_OF_YEAR: Final = re.compile(r"^(\d{4})-D(\d{3})$")
_MONTHS: Final = {"S": 6, "T": 4, "Q": 3}


@lru_cache(maxsize=65_536)
def span(period: str) -> tuple[date, date]:
    """The first and the last day of a period: `2024`, `2024-Q3`, `2024-S1`, `2024-05`, `2024-W07`, `2024-05-31`, ….

    Args:
        period: As SDMX writes it. Of a date time, the day; of a range (`2024-05-01/P1M`), the day on which it begins.

    Returns:
        First and last day, both inclusive.

    Raises:
        QueryMalformed: It is none.
    """
    try:
        found = _spanned(period.strip().partition("/")[0])
    except ValueError:
        found = None
    if found is None:
        raise QueryMalformed(
            Text("“{period}” is not a time period.", period=period),
            advice=Text("Write a year (2024), a quarter (2024-Q3), a month (2024-05) or a day (2024-05-31)."),
            details={"period": period},
        )
    return found


def _spanned(period: str) -> tuple[date, date] | None:
    if year := _YEAR.match(period):
        return _months(int(year[1]), 1, 12)
    if month := _MONTH.match(period):
        return _months(int(month[1]), int(month[2]), 1)
    if part := _PART.match(period):
        length = _MONTHS[part[2]]
        return _months(int(part[1]), (int(part[3]) - 1) * length + 1, length)
    return _days(period)


def _days(period: str) -> tuple[date, date] | None:
    if day := _DAY.match(period):
        begins = date.fromisoformat(day[1])
        return begins, begins
    if week := _WEEK.match(period):
        begins = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return begins, begins + timedelta(days=6)
    if day := _DAY_OF_YEAR.match(period):
        begins = date(int(day[1]), 1, 1) + timedelta(days=int(day[2]) - 1)
        return (begins, begins) if int(day[2]) and begins.year == int(day[1]) else None
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    begins = date(year, month, 1)
    beyond = year * 12 + month - 1 + count
    if beyond >= 9999 * 12:
        return begins, date(year, 12, 31)
    return begins, date(beyond // 12, beyond % 12 + 1, 1) - timedelta(days=1)


def first_day(period: str) -> str:
    """The first day of a period, as `2024-07-01`; what is no period is left as it is."""
    try:
        return span(period)[0].isoformat()
    except QueryMalformed:
        return period
