"""The one door of the public feed: every part of the register publishes its changes here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from fairway_portal.register.licensing.models import Change

LONGEST_KIND: Final = 30
LONGEST_SUBJECT: Final = 40


def publish(
    *,
    kind: str,
    country: str,
    subject: str,
    effective: date,
    details: Mapping[str, Any],
    demonstration: bool = False,
) -> Change:
    """Adds a change to the feed; called inside the transaction of what it tells of.

    Args:
        kind: `licence.suspend`, `employer.barred`, `roster.published`: at most 30 characters.
        country: ISO 3166-1 alpha-3.
        subject: Code of an agency or employer, or a vintage: at most 40 characters.
        effective: From when it holds.
        details: Public facts alone: never a name of a person, a note of the desk, a worker. Days are written as
            `2026-01-31`; what is empty or None is left out.
        demonstration: Whether it is made up.

    Returns:
        The change; its key is its place in the feed.
    """
    return Change.objects.create(
        kind=kind[:LONGEST_KIND],
        country=country,
        subject=subject[:LONGEST_SUBJECT],
        effective=effective,
        details={name: _plain(value) for name, value in details.items() if value not in (None, "", [], ())},
        demonstration=demonstration,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
