"""Her application, opened by the number of her receipt: read, corrected, taken back. The number is in no address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse

from fairway.kernel.text import Text
from fairway.methods.check_digits import grouped
from fairway_portal.accounts.forms import Fault
from fairway_portal.design.rendering import render
from fairway_portal.register.orders import actions, queries, receipts
from fairway_portal.register.orders.actions.applications import list_is_closed
from fairway_portal.register.orders.models import JobApplication, Scheme
from fairway_portal.register.orders.states import STATES, State
from fairway_portal.register.orders.worker import forms
from fairway_portal.register.orders.worker.forms import Stratum
from fairway_portal.register.orders.worker.job_views import until_of
from fairway_portal.register.placements.forms import Given
from fairway_portal.surveys.running.door_keeping import worker_page

BECAME = {
    "received": Text("It was received. Nobody has decided on it yet."),
    "proposed": Text("You were put forward to the employer."),
    "refused": Text("You were not chosen this time."),
}


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form that asks for the receipt."""

    receipt: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """Her application."""

    receipt: str
    application: JobApplication
    became: Text
    state: Text
    until: date
    strata: tuple[Stratum, ...]
    scheme: Scheme | None
    values: Given
    said: Text | None = None
    faults: tuple[Fault, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class GonePage:
    """After she took it back."""

    code: str


@worker_page("GET", "POST")
def receipt(request: HttpRequest) -> HttpResponse:
    """Asks for the number, and shows what it opens."""
    if request.method != "POST":
        return render(request, "register/orders/worker_receipt_ask.html", AskPage())
    written = request.POST.get("receipt", "")[:60]
    digits = receipts.typed(written)
    found = queries.application_of(digits) if digits else None
    if found is None:
        said = (
            Text("We know no application of this number. It may have been deleted.")
            if digits
            else Text("This is not the number of a receipt. Look again: 16 digits.")
        )
        return render(
            request, "register/orders/worker_receipt_ask.html", AskPage(written, (Fault("receipt", said),)), status=422
        )
    return _acted(request, found, digits)


def _acted(request: HttpRequest, found: JobApplication, digits: str) -> HttpResponse:
    strata = () if list_is_closed(found.order) else forms.strata_of(found.order)
    asked = request.POST.get("do", "")
    if asked == "delete":
        actions.take_back(application=found)
        return render(request, "register/orders/worker_gone.html", GonePage(found.order.code))
    if asked != "correct":
        return _page(request, found, digits, strata)
    form = forms.read_application(request.POST, strata)
    if form.asked is None:
        return _page(request, found, digits, strata, values=form.values, faults=form.faults)
    actions.correct(application=found, asked=form.asked)
    found.refresh_from_db()
    return _page(request, found, digits, strata, said=Text("Your application is corrected."))


def _page(
    request: HttpRequest,
    found: JobApplication,
    digits: str,
    strata: tuple[Stratum, ...],
    *,
    values: Given | None = None,
    faults: tuple[Fault, ...] = (),
    said: Text | None = None,
) -> HttpResponse:
    kept = {"name": found.name, "reach": found.reach, "abilities": found.abilities}
    kept |= {one.id: found.strata.get(one.name, "") for one in strata}
    page = ReceiptPage(
        receipt=grouped(digits),
        application=found,
        became=BECAME[found.state],
        state=STATES[State(found.order.state)],
        until=until_of(found.order),
        strata=strata,
        scheme=Scheme.objects.filter(order=found.order).first(),
        values=values or Given(kept),
        said=said,
        faults=faults,
    )
    return render(request, "register/orders/worker_receipt.html", page, status=422 if faults else 200)
