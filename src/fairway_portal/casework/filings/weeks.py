"""How many reports were signed for in each week, as far as it may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count

from fairway.safe_reporting.proofs import monday
from fairway.safe_reporting.releasing import RULES, Cell, releasable
from fairway_portal.casework.filings.models import Filing

WEEKS: Final = 12
MEASURE: Final = "filings"


@dataclass(frozen=True, slots=True)
class Week:
    """A week that is over.

    Attributes:
        monday: Its first day.
        filings: Rounded; None: too few to be told.
        fewest: So many are told.
    """

    monday: date
    filings: int | None
    fewest: int = RULES.fewest


def weeks(today: date) -> tuple[Week, ...]:
    """The last weeks that are over, the newest first. The week that runs is left out: its count would tell each step.

    Args:
        today: The day.
    """
    running = monday(today)
    listed = [running - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    counts = dict(
        Filing.objects.filter(week__gte=listed[-1], week__lt=running).values_list("week").annotate(Count("pk"))
    )
    found = []
    for day in listed:
        # No total is shown beside the weeks: each stands for itself.
        count = counts.get(day, 0)
        (released,) = releasable([Cell(f"{MEASURE} {day.isoformat()}", (), count, count)])
        found.append(Week(day, released.value))
    return tuple(found)
