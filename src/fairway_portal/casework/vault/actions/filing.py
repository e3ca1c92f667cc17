"""Filing a report: all of it, or nothing; and as often as she sends it, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, transaction

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.sealing.envelopes import is_envelope
from fairway_portal.casework.vault import key_folder, second_layer
from fairway_portal.casework.vault.errors import NotSealed, NumberUsed, told
from fairway_portal.casework.vault.models import Draft, Report, Sealed
from fairway_portal.casework.vault.places import envelope_place
from fairway_portal.casework.vault.report_ids import report_id
from fairway_portal.casework.vault.weeks import week_of

__all__ = ["Filed", "Part", "file_report", "report_id"]
WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a report, sealed.

    Attributes:
        kind: Of `Sealed.Kind`; the first part of a report is `report`.
        envelope: The age file.
        commitment: 64 hexadecimal digits.
        recipients: Fingerprints of the keys it is sealed to.
    """

    kind: str
    envelope: bytes
    commitment: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """A report that is kept: durable when this is returned.

    Attributes:
        report: Its id.
        commitment: Of the first part, as it was filed first.
        new: Whether this call filed it.
    """

    report: UUID
    commitment: str
    new: bool


def file_report(
    *,
    keys: ReceiptKeys,
    parts: Sequence[Part],
    on: date,
    expires: date,
    also: Callable[[Report, str], None],
    demonstration: bool = False,
) -> Filed:
    """Files a report. Its key is on the disk before the transaction ends; a call again changes nothing.

    Args:
        keys: Of her receipt; the parts are sealed for `report_id(keys)`.
        parts: The report first.
        on: Today.
        expires: The day on which it is erased.
        also: What belongs to the same transaction (the promise of filing, cases); it gets the report and its
            commitment, and what it raises undoes all.
        demonstration: Made up, to be shown.

    Raises:
        NotSealed: A part is no envelope, or the first is no report.
        NumberUsed: The report of this receipt was deleted.
        NotNow: It cannot be kept at the moment; nothing of it is, and the draft stays.
    """
    if not parts or parts[0].kind != Sealed.Kind.REPORT or not all(is_envelope(part.envelope) for part in parts):
        raise NotSealed
    report = Report(
        id=report_id(keys), lookup=keys.lookup, reporter=keys.recipient, commitment=parts[0].commitment,
        filed=week_of(on), expires=expires, demonstration=demonstration,
    )  # fmt: skip
    with told(), key_folder.guarded(report.pk) as folder:
        return _there(report.pk) or _filed(folder, report, parts, also)


def _filed(folder: Path, report: Report, parts: Sequence[Part], also: Callable[[Report, str], None]) -> Filed:
    # If the transaction fails the key stays: it may be its draft's, or the answer of the database may have been lost.
    key = key_folder.made_key(folder, report.pk)
    try:
        with transaction.atomic(using="casework", durable=True):
            report.save(force_insert=True)
            Sealed.objects.bulk_create(_sealed(report, key, at, part) for at, part in enumerate(parts, 1))
            also(report, report.commitment)
            Draft.objects.filter(report=report.pk).delete()
    except IntegrityError:
        # Another machine, whose lock on the folder is not ours, was first.
        there = _there(report.pk)
        if there is None:
            raise
        return there
    return Filed(report.pk, report.commitment, new=True)


def _sealed(report: Report, key: bytes, number: int, part: Part) -> Sealed:
    wrapped = second_layer.wrap(key, report.pk, envelope_place(number), part.envelope)
    return Sealed(
        report=report, kind=part.kind, number=number, envelope=wrapped, recipients=list(part.recipients),
        author=WORKER, written=report.filed,
    )  # fmt: skip


def _there(report: UUID) -> Filed | None:
    found = Report.objects.filter(pk=report).values_list("commitment", "erased").first()
    if found is None:
        return None
    commitment, erased = found
    if erased is not None:
        raise NumberUsed(erased=True)
    return Filed(report, commitment, new=False)
