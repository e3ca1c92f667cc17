"""The record of what was refused: it stays though everything else of the attempt is undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fairway.kernel.errors import InputError
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.surveys.writing import writing


@contextmanager
def attempted(*, by: Person | None, what: str, asked: str, subject: str) -> Iterator[None]:
    """A transaction that writes; a refusal inside undoes all of it, is recorded (`guarantee.refused`), and is raised.

    Args:
        by: Who tries.
        what: `guarantee`, `inspection`, `conduct`.
        asked: What is tried: `deposit`, `close`.
        subject: What it would be done to: `guarantee 12`.
    """
    try:
        with writing():
            yield
    except InputError as refusal:
        with writing():
            audit.record(
                by=by, action=f"{what}.refused", subject=subject, reason=f"{refusal.title} {refusal.advice}".strip(),
                asked=asked, why=str(refusal.details.get("reason", refusal.slug)),
            )  # fmt: skip
        raise
