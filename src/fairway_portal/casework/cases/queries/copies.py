"""Envelopes of a case: which the office can open, which some living key of it cannot, which are left to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fairway_portal.casework.cases.models import Case, Disclosure
from fairway_portal.casework.cases.queries.recipients import recipients_for
from fairway_portal.casework.keys.models import HandlerKey
from fairway_portal.casework.keys.queries import live_keys
from fairway_portal.casework.vault.models import Sealed
from fairway_portal.casework.vault.queries import EnvelopeRow, envelope, envelopes_of

__all__ = ["EnvelopeRow", "Shown", "envelopes", "fingerprints_of", "form_kept", "left_to_reseal", "sealed_bytes"]

KINDS_OF_SCOPE: Final = {
    "report": ("report",),
    "files": ("original", "cleaned"),
    "messages": ("message", "answer"),
}
"""Scope of a consent → kinds of envelopes that it covers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An envelope as the office sees it.

    Attributes:
        row: As the vault has it.
        stale: Whether some living key of the office does not open it.
    """

    row: EnvelopeRow
    stale: bool


def fingerprints_of(office: int) -> frozenset[str]:
    """Every handler key that an office ever had: what was sealed to one that is retired is still its own."""
    found = HandlerKey.objects.filter(office=office, purpose=HandlerKey.Purpose.HANDLER)
    return frozenset(found.values_list("fingerprint", flat=True))


def envelopes(case: Case, on: date) -> tuple[Shown, ...]:
    """What of the report is sealed to the office, oldest first; a newer copy takes the place of what it copies.

    Args:
        case: The case.
        on: The day, by which keys live.
    """
    own = fingerprints_of(case.office_id)
    living = {one.fingerprint for one in live_keys([case.office_id], on)}
    mine = [one for one in envelopes_of(case.report_id) if own & set(one.recipients)]
    newest: dict[UUID, EnvelopeRow] = {}
    for one in mine:
        newest[one.copy_of or one.id] = one
    ordered = sorted(newest.items(), key=lambda pair: _number(mine, pair[0], pair[1]))
    return tuple(Shown(one, bool(living - set(one.recipients))) for _, one in ordered)


def form_kept(key: UUID) -> UUID | None:
    """The envelope that a form brought before, if it did: the same form twice is one."""
    return Sealed.objects.filter(key=key).values_list("pk", flat=True).first()


def left_to_reseal(case: Case, referral: Disclosure, on: date) -> tuple[EnvelopeRow, ...]:
    """What she consented to pass on and is not sealed to the other office yet.

    Args:
        case: The case from which it goes.
        referral: To which she consented.
        on: The day.
    """
    assert referral.office is not None
    theirs = {one.stored for one in recipients_for(case, "note", on, referral.office)}
    kinds = {kind for scope in referral.scope for kind in KINDS_OF_SCOPE.get(scope, ())}
    there = [one for one in envelopes_of(case.report_id) if theirs and theirs <= set(one.recipients)]
    passed = {one.id for one in there} | {one.copy_of for one in there}
    return tuple(
        shown.row
        for shown in envelopes(case, on)
        if shown.row.kind in kinds and shown.row.id not in passed and (shown.row.copy_of or shown.row.id) not in passed
    )


def _number(rows: list[EnvelopeRow], original: UUID, newest: EnvelopeRow) -> int:
    """By the number of the first: a copy stands where its original stood."""
    return next((one.number for one in rows if one.id == original), newest.number)


def sealed_bytes(id: UUID) -> bytes:
    """The age file of an envelope.

    Raises:
        NothingHere: Its report was erased meanwhile.
    """
    return envelope(id)
