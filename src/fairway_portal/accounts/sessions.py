"""Sessions of people with accounts: when one is over, which are open, ending them.

Limits: docs/reference/security-decisions.md says why they are what they are.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from fairway_portal.accounts.models import Membership, Person, Role

BEGUN: Final = "begun"
SEEN: Final = "seen"
LONGEST: Final = 8 * 60 * 60
"""Seconds from signing in, whatever happens."""
IDLE: Final = 4 * 60 * 60
"""Seconds without a page: an outreach worker fills in forms for half a day before she sends them."""
IDLE_CAREFUL: Final = 30 * 60
"""Seconds without a page, for people in a role of `CAREFUL`."""
CAREFUL: Final = (Role.HANDLER, Role.ADMINISTRATOR)
NOTED_EVERY: Final = 60
"""Seconds: not every page writes to the database when it was opened."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One browser that is signed in; `name` stands for its key, which no page shows."""

    name: str
    begun: datetime
    seen: datetime
    here: bool


def is_over(request: HttpRequest, person: Person) -> bool:
    """Whether this session lasted too long or was left alone; if not, notes that it is in use.

    Args:
        request: Whose session it is.
        person: Who is signed in.
    """
    now, session = time.time(), request.session
    if BEGUN not in session:
        session[BEGUN] = session[SEEN] = now
        return False
    idle = now - session[SEEN]
    if now - session[BEGUN] > LONGEST or idle > IDLE or (idle > IDLE_CAREFUL and _is_careful(person)):
        return True
    if idle > NOTED_EVERY:
        session[SEEN] = now
    return False


def of(person: Person, request: HttpRequest) -> tuple[OpenSession, ...]:
    """Where somebody is signed in, the latest first.

    Args:
        person: Whose sessions.
        request: Of the page that lists them; its own session is marked.
    """
    found = []
    for row, held in _of(person):
        begun, seen = (datetime.fromtimestamp(held.get(name, 0), UTC) for name in (BEGUN, SEEN))
        here = row.session_key == request.session.session_key
        found.append(OpenSession(_name(row.session_key), begun, seen, here))
    return tuple(sorted(found, key=lambda one: one.seen, reverse=True))


def end(person: Person, *, but: str | None = None, named: str = "") -> int:
    """Ends sessions of somebody: all, or all but one, or the one that is named.

    Args:
        person: Whose sessions.
        but: The key of the session that goes on.
        named: As `OpenSession.name`; empty for all.

    Returns:
        How many ended.
    """
    ended = [
        row.session_key
        for row, _ in _of(person)
        if row.session_key != but and named in ("", _name(row.session_key))
    ]  # fmt: skip
    Session.objects.filter(session_key__in=ended).delete()
    return len(ended)


def _of(person: Person) -> Iterator[tuple[Session, dict[str, Any]]]:
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        held = row.get_decoded()
        if held.get(SESSION_KEY) == str(person.pk):
            yield row, held


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _is_careful(person: Person) -> bool:
    return Membership.objects.filter(person=person, role__in=CAREFUL).exists()
