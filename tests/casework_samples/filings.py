"""What addresses of the log of filings name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from fairway_portal.casework.filings import actions
from fairway_portal.casework.filings.models import TreeHead

DAY: Final = date(2026, 11, 23)


def _day(people: Any) -> str:
    if not TreeHead.objects.filter(day=DAY).exists():
        actions.close_day(DAY, today=date(2026, 11, 24))
    return DAY.isoformat()


SAMPLES: Final[dict[str, Callable[[Any], str]]] = {"filing_day": _day}
