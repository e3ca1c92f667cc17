"""Rows of the tables as the library's values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.states import Act, State
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry

_OVER = frozenset({Appeal.State.DISMISSED.value, Appeal.State.WITHDRAWN.value})


def entry_of(row: LicenceEntry) -> Entry:
    """One row as the library reads it."""
    return Entry(
        number=row.number,
        act=Act(row.act),
        effective=row.effective,
        recorded=timezone.localdate(row.recorded),
        state=State(row.state),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        until=row.until,
        conditions=row.conditions,
        reason=row.reason,
        legal_basis=row.legal_basis,
        authority=row.authority,
    )


def entries_of(rows: Iterable[LicenceEntry]) -> tuple[Entry, ...]:
    """Rows by their number."""
    return tuple(entry_of(row) for row in sorted(rows, key=lambda one: one.number))


def stays_of(appeals: Iterable[Appeal]) -> tuple[Stay, ...]:
    """The acts that appeals stay or stayed: until the day of the decision where it went against the agency."""
    return tuple(
        Stay(
            number=one.entry.number,
            first=timezone.localdate(one.filed),
            last=timezone.localdate(one.decided) if one.state in _OVER and one.decided else None,
        )
        for one in appeals
        if one.stays
    )


_ENDED = frozenset({State.REVOKED, State.SURRENDERED, State.BARRED, State.EXPIRED})
_NEVER = frozenset({State.APPLIED, State.REFUSED, State.WITHDRAWN})


def days_held(licence: Licence, ended: date | None) -> tuple[date, date | None] | None:
    """The days on which a licence was or is held; None where it never was.

    Args:
        licence: Whose days.
        ended: The day from which its last entry holds.
    """
    state = State(licence.state)
    if state in _NEVER or licence.valid_from is None:
        return None
    last = licence.valid_to
    if state in _ENDED and ended is not None:
        before = ended - timedelta(days=1)
        last = min(last, before) if last else before
    return None if last is not None and last < licence.valid_from else (licence.valid_from, last)


def share_scope(one: Licence, other: Licence) -> bool:
    """Whether two licences cover some sector and some destination both: an empty list covers all."""
    return all(
        not mine or not theirs or bool(set(mine) & set(theirs))
        for mine, theirs in ((one.sectors, other.sectors), (one.destinations, other.destinations))
    )
