"""Ratings for tests of the desk: rows as `receiving` writes them, made at once."""

from __future__ import annotations

from datetime import date
from itertools import count
from random import Random
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from fairway.recruitment.ratings.items import NAMES
from fairway_portal.actors.actions import add_agency
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.models import Comment, Rating
from fairway_portal.surveys.models import Submission, Survey

_numbers = count(1)


def an_agency(name: str = "", country: str = "NPL", **more: Any) -> Agency:
    return add_agency(by=None, name=name or f"Himal Overseas {next(_numbers)}", country=country, **more)


def rated(
    agency: Agency | None, n: int = 1, *, items: str = "", tier: str = "voucher", received: date | None = None,
    comment: str = "", said: str = "", demonstration: bool = False, answers: dict[str, Any] | None = None, **more: Any,
) -> list[Rating]:  # fmt: skip
    """So many ratings of an agency, all alike but for `items` where it is empty: then answers differ."""
    survey = Survey.objects.select_related("current").get(slug="recruitment-rating")
    assert survey.current is not None
    made = []
    for _ in range(n):
        at = next(_numbers)
        submission = Submission.objects.create(
            survey=survey, version=survey.current, instance=uuid4(), content_hash=f"{at}", answers=answers or {},
            language=more.get("language", "ne"), channel="pages", received=received or localdate(),
            demonstration=demonstration,
        )  # fmt: skip
        chance = Random(at)
        marks = items or "".join("01"[chance.random() < 0.7] for _ in NAMES)
        made.append(
            Rating.objects.create(
                submission=submission, agency=agency, agency_said=said or (agency.code if agency else "?"), tier=tier,
                items=marks, origin=more.get("origin", "NPL"), destination=more.get("destination", "QAT"),
                received=received or localdate(), demonstration=demonstration,
            )
        )  # fmt: skip
        if comment:
            Comment.objects.create(rating=made[-1], text=comment, language="en")
    return made
