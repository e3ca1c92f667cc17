"""The chain of a case's events: each digest covers the one before, so that a change of any of them shows.

Digest: SHA-256 over the digest before (64 hexadecimal digits; empty for the first), a line feed, and the entry as
canonical JSON (RFC 8785 for the values that occur: no floating point, keys sorted, no spaces).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from fairway.kernel.text import Text


class Entry(Protocol):
    """What of an event is covered."""

    case: UUID
    number: int
    kind: str
    day: date
    by: int | None
    details: Any
    shown: bool
    before: str
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold.

    Attributes:
        number: Of the first event that does not fit.
        why: In words.
    """

    number: int
    why: Text


def digest_of(entry: Entry) -> str:
    """The digest of an entry, 64 hexadecimal digits."""
    said = {
        "case": str(entry.case),
        "number": entry.number,
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "by": entry.by,
        "details": entry.details,
        "shown": entry.shown,
    }
    line = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{entry.before}\n{line}".encode()).hexdigest()


def broken(entries: Iterable[Entry]) -> Break | None:
    """The first place where a chain does not hold, or None.

    Args:
        entries: Of one case, by number.
    """
    before, expected = "", 1
    for one in entries:
        if one.number != expected:
            return Break(expected, Text("Event {n} is missing.", n=expected))
        if one.before != before or one.digest != digest_of(one):
            return Break(expected, Text("Event {n} was changed after it was written.", n=expected))
        before, expected = one.digest, expected + 1
    return None
