"""Reports for proofs of the vault: their keys made without the slow derivation, sealed to a handler's key."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.sealing.envelopes import open_sealed, seal
from fairway.safe_reporting.sealing.identities import fingerprint, identity_of, recipient_of

DAY = date(2026, 11, 23)
YEAR = timedelta(days=365)
HANDLER = identity_of(hashlib.sha256(b"the handler of the proofs").digest())


def receipt_keys(seed: str) -> ReceiptKeys:
    """Keys of a receipt, the same for the same seed."""
    dice = random.Random(seed)
    identity = identity_of(dice.randbytes(32))
    return ReceiptKeys(dice.randbytes(32).hex(), dice.randbytes(32), identity, recipient_of(identity))


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was filed, and what its handler needs."""

    keys: ReceiptKeys
    report: UUID
    commitment: str
    new: bool


def parts_of(keys: ReceiptKeys, *contents: bytes, identity: str = HANDLER) -> list[Any]:
    """A report, and files of it, sealed to a handler."""
    from fairway_portal.casework.vault.actions import Part, report_id

    public = recipient_of(identity)
    made = []
    for at, content in enumerate(contents or (b"{}",)):
        kind = "original" if at else "report"
        sealed = seal(content, report=report_id(keys).hex, kind=kind, recipients=[public])
        made.append(Part(kind, sealed.content, sealed.commitment, (fingerprint(public),)))
    return made


def file(seed: str, *contents: bytes, on: date = DAY, expires: date = DAY + YEAR, **more: Any) -> Sent:
    """Files a report."""
    from fairway_portal.casework.vault.actions import file_report

    keys = receipt_keys(seed)
    also = more.pop("also", lambda report, commitment: None)
    done = file_report(keys=keys, parts=parts_of(keys, *contents), on=on, expires=expires, also=also, **more)
    return Sent(keys, done.report, done.commitment, done.new)


def message(sent: Sent, content: bytes, *, key: UUID, kind: str = "message") -> UUID:
    """Adds a message to her."""
    from fairway_portal.casework.vault.actions import add_envelope

    sealed = seal(content, report=sent.report.hex, kind=kind, recipients=[sent.keys.recipient])
    return add_envelope(
        report=sent.report, kind=kind, envelope=sealed.content, recipients=("reporter",), author="person:1", on=DAY,
        key=key,
    )  # fmt: skip


def opened(report: UUID, identity: str = HANDLER, number: int = 1) -> Any:
    """What an envelope of a report holds, opened with a key."""
    from fairway_portal.casework.vault import queries

    [row] = [one for one in queries.envelopes_of(report) if one.number == number]
    return open_sealed(queries.envelope(row.id), [identity], report=report.hex, kind=row.kind)
