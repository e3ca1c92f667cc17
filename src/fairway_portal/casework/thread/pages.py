"""The pages that her number shows, all of one size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from fairway.kernel.text import Text
from fairway_portal.casework.cases.queries import Ask
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.codes import square_code
from fairway_portal.casework.notes.sounds import sound
from fairway_portal.casework.thread.queries import Found, Message, found, pieces, proof
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render

SIZE: Final = 24 * 1024
"""Bytes of every answer."""
MESSAGES_BYTES: Final = 8 * 1024
HISTORY_LINES: Final = 25


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, as the page links it."""

    field: str
    message: Text


@dataclass(frozen=True, slots=True)
class AskPage:
    """Her number is asked for."""

    typed: str
    faults: tuple[Fault, ...]
    notice: Text | None
    sound: str
    address: str
    start: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A report was begun and not sent."""

    carried: str
    address: str
    here: str


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """How far each office is, what she is asked, what was written to her, her answer."""

    carried: str
    key: UUID
    address: str
    states: tuple[tuple[str, Text, str], ...]
    asks: tuple[Ask, ...]
    given: tuple[Ask, ...]
    messages: tuple[Message, ...]
    newest: int
    away: int
    with_away: bool
    number: int
    numbers: int
    withdrawn: bool
    can_write: bool
    expires: str
    typed: str
    faults: tuple[Fault, ...]
    notice: Text | None


@dataclass(frozen=True, slots=True)
class MorePage:
    """What was done (`history`), the proof of filing (`proof`), or a question before something final."""

    carried: str
    address: str
    history: tuple[tuple[str, Text], ...] = ()
    number: int = 1
    numbers: int = 1
    token: str = ""
    code: Markup | str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class DonePage:
    """It is over: what she took back or deleted."""

    title: Text
    says: Text
    start: str


def ask_page(
    request: HttpRequest, typed: str = "", fault: Text | None = None, notice: Text | None = None
) -> HttpResponse:
    """The page that asks for her number."""
    faults = (Fault("number", fault),) if fault else ()
    page = AskPage(typed, faults, notice, sound("back"), url("notes-back"), url("notes"))
    return render(request, "casework/worker/back.html", page)


def kept_page(
    request: HttpRequest,
    held: passes.Pass,
    *,
    number: int = 1,
    with_away: bool = False,
    fault: Fault | None = None,
    typed: str = "",
    notice: Text | None = None,
) -> HttpResponse | None:
    """What is kept under her number; None where there is nothing.

    Args:
        request: For the frame.
        held: Her number and what it opens.
        number: Which page of messages, from 1.
        with_away: Whether messages put away are shown.
        fault: What is wrong with what she posted.
        typed: An answer that could not be kept.
        notice: What was done just now.
    """
    there = found(held.keys, with_away=with_away)
    carried = passes.issue(held.number, held.keys)
    if there.report is None:
        page = DraftPage(carried, url("notes-new"), url("notes-back"))
        return render(request, "casework/worker/draft.html", page) if there.draft else None
    pages = pieces(there.messages, MESSAGES_BYTES)
    at = min(max(number, 1), len(pages))
    thread = ThreadPage(
        carried=carried,
        key=uuid4(),
        address=url("notes-back"),
        states=tuple((name, state, day.isoformat()) for name, state, day in there.view.states),
        asks=there.view.asks,
        given=there.view.given,
        messages=pages[at - 1],
        newest=max((one.number for one in there.messages), default=0),
        away=there.away,
        with_away=with_away,
        number=at,
        numbers=len(pages),
        withdrawn=there.report.withdrawn is not None,
        can_write=bool(there.offices) and there.report.withdrawn is None,
        expires=there.report.expires.isoformat(),
        typed=typed,
        faults=(fault,) if fault else (),
        notice=notice,
    )
    return render(request, "casework/worker/thread.html", thread)


def history_page(request: HttpRequest, held: passes.Pass, number: int) -> HttpResponse:
    """Everything that was done with her report, newest first."""
    told: Found = found(held.keys)
    lines = told.view.history
    numbers = max(1, -(-len(lines) // HISTORY_LINES))
    at = min(max(number, 1), numbers)
    shown = lines[(at - 1) * HISTORY_LINES : at * HISTORY_LINES]
    page = MorePage(
        passes.issue(held.number, held.keys),
        url("notes-back"),
        history=tuple((day.isoformat(), what) for day, what in shown),
        number=at,
        numbers=numbers,
    )
    return render(request, "casework/worker/history.html", page)


def proof_page(request: HttpRequest, held: passes.Pass) -> HttpResponse:
    """The proof of filing, as text and as squares."""
    token = proof(held.keys)
    page = MorePage(
        passes.issue(held.number, held.keys), url("notes-back"), token=token, code=square_code(token) if token else ""
    )
    return render(request, "casework/worker/proof.html", page)


def sure_page(request: HttpRequest, held: passes.Pass, asks: str) -> HttpResponse:
    """Whether she is sure: `withdraw` or `delete`."""
    page = MorePage(passes.issue(held.number, held.keys), url("notes-back"), asks=asks)
    return render(request, "casework/worker/sure.html", page)


def done_page(request: HttpRequest, title: Text, says: Text) -> HttpResponse:
    """It is done."""
    return render(request, "casework/worker/done.html", DonePage(title, says, url("notes")))
