"""Which employers are barred, by whose authority, on a day: the last entry that had begun by then holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fairway_portal.actors.models import Employer
from fairway_portal.register.placements.models import BarEntry


def bar_on(employer: Employer, country: str, on: date) -> BarEntry | None:
    """The bar that keeps workers of a country from an employer on a day, or none.

    Args:
        employer: Which.
        country: Of the authority (ISO 3166-1 alpha-3).
        on: The day.
    """
    return bars_on([employer.pk], country, on).get(employer.pk)


def bars_on(employers: Iterable[int], country: str, on: date) -> dict[int, BarEntry]:
    """Key of an employer → its bar, for those that are barred on a day; one query."""
    last: dict[int, BarEntry] = {}
    rows = BarEntry.objects.filter(employer__in=set(employers), country=country, effective__lte=on).order_by("pk")
    for row in rows:
        last[row.employer_id] = row
    return {
        pk: row for pk, row in last.items() if row.act == BarEntry.Act.BAR and (row.until is None or on <= row.until)
    }
