"""Jobs abroad for workers: the list, one job with all its terms, and applying without an account or a fee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import PlaceName, Text
from fairway.methods.check_digits import grouped
from fairway.recruitment.contracts.fields import SECTORS
from fairway.reference import places
from fairway_portal.accounts.forms import Fault
from fairway_portal.design import speech
from fairway_portal.design.rendering import render
from fairway_portal.register.orders import actions, queries
from fairway_portal.register.orders.actions.applications import takes_applications
from fairway_portal.register.orders.models import JobOrder, Scheme
from fairway_portal.register.orders.posting import keeping_days
from fairway_portal.register.orders.states import STATES, State
from fairway_portal.register.orders.worker import forms
from fairway_portal.register.orders.worker.forms import ApplicationForm, Stratum
from fairway_portal.surveys.running.door_keeping import worker_page

LONGEST = 60


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in the list."""

    order: JobOrder
    occupation: str
    employer: str
    pay: Text | str | PlaceName | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Jobs that answer the search."""

    asked: str
    to: str
    countries: tuple[tuple[str, str], ...]
    rows: tuple[JobRow, ...]


@dataclass(frozen=True, slots=True)
class JobPage:
    """One job."""

    order: JobOrder
    occupation: str
    employer: str
    sector: Text
    state: Text
    terms: tuple[tuple[Text, Text | str | PlaceName], ...]
    takes: bool
    scheme: Scheme | None
    verified: date | None


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """The form, or the receipt after it was sent."""

    order: JobOrder
    employer: str
    form: ApplicationForm
    strata: tuple[Stratum, ...]
    until: date
    receipt: str = ""
    faults: tuple[Fault, ...] = ()


@worker_page("GET")
def jobs(request: HttpRequest) -> HttpResponse:
    """The list."""
    language = speech.current().language
    asked, to = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("to", "")[:3]
    offered = sorted(set(queries.posted().values_list("destination", flat=True)) & set(places.by_code()))
    countries = tuple(sorted(((code, speech.place(code)) for code in offered), key=lambda one: one[1]))
    found = queries.search_posted(asked, to if to in offered else "", "", language)
    rows = tuple(
        JobRow(one, queries.occupation_of(one.occupation, language), queries.employer_of(one), queries.pay_said(one))
        for one in found
    )
    return render(request, "register/orders/worker_jobs.html", ListPage(asked, to, countries, rows))


@worker_page("GET")
def job(request: HttpRequest, code: str) -> HttpResponse:
    """One job."""
    order = _order(code)
    verified = order.entries.filter(act="verify").values_list("at", flat=True).first()
    page = JobPage(
        order=order,
        occupation=queries.occupation_of(order.occupation, speech.current().language),
        employer=queries.employer_of(order),
        sector=SECTORS[order.sector],
        state=STATES[State(order.state)],
        terms=queries.terms_said(order),
        takes=takes_applications(order),
        scheme=Scheme.objects.filter(order=order).first(),
        verified=verified.date() if verified else None,
    )
    return render(request, "register/orders/worker_job.html", page)


@worker_page("GET", "POST")
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and the receipt."""
    order = _order(code)
    strata, until = forms.strata_of(order), until_of(order)
    employer = queries.employer_of(order)
    if request.method != "POST":
        if not takes_applications(order):
            return job(request, code=code)
        return render(
            request, "register/orders/worker_apply.html", ApplyPage(order, employer, forms.begun(), strata, until)
        )
    form = forms.read_application(request.POST, strata)
    if form.asked is None:
        page = ApplyPage(order, employer, form, strata, until, faults=form.faults)
        return render(request, "register/orders/worker_apply.html", page, status=422)
    receipt = actions.apply_for_job(order=order, asked=form.asked, form=form.key, language=speech.current().language)
    page = ApplyPage(order, employer, form, strata, until, grouped(receipt))
    return render(request, "register/orders/worker_applied.html", page)


def until_of(order: JobOrder) -> date:
    """The day on which what she wrote is deleted at the latest."""
    days = timedelta(days=keeping_days(order.origin))
    return max(queries.last_day(order) + days, localdate())


def _order(code: str) -> JobOrder:
    found = None if "\0" in code else queries.one_posted(code.upper())
    if found is None:
        raise Http404
    return found
