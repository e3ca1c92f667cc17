"""What she does with her number: answers, sends a file, agrees or not, takes back, deletes."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID, uuid5

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.report import answer_json
from fairway.safe_reporting.sealing.envelopes import seal
from fairway_portal.casework.cases.actions import answer as answer_case
from fairway_portal.casework.cases.actions import withdrawn_by_worker
from fairway_portal.casework.cases.queries import offices_of
from fairway_portal.casework.escrow.actions import withdraw as release_nobody
from fairway_portal.casework.keys.queries import live_keys, recovery_keys
from fairway_portal.casework.thread.errors import NobodyReads
from fairway_portal.casework.thread.queries import AWAY
from fairway_portal.casework.vault.actions import add_envelope, erase, forget_draft, withdraw
from fairway_portal.casework.vault.errors import NothingHere
from fairway_portal.casework.vault.queries import ReportRow, report_by

WORKER = "worker"
OWN = "reporter"


def write(*, keys: ReceiptKeys, text: str, on: date, key: UUID) -> None:
    """Seals what she writes to the offices that work on her report; the same form twice is one answer.

    Args:
        keys: That her number opens.
        text: Her words.
        on: The day.
        key: Of the form.

    Raises:
        NobodyReads: No office works on it with a key that lives: nothing is kept.
        NothingHere: The report is deleted.
    """
    report = _report(keys)
    _add(report, "answer", answer_json(text), on, uuid5(key, "answer"))


def send_file(*, keys: ReceiptKeys, content: bytes, name: str, on: date, key: UUID) -> None:
    """Seals a file as she sent it, and without what it tells of her.

    Args:
        keys: That her number opens.
        content: Of the file.
        name: As her device calls it; not kept.
        on: The day.
        key: Of the form.

    Raises:
        AttachmentRefused: It cannot be passed on safely.
        NobodyReads, NothingHere: As `write`.
    """
    from fairway.safe_reporting.attachments import clean

    report = _report(keys)
    cleaned = clean(content, name=name)
    called = f"file{cleaned.extension}"
    _add(report, "original", content, on, uuid5(key, "original"), called, cleaned.media)
    _add(report, "cleaned", cleaned.content, on, uuid5(key, "cleaned"), called, cleaned.media)


def consent(*, keys: ReceiptKeys, disclosure: int, agreed: bool, on: date) -> None:
    """Answers what she is asked, or takes an agreement back.

    Args:
        keys: That her number opens.
        disclosure: Of the question.
        agreed: Her answer.
        on: The day.

    Raises:
        NothingHere: The report is deleted.
        NoSuchCase: It has no such question.
    """
    answer_case(report=_report(keys).id, disclosure=disclosure, consent=agreed, on=on)


def put_away(*, keys: ReceiptKeys, number: int, on: date, key: UUID) -> None:
    """Hides messages up to a number, until she asks for them: sealed to her alone.

    Args:
        keys: That her number opens.
        number: Of the newest message.
        on: The day.
        key: Of the form.
    """
    report = _report(keys)
    content = json.dumps({AWAY: number}).encode()
    sealed = seal(content, report=report.id.hex, kind="note", recipients=[keys.recipient])
    add_envelope(
        report=report.id, kind="note", envelope=sealed.content, recipients=(OWN,), author=WORKER, on=on,
        key=uuid5(key, AWAY),
    )  # fmt: skip


def take_back(*, keys: ReceiptKeys, on: date) -> None:
    """Withdraws her report: every office is told to stop. It stays readable to those who have it until it is erased."""
    report = _report(keys)
    withdrawn_by_worker(report=report.id, on=on)
    withdraw(report.id, on)
    release_nobody(report.id)


def delete(*, keys: ReceiptKeys, on: date) -> None:
    """Deletes everything under her number, sent or not: what copies remain cannot be opened by anybody."""
    report = report_by(keys.lookup)
    if report is not None:
        withdrawn_by_worker(report=report.id, on=on)
        erase(report.id, on)
        return
    forget_draft(keys)


def _report(keys: ReceiptKeys) -> ReportRow:
    report = report_by(keys.lookup)
    if report is None:
        raise NothingHere
    return report


def _add(
    report: ReportRow, kind: str, content: bytes, on: date, key: UUID, name: str = "", media: str = "application/json"
) -> None:
    readers = live_keys(offices_of(report.id), on)
    if not readers:
        raise NobodyReads
    to = (*readers, *recovery_keys(on))
    sealed = seal(
        content, report=report.id.hex, kind=kind, recipients=[one.public for one in to], name=name, media=media
    )
    add_envelope(
        report=report.id, kind=kind, envelope=sealed.content, recipients=sorted({one.fingerprint for one in to}),
        author=WORKER, on=on, key=key,
    )  # fmt: skip
