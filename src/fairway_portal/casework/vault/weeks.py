"""Days as coarse as they may be."""

from __future__ import annotations

from datetime import date, timedelta


def week_of(day: date) -> date:
    """The Monday of a day's week: what she sent is dated no closer."""
    return day - timedelta(days=day.weekday())
