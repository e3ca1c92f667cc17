"""What one page of a report changes in the draft, and which page comes next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.receipts import ReceiptKeys
from fairway_portal.actors.queries import agency
from fairway_portal.casework.intake.actions import drop_file, keep_file
from fairway_portal.casework.intake.drafts import Draft
from fairway_portal.casework.intake.forms import Fault, answered, offices
from fairway_portal.casework.intake.helping import helpers
from fairway_portal.casework.intake.queries import MOST_FILE_BYTES
from fairway_portal.casework.intake.showing import agencies
from fairway_portal.casework.intake.steps import BY_CODE, CODES, after, before

TOO_LARGE = Text("This file is larger than 5 MB. Send a smaller photograph or a shorter recording.")
NO_OFFICE = Text("Choose at least one office. Without one nobody could read it.")


@dataclass(frozen=True, slots=True)
class Given:
    """What a page gave.

    Attributes:
        draft: With its answers.
        faults: What of them could not be taken.
        typed: What she had typed there, by field.
        stay: Whether the same page has something more to ask.
    """

    draft: Draft
    faults: tuple[Fault, ...] = ()
    typed: dict[str, str] = field(default_factory=dict, repr=False)
    stay: bool = False


def answer(request: HttpRequest, keys: ReceiptKeys, draft: Draft) -> Given:
    """Takes what she posted.

    Args:
        request: With the page's fields.
        keys: Of her number.
        draft: Its `at` is the step that was on the page.
    """
    go = request.POST.get("go", "on")
    if go == "skip":
        return Given(_at(draft.with_answers(BY_CODE[draft.at].fields, {}), _next(draft)))
    given = _taken(request, keys, draft, go)
    target = draft.at if go == "on" and (given.faults or given.stay) else _target(draft, go)
    # Faults are told where the page is shown again, not on another one, or when only its language changes.
    told = target == draft.at and go != "same"
    return replace(given, draft=_at(given.draft, target), faults=given.faults if told else ())


def _target(draft: Draft, go: str) -> str:
    if go == "back":
        return before(draft.at)
    if go.startswith("to-") and go[3:] in CODES:
        return go[3:]
    return draft.at if go in ("same", "add") or go.startswith("drop-") else _next(draft)


def _next(draft: Draft) -> str:
    return "check" if draft.checked else after(draft.at)


def _at(draft: Draft, step: str) -> Draft:
    return replace(draft, at=step, checked=draft.checked or step == "check")


def _taken(request: HttpRequest, keys: ReceiptKeys, draft: Draft, go: str) -> Given:
    match draft.at:
        case "check":
            return Given(draft)
        case "files":
            return Given(draft, _files(request, keys, go))
        case "offices":
            offered = tuple(one.id for one in helpers("", localdate()) if one.open)
            chosen = offices(request.POST, draft, offered)
            return Given(chosen, () if chosen.offices else (Fault("office", NO_OFFICE),))
    changed, faults = answered(request.POST, draft.at, draft)
    wrong = {fault.field: request.POST.get(fault.field, "")[:300] for fault in faults}
    given = Given(changed, faults, wrong)
    return _which(given) if draft.at == "who" else given


def _which(given: Given) -> Given:
    """An agency by its code: asked once for each name that she types, where the register knows such a name."""
    draft = given.draft
    named = draft.text("against")
    if named == draft.looked:
        code = draft.text("agency")
        return given if not code or agency(code) else replace(given, draft=draft.with_answers(("agency",), {}))
    draft = replace(draft.with_answers(("agency",), {}), looked=named)
    return replace(given, draft=draft, stay=bool(agencies(draft)))


def _files(request: HttpRequest, keys: ReceiptKeys, go: str) -> tuple[Fault, ...]:
    if go.startswith("drop-") and go[5:].isascii() and go[5:].isdigit():
        drop_file(keys=keys, number=int(go[5:][:9]))
    sent = request.FILES.get("file")
    if sent is None or not sent.name:
        return ()
    if (sent.size or 0) > MOST_FILE_BYTES:
        return (Fault("file", TOO_LARGE),)
    try:
        keep_file(keys=keys, content=sent.read(), name=sent.name)
    except InputError as refused:
        return (Fault("file", Text("{what} {advice}", what=refused.title_text, advice=refused.advice_text or "")),)
    return ()
