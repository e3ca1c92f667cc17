"""The record of what was refused: it stays though everything else of the attempt is undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fairway.kernel.errors import InputError
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.surveys.writing import writing


@contextmanager
def refusals_recorded(*, by: Person, action: str, subject: str, asked: str) -> Iterator[None]:
    """Whatever is refused inside is recorded in a transaction of its own, and refused still.

    Args:
        by: Who tried.
        action: `job_order.refused`, `lottery.refused`.
        subject: What it would have been done to: `job order NPL-J000012`.
        asked: What was tried: `verify`, `reveal`.
    """
    try:
        with writing():
            yield
    except InputError as refusal:
        with writing():
            audit.record(
                by=by,
                action=action,
                subject=subject,
                reason=f"{refusal.title} {refusal.advice}".strip(),
                asked=asked,
                why=refusal.slug,
            )
        raise
