"""Coming back with the number: one address, everything by POST; every answer has the same size."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.receipts import ReceiptMistyped, read
from fairway.safe_reporting.report.fields import LONGEST_TEXT
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.door import notes_page
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.casework.thread import actions
from fairway_portal.casework.thread.pages import (
    SIZE,
    Fault,
    ask_page,
    done_page,
    history_page,
    kept_page,
    proof_page,
    sure_page,
)

MOST_FILE_BYTES: Final = 5 * 1024 * 1024
MOST_BODY: Final = MOST_FILE_BYTES + 512 * 1024
ANSWERED_AFTER: Final = 0.12
"""Seconds from the derivation to the answer, whatever is found: the clock tells nothing of the number."""
NOTHING: Final = Text(
    "Nothing is kept under this number. Compare it with your note. What was deleted, or has expired, is gone."
)
SENT: Final = Text("Sent. The offices that work on it can read it.")
TOO_LARGE: Final = Text("This file is larger than 5 MB. Send a smaller photograph or a shorter recording.")


@notes_page("GET", "POST", most=MOST_BODY, size=SIZE)
def back(request: HttpRequest) -> HttpResponse:
    """Her number, and what it shows."""
    if request.method != "POST":
        return ask_page(request)
    if "pass" in request.POST:
        try:
            return _act(request, passes.opened(request.POST["pass"]))
        except passes.PassExpired as late:
            return ask_page(request, notice=Text("{what} {advice}", what=late.title_text, advice=_said(late)))
    return _enter(request)


def _enter(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("number", "")
    try:
        number = read(typed)
    except ReceiptMistyped as fault:
        return ask_page(request, typed[:60], Text("{what} {advice}", what=fault.title_text, advice=_said(fault)))
    held = passes.Pass(number, keys_of(number))
    begun = time.monotonic()
    response = kept_page(request, held) or ask_page(request, typed[:60], NOTHING)
    time.sleep(max(0.0, begun + ANSWERED_AFTER - time.monotonic()))
    return response


def _act(request: HttpRequest, held: passes.Pass) -> HttpResponse:
    go = request.POST.get("go", "")
    act = _ACTS.get(go.split("-")[0])
    if act is None:
        return _shown(request, held)
    return act(request, held, go.partition("-")[2])


def _shown(request: HttpRequest, held: passes.Pass, rest: str = "", notice: Text | None = None) -> HttpResponse:
    with_away = request.POST.get("with") == "away" or rest == "away"
    typed = "" if notice else request.POST.get("text", "")[:LONGEST_TEXT]
    shown = kept_page(request, held, number=_whole(rest, 1), with_away=with_away, typed=typed, notice=notice)
    return shown or ask_page(request, notice=NOTHING)


def _write(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    text = request.POST.get("text", "").strip()[:LONGEST_TEXT]
    sent = request.FILES.get("file")
    on, key = localdate(), _key(request)
    try:
        if sent is not None and (sent.size or 0) > MOST_FILE_BYTES:
            return _refused(request, held, Fault("file", TOO_LARGE), text)
        if sent is not None and sent.name:
            actions.send_file(keys=held.keys, content=sent.read(), name=sent.name, on=on, key=key)
        if text:
            actions.write(keys=held.keys, text=text, on=on, key=key)
    except InputError as fault:
        said = Text("{what} {advice}", what=fault.title_text, advice=_said(fault))
        return _refused(request, held, Fault("file" if sent is not None else "text", said), text)
    return _shown(request, held, notice=SENT if text or sent is not None else None)


def _refused(request: HttpRequest, held: passes.Pass, fault: Fault, text: str) -> HttpResponse:
    return kept_page(request, held, fault=fault, typed=text) or ask_page(request, notice=NOTHING)


def _answer(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    said, _, disclosure = rest.partition("-")
    if said in ("yes", "no") and _whole(disclosure, 0):
        actions.consent(keys=held.keys, disclosure=_whole(disclosure, 0), agreed=said == "yes", on=localdate())
    return _shown(request, held)


def _away(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    actions.put_away(keys=held.keys, number=_whole(rest, 0), on=localdate(), key=_key(request))
    return _shown(request, held)


def _history(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    return history_page(request, held, _whole(rest, 1))


def _proof(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    return proof_page(request, held)


def _withdraw(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    if rest != "sure":
        return sure_page(request, held, "withdraw")
    actions.take_back(keys=held.keys, on=localdate())
    return _shown(request, held, notice=Text("You took it back. The offices are told to stop."))


def _delete(request: HttpRequest, held: passes.Pass, rest: str) -> HttpResponse:
    if rest != "sure":
        return sure_page(request, held, "delete")
    actions.delete(keys=held.keys, on=localdate())
    return done_page(
        request,
        Text("Everything is deleted"),
        Text(
            "Nobody can open it any more, also from old copies. Your number opens nothing now. You can burn your note."
        ),
    )


_ACTS: Final[dict[str, Callable[[HttpRequest, passes.Pass, str], HttpResponse]]] = {
    "page": _shown,
    "show": _shown,
    "write": _write,
    "answer": _answer,
    "away": _away,
    "history": _history,
    "proof": _proof,
    "withdraw": _withdraw,
    "delete": _delete,
}
"""First word of the button that she pressed → what it does with the rest."""


def _whole(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else otherwise


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _said(fault: InputError) -> Text | str:
    return fault.advice_text or ""
