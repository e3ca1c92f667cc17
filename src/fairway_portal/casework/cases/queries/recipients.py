"""To whose keys something of a case must be sealed, today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fairway.safe_reporting.sealing.identities import fingerprint
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.keys.queries import live_keys, recovery_keys

REPORTER: Final = "reporter"
"""How her own key is named among the recipients that are stored."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One key.

    Attributes:
        public: `age1…`.
        fingerprint: Of the key.
        stored: As the server keeps it: the fingerprint, or `REPORTER`.
    """

    public: str
    fingerprint: str
    stored: str


def recipients_for(case: Case, kind: str, on: date, office: int | None = None) -> tuple[Recipient, ...]:
    """The keys that must be able to open what a handler writes.

    Args:
        case: The case.
        kind: `message`: to her as well; anything else: handlers alone.
        on: The day.
        office: Another office than the case's, for a copy that is passed on.

    Returns:
        Her key first, where it is a message; empty where the office has no live key, so that nothing can be sealed.
    """
    keys = live_keys([office or case.office_id], on)
    if not keys:
        return ()
    found = {one.public: Recipient(one.public, one.fingerprint, one.fingerprint) for one in (*keys, *recovery_keys(on))}
    handlers = tuple(found.values())
    if kind != "message":
        return handlers
    hers = case.report.reporter
    return (Recipient(hers, fingerprint(hers), REPORTER), *handlers) if hers else ()
