"""Envelopes that come to a report later: her answers, messages to her, notes, copies sealed to other keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from fairway.safe_reporting.sealing.envelopes import SIZES, TooLarge, is_envelope
from fairway_portal.casework.vault import key_folder, second_layer
from fairway_portal.casework.vault.actions.filing import WORKER
from fairway_portal.casework.vault.errors import (
    KeyMissing,
    NoMoreRoom,
    NoRoomForFiles,
    NothingHere,
    NotSealed,
    SentTwice,
    told,
)
from fairway_portal.casework.vault.models import Report, Sealed
from fairway_portal.casework.vault.places import envelope_place
from fairway_portal.casework.vault.weeks import week_of

MOST_BYTES: Final = SIZES[-1] + 1024 * 1024
"""The largest plain text, and what age adds for as many keys as there may ever be."""


MOST_OF_HERS: Final = {
    Sealed.Kind.ORIGINAL: 12, Sealed.Kind.CLEANED: 12, Sealed.Kind.ANSWER: 300, Sealed.Kind.NOTE: 300,
}  # fmt: skip
"""Envelopes that come with one number: whoever holds it is anonymous, and a file takes 16 MiB, twice."""


def add_envelope(
    *,
    report: UUID,
    kind: str,
    envelope: bytes,
    recipients: Sequence[str],
    author: str,
    on: date,
    key: UUID,
    copy_of: UUID | None = None,
) -> UUID:
    """Keeps an envelope with a report.

    Args:
        report: Id of the report.
        kind: Of `Sealed.Kind`.
        envelope: The age file.
        recipients: Fingerprints of the keys it is sealed to; `reporter` for her own.
        author: `worker`, or `person:17`.
        on: Today; what she wrote is dated with the week alone.
        key: Of the form it came with: the same one again changes nothing.
        copy_of: Id of the envelope of the same report whose content this is.

    Returns:
        Its id; of the first one, if the form came twice.

    Raises:
        NotSealed: It is no envelope, or of no kind that is known.
        TooLarge: It is larger than any envelope of ours.
        NothingHere: There is no report, or it is erased.
        NoMoreRoom: As much of this kind came with her number as may.
        NoRoomForFiles: It is a file of hers, and the disk is nearly full.
        SentTwice: The form came before, with another report.
        NotNow: It cannot be kept at the moment.
    """
    if not is_envelope(envelope) or kind not in Sealed.Kind.values:
        raise NotSealed
    if len(envelope) > MOST_BYTES:
        raise TooLarge
    made = Sealed(
        report_id=report, kind=kind, recipients=list(recipients), author=author,
        written=week_of(on) if author == WORKER else on, key=key, copy_of=copy_of,
    )  # fmt: skip
    with told(), key_folder.guarded(report), transaction.atomic(using="casework"):
        return _first_of_form(made) or _kept(made, envelope)


def _first_of_form(made: Sealed) -> UUID | None:
    first = Sealed.objects.filter(key=made.key).only("id", "report_id", "kind").first()
    if first is None:
        return None
    if (first.report_id, first.kind) != (made.report_id, made.kind):
        raise SentTwice
    return first.pk


def _kept(made: Sealed, envelope: bytes) -> UUID:
    report = Report.objects.select_for_update().filter(pk=made.report_id, erased=None).first()
    if report is None or (made.copy_of and not report.envelopes.filter(pk=made.copy_of).exists()):
        raise NothingHere
    if made.author == WORKER:
        _refuse_too_much(made)
    key = key_folder.key_of(report.pk)
    if key is None:
        raise KeyMissing
    made.number = (report.envelopes.aggregate(last=Max("number"))["last"] or 0) + 1
    made.envelope = second_layer.wrap(key, report.pk, envelope_place(made.number), envelope)
    made.save(force_insert=True)
    return made.pk


def _refuse_too_much(made: Sealed) -> None:
    if made.kind == Sealed.Kind.ORIGINAL and not key_folder.room_for_files():
        raise NoRoomForFiles
    most = MOST_OF_HERS.get(Sealed.Kind(made.kind))
    there = Sealed.objects.filter(report=made.report_id, kind=made.kind, author=WORKER)
    if most is not None and there.count() >= most:
        raise NoMoreRoom
