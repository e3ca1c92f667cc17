"""The page that locks a report on her own device: it needs JavaScript, and this machine never sees what she writes."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.methods.check_digits import plain_digits
from fairway.safe_reporting.receipts import ReceiptMistyped, draw, read
from fairway.safe_reporting.receipts import shown as in_groups
from fairway.safe_reporting.receipts.numbers import GROUP
from fairway.safe_reporting.report import CONCERNS
from fairway_portal.casework.intake.actions import SealedByHer, Sent, file_sealed
from fairway_portal.casework.intake.drafts import MOST_OFFICES
from fairway_portal.casework.intake.errors import IntakeClosed, OfficesGone
from fairway_portal.casework.intake.forms import Fault
from fairway_portal.casework.intake.helping import Helper, helpers, keepers
from fairway_portal.casework.intake.queries import report_of_number
from fairway_portal.casework.intake.views.new import TypedPage
from fairway_portal.casework.intake.views.sending import thanks
from fairway_portal.casework.intake.views.start import start_page
from fairway_portal.casework.keys.queries import intake, live_keys, recovery_keys
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.door import notes_page
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
COMMITMENT: Final = re.compile(r"[0-9a-f]{64}")
MOST_RECIPIENTS: Final = 500
SEALED: Final = ("envelope", "recipients", "commitment", "office")
"""What her device sends."""
AGAIN: Final = Text(
    "The keys of the offices changed meanwhile, so it was not sent. Please write it again: we have no copy."
)


@dataclass(frozen=True, slots=True)
class SealedPage:
    """Her number (`ask` asks to type its end), or the form that her device seals."""

    address: str
    plain: str
    carried: str = ""
    number: str = ""
    last: int = GROUP
    report: str = ""
    offices: tuple[tuple[Helper, str], ...] = ()
    also: str = "[]"
    concerns: tuple[tuple[str, Text], ...] = ()
    faults: tuple[Fault, ...] = ()
    recovery: tuple[str, ...] = ()


@notes_page("GET", "POST", policy=POLICY)
def sealed(request: HttpRequest) -> HttpResponse:
    """Begins, shows the number, shows the form, takes what her device has sealed."""
    if not intake(localdate()).open:
        return start_page(request)
    if request.method != "POST":
        return render(request, "casework/worker/sealed.html", SealedPage(url("notes-sealed"), url("notes")))
    try:
        held = passes.opened(request.POST.get("pass", ""))
    except passes.PassExpired:
        if request.POST.get("envelope"):
            return _late(request)
        number = draw()
        return _number(request, passes.Pass(number, keys_of(number)))
    if request.POST.get("envelope"):
        return _file(request, held)
    if plain_digits(request.POST.get("last", "")[:60]) != held.number[-GROUP:]:
        said = Text("These are not the last {n} digits. Compare with your note.", n=GROUP)
        return _number(request, held, (Fault("last", said),) if "last" in request.POST else ())
    return _form(request, held)


def _late(request: HttpRequest) -> HttpResponse:
    """She wrote for more than an hour: what her device sealed is taken along while she types her number."""
    said: Text | None = None
    if "number" in request.POST:
        try:
            number = read(request.POST["number"])
        except ReceiptMistyped as fault:
            said = Text("{what} {advice}", what=fault.title_text, advice=fault.advice_text or "")
        else:
            return _file(request, passes.Pass(number, keys_of(number)))
    page = TypedPage(
        carried=tuple((name, value) for name in SEALED for value in request.POST.getlist(name)[:MOST_OFFICES]),
        typed=request.POST.get("number", "")[:60],
        late=said is None,
        faults=(Fault("number", said),) if said else (),
        address=url("notes-sealed"),
        start=url("notes"),
    )
    return render(request, "casework/worker/typed.html", page)


def _number(request: HttpRequest, held: passes.Pass, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    page = SealedPage(
        url("notes-sealed"),
        url("notes"),
        passes.issue(held.number, held.keys),
        number=in_groups(held.number),
        faults=faults,
    )
    return render(request, "casework/worker/sealed.html", page)


def _form(request: HttpRequest, held: passes.Pass, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    on = localdate()
    offered = [one for one in helpers("", on) if one.open]
    keys: dict[int, list[str]] = {}
    for key in live_keys([one.id for one in offered], on):
        keys.setdefault(key.office, []).append(key.public)
    page = SealedPage(
        url("notes-sealed"),
        url("notes"),
        passes.issue(held.number, held.keys),
        report=report_of_number(held.keys).hex,
        offices=tuple((one, json.dumps(keys[one.id])) for one in offered if one.id in keys),
        also=json.dumps([one.public for one in recovery_keys(on)]),
        concerns=tuple((one.code, one.label) for one in CONCERNS),
        faults=faults,
        recovery=keepers(on),
    )
    return render(request, "casework/worker/sealed.html", page)


def _file(request: HttpRequest, held: passes.Pass) -> HttpResponse:
    made = _made(request)
    ticked = {one for one in request.POST.getlist("office") if one.isascii() and one.isdigit()}
    offices = [one.id for one in helpers("", localdate()) if str(one.id) in ticked]
    if made is None or not offices:
        return _form(request, held, (Fault("office", Text("It did not arrive whole. Please send it again.")),))
    try:
        sent: Sent = file_sealed(keys=held.keys, made=made, offices=offices, on=localdate())
    except OfficesGone:
        return _form(request, held, (Fault("office", AGAIN),))
    except IntakeClosed:
        return start_page(request, status=503)
    return thanks(request, held, sent)


def _made(request: HttpRequest) -> SealedByHer | None:
    """What her device sealed; None where it is not what such a device sends."""
    try:
        envelope = base64.b64decode(request.POST["envelope"], validate=True)
        recipients = json.loads(request.POST.get("recipients", ""))
    except (binascii.Error, ValueError, RecursionError):
        return None
    commitment = request.POST.get("commitment", "")
    if not COMMITMENT.fullmatch(commitment) or not isinstance(recipients, list) or len(recipients) > MOST_RECIPIENTS:
        return None
    if not all(isinstance(one, str) for one in recipients):
        return None
    return SealedByHer(envelope, tuple(recipients), commitment)
