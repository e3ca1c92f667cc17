"""What is asked of the vault: rows without content, and envelopes as age files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models.functions import Length

from fairway_portal.casework.vault import key_folder, second_layer
from fairway_portal.casework.vault.errors import KeyMissing, NothingHere, told
from fairway_portal.casework.vault.models import Report, Sealed
from fairway_portal.casework.vault.places import envelope_place


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that is there.

    Attributes:
        id: Its id.
        reporter: The age recipient of her receipt: messages to her are sealed to it.
        commitment: 64 hexadecimal digits.
        filed: Monday of the week.
        expires: The day on which it is erased.
        withdrawn: The day on which she took it back.
        demonstration: Made up, to be shown.
    """

    id: UUID
    reporter: str
    commitment: str
    filed: date
    expires: date
    withdrawn: date | None
    demonstration: bool


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """An envelope, without its content.

    Attributes:
        id: Its id.
        kind: Of `Sealed.Kind`.
        number: Order within the report, from 1.
        written: Monday of the week for what she wrote, the day for what a handler wrote.
        size: Of the age file, in bytes.
        recipients: Fingerprints of the keys it is sealed to; `reporter` for her own.
        author: `worker`, or `person:17`.
        copy_of: Id of the envelope whose content it holds, sealed anew.
    """

    id: UUID
    kind: str
    number: int
    written: date
    size: int
    recipients: tuple[str, ...]
    author: str
    copy_of: UUID | None


def report_by(lookup: str) -> ReportRow | None:
    """The report of a receipt (`ReceiptKeys.lookup`); None where there is none, or no longer."""
    return _row(lookup=lookup) if lookup else None


def report_of(report: UUID) -> ReportRow | None:
    """The report with an id; None where there is none, or no longer."""
    return _row(pk=report)


def envelopes_of(report: UUID, kinds: Collection[str] = ()) -> tuple[EnvelopeRow, ...]:
    """The envelopes of a report in their order.

    Args:
        report: Its id.
        kinds: Of `Sealed.Kind`; none: all.
    """
    asked = Sealed.objects.filter(report=report, report__erased=None).defer("envelope")
    if kinds:
        asked = asked.filter(kind__in=kinds)
    with told():
        return tuple(
            EnvelopeRow(
                one.pk, one.kind, one.number, one.written, one.size - second_layer.OVERHEAD, tuple(one.recipients),
                one.author, one.copy_of,
            )
            for one in asked.annotate(size=Length("envelope")).order_by("number")
        )  # fmt: skip


def envelope(id: UUID) -> bytes:
    """The age file of an envelope.

    Raises:
        NothingHere: There is none, or its report is erased.
        KeyMissing: The server's key of its report is gone.
        EnvelopeDamaged: It was changed, or belongs elsewhere.
    """
    with told():
        found = Sealed.objects.filter(pk=id, report__erased=None).first()
        if found is None:
            raise NothingHere
        key = key_folder.key_of(found.report_id)
    if key is None:
        raise KeyMissing
    return second_layer.unwrap(key, found.report_id, envelope_place(found.number), bytes(found.envelope))


def _row(**which: object) -> ReportRow | None:
    with told():
        found = Report.objects.filter(erased=None, **which).first()
    if found is None:
        return None
    return ReportRow(
        found.pk, found.reporter, found.commitment, found.filed, found.expires, found.withdrawn, found.demonstration
    )
