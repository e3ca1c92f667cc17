"""The answers of a survey that its owner may see, read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from django.conf import settings
from django.db.models import QuerySet

from fairway_portal.surveys.desk.errors import ResultsClosed
from fairway_portal.surveys.models import Submission, Survey

AT_ONCE: Final = 1_000
CLOSED_PURPOSES: Final = frozenset({"rating"})
"""Purposes whose single answers nobody but the portal reads."""


class Answered(NamedTuple):
    """One set of answers, with what is known of how it came."""

    pk: int
    instance: Any
    version_id: int
    language: str
    channel: str
    received: Any
    faults: list[Mapping[str, Any]]
    answers: Mapping[str, Any]


FIELDS: Final = Answered._fields


def submissions_of(survey: Survey) -> QuerySet[Submission]:
    """The answers of a survey; invented ones only where demonstrations are shown.

    Raises:
        ResultsClosed: Nobody reads the single answers of this survey.
    """
    if survey.purpose in CLOSED_PURPOSES:
        raise ResultsClosed
    found = Submission.objects.filter(survey=survey)
    return found if settings.DEMONSTRATION else found.filter(demonstration=False)


def each_answered(found: QuerySet[Submission]) -> Iterator[Answered]:
    """Answers in the order in which they came, a thousand in memory at once."""
    rows = found.order_by("pk").values_list(*FIELDS).iterator(chunk_size=AT_ONCE)
    return (Answered(*cast("tuple[Any, ...]", row)) for row in rows)
