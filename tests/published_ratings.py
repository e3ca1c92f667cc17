"""Publications of ratings for tests of public pages: agencies, their figures, the ratings behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from fairway_portal.actors.actions import add_agency
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.models import Comment, Publication, PublishedAgency, Rating
from fairway_portal.surveys.models import Submission, Survey

ON = date(2026, 7, 1)


def agency(name: str, country: str = "NPL", **fields: Any) -> Agency:
    """An agency that can be found."""
    return add_agency(by=None, name=name, country=country, **fields)


def part(
    score: float, *, wide: float = 0.1, evidence: str = "some", raters: str = "20-49", **more: Any
) -> dict[str, Any]:
    """One figure of a row, as `public_rows` writes it."""
    ends = {"lower": max(round(score - wide, 6), 0.0), "upper": min(round(score + wide, 6), 1.0)}
    return {
        "score": score,
        **ends,
        "evidence": evidence,
        "raters": raters,
        "since": ON.isoformat(),
        "warning": False,
        **more,
    }


def row(agency: Agency, parts: Mapping[str, dict[str, Any]], says: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A row of an agency, as `public_rows` writes it."""
    return {
        "agency": agency.code,
        "raters": "20-49",
        "since": ON.isoformat(),
        "warning": any(one["warning"] for one in parts.values()),
        "dimensions": dict(parts),
        "says": list(says),
    }


def publication(
    rows: Mapping[Agency, Mapping[str, dict[str, Any]]],
    *,
    number: int = 1,
    on: date = ON,
    demonstration: bool = False,
    says: Sequence[dict[str, Any]] = (),
) -> Publication:
    """A batch with these figures."""
    made = Publication.objects.create(number=number, on=on, state={}, demonstration=demonstration)
    PublishedAgency.objects.bulk_create(
        PublishedAgency(publication=made, agency=one, row=row(one, parts, says)) for one, parts in rows.items()
    )
    return made


def ratings(
    agency: Agency,
    count: int = 1,
    *,
    origin: str = "NPL",
    destination: str = "QAT",
    received: date = date(2026, 6, 1),
    state: str = "counted",
    demonstration: bool = False,
) -> list[Rating]:
    """Ratings of an agency by workers of a corridor."""
    survey = Survey.objects.select_related("current").get(slug="recruitment-rating")
    answered = Submission.objects.bulk_create(
        Submission(survey=survey, version=survey.current, instance=uuid4(), content_hash="", answers={},
                   channel="pages", received=received, demonstration=demonstration)
        for _ in range(count)
    )  # fmt: skip
    return Rating.objects.bulk_create(
        Rating(submission=one, agency=agency, tier="open", items="-" * 23, origin=origin, destination=destination,
               received=received, state=state, demonstration=demonstration)
        for one in answered
    )  # fmt: skip


def comment(rating: Rating, checked: str, state: str = "shown", language: str = "en") -> Comment:
    """What somebody wrote, as a moderator left it; her own words are to be seen nowhere."""
    return Comment.objects.create(
        rating=rating, text=f"UNCHECKED {checked}", checked=checked, language=language, state=state
    )
