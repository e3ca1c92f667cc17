"""Every write of a report on its way: the draft after each page, its files, and the sending."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings

from fairway.kernel.text import Text
from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.report import as_json, case_type
from fairway.safe_reporting.report.concerns import COMPLAINT
from fairway.safe_reporting.sealing.envelopes import Envelope, seal
from fairway.safe_reporting.sealing.nested import seal_held
from fairway_portal.casework.cases.actions import open_case
from fairway_portal.casework.escrow.actions import hold
from fairway_portal.casework.escrow.errors import NobodyHolds
from fairway_portal.casework.escrow.queries import escrow_office
from fairway_portal.casework.filings.actions import promise
from fairway_portal.casework.filings.queries import is_filed, token_of
from fairway_portal.casework.intake import queries
from fairway_portal.casework.intake.drafts import Draft, written
from fairway_portal.casework.intake.errors import HeldTooLarge, IntakeClosed, OfficesGone, TooManyFiles
from fairway_portal.casework.keys.queries import LiveKey, intake, live_keys, offices_for, recovery_keys
from fairway_portal.casework.vault.actions import (
    Part,
    add_draft_file,
    drop_draft_file,
    file_report,
    report_id,
    save_draft,
)
from fairway_portal.casework.vault.errors import NothingHere, NotSealed
from fairway_portal.casework.vault.models import Report

KEPT: Final = timedelta(days=365)
"""How long a report is kept; an office extends it while a case is open."""
MOST_HELD_BYTES: Final = 4 * 1024 * 1024 - 32 * 1024
"""Of a file in a report that is held back: it is sealed twice."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was sent: what commits to it, and the signed proof."""

    commitment: str
    token: str


@dataclass(frozen=True, slots=True)
class SealedByHer:
    """A report that her own device sealed.

    Attributes:
        envelope: The age file.
        recipients: Fingerprints of the keys it is sealed to, as her device says.
        commitment: 64 hexadecimal digits.
    """

    envelope: bytes
    recipients: tuple[str, ...]
    commitment: str


@dataclass(frozen=True, slots=True)
class Keys:
    """To whose keys a report is sealed."""

    readers: tuple[LiveKey, ...]
    escrow: tuple[LiveKey, ...] = ()

    @property
    def outside(self) -> tuple[str, ...]:
        """Fingerprints of the keys that open what the server keeps."""
        return tuple(sorted({one.fingerprint for one in self.escrow or self.readers}))


def keep(*, keys: ReceiptKeys, draft: Draft) -> None:
    """Keeps the draft as it is now, sealed under the key of her number."""
    save_draft(keys, written(draft))


def keep_file(*, keys: ReceiptKeys, content: bytes, name: str) -> None:
    """Adds a file to the draft; the same file again changes nothing.

    Args:
        keys: Of her number.
        content: As she sent it.
        name: As her device calls it; read for its kind, and not kept.

    Raises:
        TooManyFiles, NoMoreRoom: There are three already.
        AttachmentRefused: It is none that can be passed on safely; says what to do.
    """
    from fairway.safe_reporting.attachments import clean

    there = queries.files(keys)
    digest = hashlib.sha256(content).hexdigest()
    if any(one.digest == digest for one in there):
        return
    if len(there) >= queries.MOST_FILES:
        raise TooManyFiles
    cleaned = clean(content, name=name)
    add_draft_file(
        keys,
        queries.packed(
            digest=digest, media=cleaned.media, extension=cleaned.extension, original=content, cleaned=cleaned.content
        ),
        queries.MOST_FILES,
    )


def drop_file(*, keys: ReceiptKeys, number: int) -> None:
    """Takes a file out of the draft; one that is gone already is gone."""
    if any(one.number == number for one in queries.files(keys)):
        drop_draft_file(keys, number)


def send(*, keys: ReceiptKeys, on: date) -> Sent:
    """Seals the draft to the offices that she chose, files it, and forgets it; a second time gives the same answer.

    Args:
        keys: Of her number.
        on: The day.

    Raises:
        IntakeClosed: Too few keys live to seal anything safely. The draft stays.
        OfficesGone: An office that she chose has no key any more, or she chose none. The draft stays.
        HeldTooLarge: A file is too large for a report that is held back. The draft stays.
        NobodyHolds, NotHeldBack: It was to be held back, and cannot be. The draft stays.
        NotNow: It could not be kept. The draft stays.
        NothingHere: There is no draft and no report.
    """
    draft = queries.draft(keys)
    if draft is None:
        commitment = queries.sent(keys)
        if commitment is None:
            raise NothingHere
        return Sent(commitment, token_of(commitment))
    to = _keys_for(draft, on)
    parts = tuple(_parts(draft, queries.files(keys), to, report_id(keys)))
    filed = file_report(
        keys=keys,
        parts=parts,
        on=on,
        expires=on + KEPT,
        also=partial(_also, draft, to, on),
        demonstration=settings.DEMONSTRATION,
    )
    return Sent(filed.commitment, token_of(filed.commitment))


def file_sealed(*, keys: ReceiptKeys, made: SealedByHer, offices: Sequence[int], on: date) -> Sent:
    """Files a report that her own device sealed: this machine never had its words.

    Args:
        keys: Of her number.
        made: What her device made.
        offices: Ids of the offices that she chose.
        on: The day.

    Raises:
        IntakeClosed: Too few keys live.
        OfficesGone: An office has no key any more, or the keys it was sealed to are not those of today.
        NotSealed: It is no envelope.
        NotNow: It could not be kept.
    """
    to = _readers(offices, on)
    if set(made.recipients) != {one.fingerprint for one in to}:
        raise OfficesGone
    also = partial(_opened_by_her, offices, COMPLAINT, on)
    part = Part("report", made.envelope, made.commitment, tuple(sorted(made.recipients)))
    filed = file_report(
        keys=keys, parts=[part], on=on, expires=on + KEPT, also=also, demonstration=settings.DEMONSTRATION
    )
    return Sent(filed.commitment, token_of(filed.commitment))


def _keys_for(draft: Draft, on: date) -> Keys:
    readers = _readers(draft.offices, on)
    if not _held(draft):
        return Keys(readers)
    holder = escrow_office(on)
    if holder is None:
        raise NobodyHolds
    escrow = live_keys([holder], on, "escrow")
    return Keys(_apart(readers, escrow, draft.offices), escrow)


def _apart(readers: Sequence[LiveKey], escrow: Sequence[LiveKey], offices: Sequence[int]) -> tuple[LiveKey, ...]:
    """The readers without whoever holds the outer seal: who could open both would read it before others name the same.

    Raises:
        NobodyHolds: An office that she chose would have no reader left.
    """
    holders, persons = {one.office for one in escrow}, {one.person for one in escrow}
    apart = tuple(one for one in readers if one.office not in holders and one.person not in persons)
    if not set(offices) <= {one.office for one in apart}:
        raise NobodyHolds
    return apart


def _readers(offices: Sequence[int], on: date) -> tuple[LiveKey, ...]:
    """The keys that a report is sealed to: those of the offices she chose, and of recovery."""
    now = intake(on)
    if not now.open:
        raise IntakeClosed(now.reason or Text("Reports cannot be taken here now."))
    found = live_keys(offices, on)
    with_key = {one.office for one in found}
    gone = [one for one in offices if one not in with_key]
    if gone or not found:
        names = {row.id: row.name for row in offices_for("", on)}
        raise OfficesGone(", ".join(names[one] for one in gone if one in names))
    by_key = {one.public: one for one in (*found, *recovery_keys(on))}
    return tuple(by_key.values())


def _held(draft: Draft) -> bool:
    return bool(draft.others and draft.text("agency"))


def _parts(draft: Draft, files: Sequence[queries.KeptFile], to: Keys, report: UUID) -> Iterator[Part]:
    sealed: Callable[..., Envelope]
    readers = [one.public for one in to.readers]
    if to.escrow:
        if any(max(len(one.original), len(one.cleaned)) > MOST_HELD_BYTES for one in files):
            raise HeldTooLarge
        sealed = partial(seal_held, offices=readers, escrow=[one.public for one in to.escrow], report=report.hex)
    else:
        sealed = partial(seal, recipients=readers, report=report.hex)

    def part(content: bytes, kind: str, **named: str) -> Part:
        made = sealed(content, kind=kind, **named)
        return Part(kind, made.content, made.commitment, to.outside)

    yield part(as_json(draft.answers), "report")
    for number, one in enumerate(files, start=1):
        name = f"file-{number}.{one.extension.lstrip('.')}"
        yield part(one.original, "original", name=name, media=one.media)
        yield part(one.cleaned, "cleaned", name=name, media=one.media)


def _also(draft: Draft, to: Keys, on: date, report: Report, commitment: str) -> None:
    """What belongs to the same transaction as the report: the promise of filing, and a case for each office."""
    happened = draft.answers.get("happened", ())
    kind = case_type(happened if isinstance(happened, tuple) else ())
    if not _held(draft):
        _opened(draft.offices, kind, on, report, commitment)
        return
    promise(commitment=commitment, on=on)
    hold(
        report=report.pk, agency=draft.text("agency"), offices=draft.offices, others=draft.others, on=on, type=kind,
        recipients=tuple(sorted({one.fingerprint for one in to.readers})),
    )  # fmt: skip


def _opened_by_her(offices: Sequence[int], kind: str, on: date, report: Report, commitment: str) -> None:
    """What her device commits to cannot be compared here; one that stands in the log already is another's."""
    if is_filed(commitment):
        raise NotSealed
    _opened(offices, kind, on, report, commitment)


def _opened(offices: Sequence[int], kind: str, on: date, report: Report, commitment: str) -> None:
    promise(commitment=commitment, on=on)
    for office in offices:
        open_case(report=report.pk, office=office, type=kind, on=on, demonstration=settings.DEMONSTRATION)
