"""What her number shows: how far each office is, what was written to her, what she is asked, what was done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID, uuid4

from fairway.kernel.errors import FairwayError
from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.report import answer_from_json
from fairway.safe_reporting.sealing.envelopes import open_sealed, seal
from fairway.safe_reporting.sealing.identities import new_identity, recipient_of
from fairway_portal.casework.cases.queries import WorkerView, for_worker, offices_of
from fairway_portal.casework.filings.queries import token_of
from fairway_portal.casework.vault.actions import draft_of
from fairway_portal.casework.vault.queries import EnvelopeRow, ReportRow, envelope, envelopes_of, report_by

AWAY: Final = "away"
READ_AT_MOST: Final = 200
"""Messages that are opened for one page."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a handler wrote to her.

    Attributes:
        number: Order within the report.
        written: The day.
        text: As it was written; empty where it could not be opened, which is said.
        opened: Whether it could be.
    """

    number: int
    written: date
    text: str
    opened: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept under a number.

    Attributes:
        report: The report; None where none was sent, or it is deleted.
        draft: Whether a report was begun and not sent.
        view: Of its cases.
        messages: Newest first, without those put away.
        away: How many were put away.
        offices: Ids of the offices that read her answers.
    """

    report: ReportRow | None
    draft: bool
    view: WorkerView
    messages: tuple[Message, ...]
    away: int
    offices: tuple[int, ...]


def found(keys: ReceiptKeys, *, with_away: bool = False) -> Found:
    """What is kept under a number; the same is asked and opened whether there is something or not.

    Args:
        keys: That her number opens.
        with_away: Whether messages that she put away are shown as well.
    """
    report = report_by(keys.lookup)
    draft = draft_of(keys) is not None
    asked = report.id if report else uuid4()
    view, offices = for_worker(asked), offices_of(asked)
    rows = envelopes_of(asked, kinds=("message", "note"))
    hidden = 0 if with_away else _put_away(rows, keys)
    written = [row for row in rows if row.kind == "message" and "reporter" in row.recipients]
    shown = [row for row in reversed(written) if row.number > hidden][:READ_AT_MOST]
    if not shown:
        _open_nothing()
    messages = tuple(_message(row, keys) for row in shown)
    return Found(report, draft, view, messages, sum(row.number <= hidden for row in written), offices)


def proof(keys: ReceiptKeys) -> str:
    """The proof of filing of her report; empty where there is none."""
    report = report_by(keys.lookup)
    return token_of(report.commitment) if report else ""


def pieces(messages: Sequence[Message], most: int) -> tuple[tuple[Message, ...], ...]:
    """Messages by page: a page holds at most so many bytes of them, and a long one goes on on the next page.

    Args:
        messages: In the order in which they are shown.
        most: Bytes of a page, as UTF-8.
    """
    pages: list[list[Message]] = [[]]
    room = most
    for piece in _cut(messages, most):
        size = _size(piece.text)
        if size > room and pages[-1]:
            pages.append([])
            room = most
        pages[-1].append(piece)
        room -= size
    return tuple(tuple(page) for page in pages)


def _cut(messages: Sequence[Message], most: int) -> Iterator[Message]:
    for one in messages:
        text = one.text
        while len(text) > most or _size(text) > most:
            at = most // 6  # no letter takes more: `&#39;`, `&quot;`, four bytes of UTF-8, what stands around a line
            yield Message(one.number, one.written, text[:at], one.opened)
            text = text[at:]
        yield Message(one.number, one.written, text, one.opened)


def _size(text: str) -> int:
    return len(text.encode()) + 5 * sum(text.count(one) for one in "&<>\"'") + 300


def _message(row: EnvelopeRow, keys: ReceiptKeys) -> Message:
    # A message that does not open must not hide the others, or the way to answer.
    with suppress(FairwayError):
        opened = open_sealed(envelope(row.id), [keys.identity], kind="message")
        return Message(row.number, row.written, answer_from_json(opened.content), opened=True)
    return Message(row.number, row.written, "", opened=False)


def _put_away(rows: Sequence[EnvelopeRow], keys: ReceiptKeys) -> int:
    """Number of the newest message that she put away: kept in a note that only her number opens."""
    own = [row for row in rows if row.kind == "note" and row.recipients == ("reporter",)]
    with suppress(FairwayError, ValueError, AttributeError, TypeError):
        if own:
            said = json.loads(open_sealed(envelope(own[-1].id), [keys.identity], kind="note").content)
            return int(said.get(AWAY, 0))
    return 0


@lru_cache(maxsize=1)
def _dummy() -> tuple[bytes, str]:
    identity = new_identity()
    made = seal(b"{}", report=UUID(int=0).hex, kind="message", recipients=[recipient_of(identity)])
    return made.content, identity


def _open_nothing() -> None:
    """The work of opening a message, for a number under which there is none."""
    content, identity = _dummy()
    open_sealed(content, [identity])
