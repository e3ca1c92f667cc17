"""What a message says of itself: its id, when it was prepared, who sends it, and whether it is a test."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _new_id() -> str:
    return f"FW{uuid.uuid4().hex}"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a message.

    Attributes:
        test: True for a demonstration: the figures are not meant to be used.
        sender: The id of the organisation that sends it.
        id: Of this message; made where it is not given.
        prepared: When; now where it is not given. Seconds are kept, fractions are not.
    """

    test: bool = False
    sender: str = "FAIRWAY"
    id: str = field(default_factory=_new_id)
    prepared: datetime = field(default_factory=_now)

    @property
    def prepared_text(self) -> str:
        """The time of preparation as an XML Schema dateTime."""
        return instant(self.prepared)


def instant(moment: datetime) -> str:
    """An XML Schema dateTime in UTC; a time without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
