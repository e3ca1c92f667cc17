"""A new report: her number first, then one page after the other, all at one address, each kept before the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.methods.check_digits import plain_digits
from fairway.safe_reporting.receipts import ReceiptMistyped, draw, read
from fairway.safe_reporting.receipts import shown as in_groups
from fairway.safe_reporting.receipts.numbers import GROUP
from fairway_portal.casework.intake import queries
from fairway_portal.casework.intake.actions import keep
from fairway_portal.casework.intake.answering import answer
from fairway_portal.casework.intake.drafts import Draft
from fairway_portal.casework.intake.forms import Fault, carried
from fairway_portal.casework.intake.showing import step_page
from fairway_portal.casework.intake.steps import CODES
from fairway_portal.casework.intake.views.sending import send_page, sent_page
from fairway_portal.casework.intake.views.start import start_page
from fairway_portal.casework.keys.queries import intake
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.door import notes_page
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.casework.notes.sounds import sound
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render

MOST_BODY: Final = queries.MOST_FILE_BYTES + 512 * 1024
FRESH: Final = Text(
    "Nothing is kept under this number: what was not sent is deleted after seven days. Begin again here."
)
NOTHING: Final = Text(
    "Nothing is kept under this number. Compare it with your note. What was deleted, or has expired, is gone."
)


@dataclass(frozen=True, slots=True)
class NumberPage:
    """Her number, to be written down; its last group is typed before anything is asked."""

    carried: str
    number: str
    last: int
    sound: str
    faults: tuple[Fault, ...]
    address: str


@dataclass(frozen=True, slots=True)
class TypedPage:
    """Her number is asked for again; `carried` is what she had written on the page that was open too long."""

    carried: tuple[tuple[str, str], ...]
    typed: str
    late: bool
    faults: tuple[Fault, ...]
    address: str
    start: str


@notes_page("GET", "POST", most=MOST_BODY)
def new(request: HttpRequest) -> HttpResponse:
    """Every page of a report on its way."""
    if request.method != "POST":
        return _ask_number(request, late=False)
    if "start" in request.POST:
        return _begin(request)
    try:
        held = passes.opened(request.POST.get("pass", ""))
    except passes.PassExpired:
        return _come_back(request)
    return _go_on(request, held)


def _begin(request: HttpRequest) -> HttpResponse:
    if not intake(localdate()).open:
        return start_page(request, status=503)
    number = draw(high_risk=request.POST["start"] == "longer")
    return _show_number(request, passes.Pass(number, keys_of(number)))


def _show_number(request: HttpRequest, held: passes.Pass, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    page = NumberPage(
        passes.issue(held.number, held.keys), in_groups(held.number), GROUP, sound("number"), faults, url("notes-new")
    )
    return render(request, "casework/worker/number.html", page)


def _come_back(request: HttpRequest) -> HttpResponse:
    """She typed her number, or is asked to: what the last page held is taken along."""
    if "number" not in request.POST:
        return _ask_number(request, late="pass" in request.POST)
    try:
        number = read(request.POST["number"])
    except ReceiptMistyped as fault:
        said = Text("{what} {advice}", what=fault.title_text, advice=fault.advice_text or "")
        return _ask_number(request, late=False, fault=said)
    held = passes.Pass(number, keys_of(number))
    if queries.draft(held.keys) is None and queries.sent(held.keys) is None:
        # One answer for a number that nobody was given and for one whose report was deleted: whoever finds her note
        # afterwards does not learn that there was something.
        return _ask_number(request, late=False, fault=NOTHING)
    return _go_on(request, held)


def _ask_number(request: HttpRequest, *, late: bool, fault: Text | None = None) -> HttpResponse:
    page = TypedPage(
        carried=carried(request.POST),
        typed=request.POST.get("number", "")[:60] if fault else "",
        late=late,
        faults=(Fault("number", fault),) if fault else (),
        address=url("notes-new"),
        start=url("notes"),
    )
    return render(request, "casework/worker/typed.html", page)


def _go_on(request: HttpRequest, held: passes.Pass) -> HttpResponse:
    """One page was filled in: it is kept, and the next is shown."""
    draft = queries.draft(held.keys)
    if draft is None and queries.sent(held.keys) is not None:
        return sent_page(request, held)
    step = request.POST.get("step", "")
    if step == "number":
        return _confirmed(request, held, draft)
    if draft is None:
        draft, notice = Draft(), FRESH
        keep(keys=held.keys, draft=draft)
        return step_page(request, held, draft, notice=notice)
    if step not in CODES:
        return step_page(request, held, draft)
    if step == "check" and request.POST.get("go") == "send":
        return send_page(request, held, draft)
    given = answer(request, held.keys, replace(draft, at=step))
    keep(keys=held.keys, draft=given.draft)
    return step_page(request, held, given.draft, given.faults, typed=given.typed)


def _confirmed(request: HttpRequest, held: passes.Pass, draft: Draft | None) -> HttpResponse:
    if request.POST.get("go") == "same":
        return _show_number(request, held)
    if plain_digits(request.POST.get("last", "")[:60]) != held.number[-GROUP:]:
        said = Text("These are not the last {n} digits. Compare with your note.", n=GROUP)
        return _show_number(request, held, (Fault("last", said),))
    if draft is None:
        draft = Draft()
        keep(keys=held.keys, draft=draft)
    return step_page(request, held, draft)
