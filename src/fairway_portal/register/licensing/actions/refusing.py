"""The record of what was refused: it stays though everything else of the attempt is undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fairway.kernel.errors import InputError
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.surveys.writing import writing


@contextmanager
def refusals_recorded(*, by: Person | None, subject: str, asked: str) -> Iterator[None]:
    """Whatever is refused inside is recorded (`licence.refused`) in a transaction of its own, and refused still.

    Put it around the transaction of the attempt, never inside, or the record is undone with it.

    Args:
        by: Who tried.
        subject: What it would have been done to: `licence 12`.
        asked: What was tried: `suspend`, `proposal.approve`.
    """
    try:
        yield
    except InputError as refusal:
        with writing():
            audit.record(
                by=by,
                action="licence.refused",
                subject=subject,
                reason=f"{refusal.title} {refusal.advice}".strip(),
                asked=asked,
                why=refusal.slug,
            )
        raise
