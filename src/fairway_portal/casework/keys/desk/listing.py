"""The keys of one office as its people read them: which live, which are stale, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Membership, Person, Role
from fairway_portal.casework.keys.models import HandlerKey, Office
from fairway_portal.casework.keys.queries import NEW_DAYS, PROVED_DAYS

SOON: Final = timedelta(days=30)
PURPOSES: Final = {
    HandlerKey.Purpose.HANDLER: Text("Opens reports"),
    HandlerKey.Purpose.RECOVERY: Text("Recovery: kept off line, opens what is left when every other key is lost"),
    HandlerKey.Purpose.ESCROW: Text("Holds reports back until others name the same agency"),
}


class State(Enum):
    """How a key stands."""

    LIVE = Text("Live")
    NEW = Text("Live, and not proved yet")
    SOON = Text("Live, to be proved soon")
    STALE = Text("Stale: nothing new is sealed to it until it is proved")
    RETIRED = Text("Retired")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key.

    Attributes:
        holder: Name of the person whose key it is.
        holder_left: Whether she works for the office no longer.
        good_to: The last day on which it lives without another proof.
    """

    id: int
    fingerprint: str
    public: str
    label: str
    purpose: Text
    holder: str
    holder_left: bool
    since: date
    proved: date | None
    retired: date | None
    good_to: date
    state: State

    @property
    def warning(self) -> Text | None:
        """What should be done about it, if anything."""
        if self.state is State.RETIRED:
            return None
        if self.holder_left:
            return Text("{name} has no role in your office any more: retire this key.", name=self.holder)
        if self.state in (State.STALE, State.SOON, State.NEW):
            return Text("Prove this key, or retire it.")
        return None


def rows_of(office: Office, on: date) -> tuple[KeyRow, ...]:
    """Every key of an office, those in use first, the newest first."""
    keys = list(office.keys.order_by("-since", "-pk"))
    names = dict(Person.objects.filter(pk__in={key.person for key in keys}).values_list("pk", "name"))
    here = set(
        Membership.objects.filter(
            organisation=office.organisation, role=Role.HANDLER, person__is_active=True
        ).values_list("person", flat=True)
    )
    rows = [_row(key, names.get(key.person, ""), key.person not in here, on) for key in keys]
    return tuple(sorted(rows, key=lambda row: row.state is State.RETIRED))


def _row(key: HandlerKey, holder: str, left: bool, on: date) -> KeyRow:
    good_to = key.since + timedelta(days=NEW_DAYS)
    if key.proved is not None:
        good_to = max(good_to, key.proved + timedelta(days=PROVED_DAYS))
    return KeyRow(
        id=key.pk, fingerprint=key.fingerprint, public=key.public, label=key.label,
        purpose=PURPOSES[HandlerKey.Purpose(key.purpose)], holder=holder, holder_left=left, since=key.since,
        proved=key.proved, retired=key.retired, good_to=good_to, state=_state(key, good_to, on),
    )  # fmt: skip


def _state(key: HandlerKey, good_to: date, on: date) -> State:
    if key.retired is not None:
        return State.RETIRED
    if good_to < on:
        return State.STALE
    if key.proved is None:
        return State.NEW
    return State.SOON if good_to < on + SOON else State.LIVE
