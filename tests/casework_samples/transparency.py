"""What addresses of the transparency part of casework name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from fairway_portal.casework.transparency.models import AuthorityRequest, PublishedCell

PERIOD: Final = "2026Q1"


def _period(people: Any) -> str:
    if not PublishedCell.objects.filter(period=PERIOD).exists():
        PublishedCell.objects.create(
            period=PERIOD, table="reports", cell="all", value=None, reason="few", published=date(2026, 4, 5)
        )
    return PERIOD


def _request(people: Any) -> str:
    made, _ = AuthorityRequest.objects.get_or_create(
        key=UUID(int=7),
        defaults={"country": "LBN", "authority": "police", "quarter": "2026Q2", "answer": "refused",
                  "by": people["administrator"].person.pk},
    )  # fmt: skip
    return str(made.pk)


SAMPLES: Final[dict[str, Callable[[Any], str]]] = {"casework_period": _period, "authority_request": _request}
