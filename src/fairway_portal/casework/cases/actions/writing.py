"""What handlers write arrives sealed, and is kept sealed: messages to her, notes, copies to other keys.

The vault keeps the envelope in a transaction of its own, and the event follows in a second one: the vault locks the
folder of its keys before its tables, so that it cannot be called from within a transaction that has locked a case. A
form that is sent again after a crash between the two adds the event alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from fairway.kernel.text import Text
from fairway_portal.casework.cases.actions.deadlines import answered
from fairway_portal.casework.cases.actions.disclosing import consented
from fairway_portal.casework.cases.actions.events import ALIAS, add_event, locked
from fairway_portal.casework.cases.errors import MoveNotPossible, NoSuchCase
from fairway_portal.casework.cases.models import Case, CaseEvent, Disclosure
from fairway_portal.casework.cases.queries.copies import envelopes, form_kept, left_to_reseal
from fairway_portal.casework.cases.queries.recipients import recipients_for
from fairway_portal.casework.cases.sealed_form import LARGEST_WORDS, Sealed, check_sealed
from fairway_portal.casework.vault.actions import add_envelope
from fairway_portal.casework.vault.queries import EnvelopeRow

_EVENTS = {"message": "message_written", "note": "note_written"}


def write(*, case: UUID, kind: str, sealed: Sealed, by: int, on: date, key: UUID) -> UUID:
    """Keeps a message to her, or a note; the same form twice is one. No version: a written answer is never lost.

    Args:
        case: Id of the case.
        kind: `message` or `note`.
        sealed: As it came.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        key: Of the form.

    Returns:
        Id of the envelope.

    Raises:
        NotSealedRight: It is no envelope, or its keys are not those that it must have.
        MoveNotPossible: She took her report back.
        NoSuchCase: It was erased.
    """
    found = _case(case)
    if kind == "message" and found.state == "withdrawn":
        raise MoveNotPossible(
            Text("She took her report back. Nothing is sent to her any more."),
            advice=Text("If she wants help again, she writes a new report."),
        )
    recipients = check_sealed(sealed, recipients_for(found, kind, on), LARGEST_WORDS)
    written = add_envelope(
        report=found.report_id, kind=kind, envelope=sealed.envelope, recipients=recipients, author=f"person:{by}",
        on=on, key=key,
    )  # fmt: skip
    _noted(case, _EVENTS[kind], written, by, on, shown=kind == "message")
    return written


def reseal(*, case: UUID, envelope: UUID, sealed: Sealed, by: int, on: date, key: UUID) -> UUID:
    """Keeps a copy of an envelope that is sealed to the keys that the office has today.

    Args:
        case: Id of the case.
        envelope: What was copied.
        sealed: The copy as it came.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        key: Of the form.

    Returns:
        Id of the copy.

    Raises:
        NoSuchCase: The office has no such envelope.
        NotSealedRight: As `write`.
    """
    found = _case(case)
    if (kept := form_kept(key)) is not None:
        return kept
    rows = [one.row for one in envelopes(found, on)]
    return _copied(found, _one(rows, envelope), sealed, None, by, on, key)


def pass_on(
    *, case: UUID, disclosure: int, envelope: UUID, sealed: Sealed, by: int, on: date, key: UUID
) -> UUID:  # fmt: skip
    """Keeps a copy of an envelope that is sealed to the office to which she lets it go.

    Args:
        case: Id of the case.
        disclosure: Primary key of the referral.
        envelope: What was copied.
        sealed: The copy as it came.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        key: Of the form.

    Returns:
        Id of the copy.

    Raises:
        ConsentMissing: She has not consented, or has taken it back.
        NoSuchCase: She did not consent to this envelope.
        NotSealedRight: As `write`.
    """
    found = _case(case)
    agreed = consented(found, disclosure, Disclosure.Kind.REFERRAL)
    if (kept := form_kept(key)) is not None:
        return kept
    return _copied(found, _one(left_to_reseal(found, agreed, on), envelope), sealed, agreed.office, by, on, key)


def mark_read(*, case: Case, number: int) -> None:
    """Notes how far the office has read, so that the work-list can say what is new. It is no event of the case."""
    Case.objects.filter(pk=case.pk, read__lt=number).update(read=number)


def _case(case: UUID) -> Case:
    found = Case.objects.select_related("office", "report").filter(pk=case).first()
    if found is None:
        raise NoSuchCase
    return found


def _one(rows: Iterable[EnvelopeRow], envelope: UUID) -> EnvelopeRow:
    found = next((row for row in rows if row.id == envelope), None)
    if found is None:
        raise NoSuchCase
    return found


def _copied(
    case: Case, row: EnvelopeRow, sealed: Sealed, office: int | None, by: int, on: date, key: UUID
) -> UUID:  # fmt: skip
    recipients = check_sealed(sealed, recipients_for(case, "note", on, office))
    made = add_envelope(
        report=case.report_id, kind=row.kind, envelope=sealed.envelope, recipients=recipients, author=f"person:{by}",
        on=on, key=key, copy_of=row.copy_of or row.id,
    )  # fmt: skip
    _noted(case.pk, "sealed_anew", made, by, on, shown=False)
    return made


def _noted(case: UUID, kind: str, envelope: UUID, by: int, on: date, *, shown: bool) -> None:
    """The event of an envelope, once."""
    with transaction.atomic(using=ALIAS):
        found = locked(case)
        if not CaseEvent.objects.filter(case=case, kind=kind, details__envelope=str(envelope)).exists():
            add_event(found, kind, on=on, by=by, shown=shown, details={"envelope": str(envelope)})
            if kind == "message_written":
                answered(found, on, by)
