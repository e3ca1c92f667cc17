"""Job orders on the desk: the list, one, its form, and what is done on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway.recruitment.contracts.legality import Legality
from fairway.recruitment.fees import items
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.orders import actions, queries
from fairway_portal.register.orders.actions import Verified
from fairway_portal.register.orders.desk import order_form
from fairway_portal.register.orders.desk.guarding import order_for, orders_of, sees_applications, side_of
from fairway_portal.register.orders.desk.order_form import OrderForm, TermField
from fairway_portal.register.orders.eligibility import PAYERS, legality_of
from fairway_portal.register.orders.errors import ApplicationRefused
from fairway_portal.register.orders.models import JobApplication, JobOrder
from fairway_portal.register.orders.posting import keeping_days, posting_days
from fairway_portal.register.orders.states import ACTS, STATES, OrderAct, Rule, State
from fairway_portal.register.placements.forms import Given

READERS = (Role.LICENSING_OFFICER, Role.SUPERVISOR, Role.AGENCY)
WRITERS = (Role.LICENSING_OFFICER, Role.AGENCY)
CAPACITIES = {
    "attache": Text("As labour attaché of the country of origin, there"),
    "destination": Text("As the ministry of the country of work"),
    "office": Text("From papers, at the office"),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """Orders that she may see."""

    rows: tuple[queries.OrderRow, ...]
    states: dict[str, Text]
    sectors: tuple[tuple[str, Text], ...]
    writes: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form of an order."""

    form: OrderForm
    groups: tuple[tuple[Text, tuple[TermField, ...]], ...]
    costs: tuple[tuple[str, Text], ...]
    payers: tuple[tuple[str, Text], ...]
    sector: Text
    address: str
    own: str
    saw: int
    faults: tuple[Fault, ...] = ()
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order."""

    order: JobOrder
    state: Text
    sector: Text
    occupation: str
    terms: tuple[tuple[Text, Text | str | PlaceName], ...]
    costs: tuple[tuple[Text, Text], ...]
    legality: Legality | None
    acts: tuple[tuple[str, Text], ...]
    changes: bool
    steps: tuple[queries.Step, ...]
    done: dict[str, Text]
    capacities: dict[str, Text]
    applications: bool
    days: int
    names: bool


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act, before it is done."""

    order: JobOrder
    act: str
    rule: Rule
    broken: tuple[Text, ...]
    capacities: tuple[tuple[str, Text], ...]
    days: int
    values: Given
    faults: tuple[Fault, ...] = ()
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class ApplicationsPage:
    """Applications for one order."""

    order: JobOrder
    rows: tuple[JobApplication, ...]
    states: dict[str, Text]
    keeping: int


APPLICATION_STATES = {
    "received": Text("Received"),
    "proposed": Text("Put forward to the employer"),
    "refused": Text("Not chosen"),
}


@requires(*READERS, methods=("GET",))
def orders(request: DeskRequest) -> HttpResponse:
    """The list."""
    side = side_of(request)
    page = ListPage(
        queries.rows(orders_of(side)),
        {state.value: said for state, said in STATES.items()},
        tuple(SECTORS.items()),
        Role(request.membership.role) in WRITERS,
    )
    return render(request, "register/orders/orders.html", page)


@requires(*WRITERS)
def new(request: DeskRequest) -> HttpResponse:
    """A draft is made."""
    side = side_of(request)
    origin = side.agency.country if side.agency else side.country
    address = addresses.url("job-order-new")
    own = side.agency.name if side.agency else ""
    if request.method != "POST":
        sector = request.GET.get("sector", "")
        return _form(request, order_form.begun(sector if sector in SECTORS else "other"), address, own)
    form = order_form.read_order(request.POST, side.agency, origin)
    if form.asked is None:
        return _form(request, form, address, own, form.faults)
    try:
        made = actions.enter_order(
            by=request.person, origin=origin, country=side.country, asked=form.asked, key=form.key
        )
    except InputError as refusal:
        return _form(request, form, address, own, (_fault(refusal),), refusal.advice_text)
    say_next(request, Text("The draft is kept. Read it, and submit it."))
    return HttpResponseRedirect(addresses.url("job-order", made.code))


@requires(*WRITERS)
def change(request: DeskRequest, code: str) -> HttpResponse:
    """A draft is changed."""
    side, order = order_for(request, code)
    refuse_unless(side.may(OrderAct.CHANGE, order))
    address = addresses.url("job-order-change", code)
    own = side.agency.name if side.agency else ""
    if request.method != "POST":
        return _form(request, order_form.of_order(order), address, own, saw=order.version)
    form = order_form.read_order(request.POST, side.agency, order.origin)
    saw = _saw(request)
    if form.asked is None:
        return _form(request, form, address, own, form.faults, saw=saw)
    try:
        actions.change_order(by=request.person, order=order, saw=saw, country=side.country, asked=form.asked)
    except InputError as refusal:
        return _form(request, form, address, own, (_fault(refusal),), refusal.advice_text, saw)
    say_next(request, Text("The draft is changed."))
    return HttpResponseRedirect(addresses.url("job-order", code))


def _form(
    request: DeskRequest,
    form: OrderForm,
    address: str,
    own: str,
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
    saw: int = 0,
) -> HttpResponse:
    page = FormPage(
        form, order_form.term_groups(form.sector), order_form.cost_fields(), tuple(PAYERS.items()),
        SECTORS[form.sector], address, own, saw, faults, advice,
    )  # fmt: skip
    return render(request, "register/orders/order_form.html", page, status=422 if faults else 200)


@requires(*READERS, methods=("GET",))
def order(request: DeskRequest, code: str) -> HttpResponse:
    """One order: terms, costs, minimum rules, history, and what may be done."""
    side, found = order_for(request, code)
    writes = Role(request.membership.role) in WRITERS
    acts = [one for one in side.acts(found) if one is not OrderAct.CHANGE] if writes else []
    waits = found.state in (State.DRAFT, State.SUBMITTED, State.VERIFIED)
    page = OrderPage(
        order=found,
        state=STATES[State(found.state)],
        sector=SECTORS[found.sector],
        occupation=queries.occupation_of(found.occupation, speech.current().language),
        terms=queries.terms_said(found),
        costs=tuple((items.ITEMS[code], PAYERS[payer]) for code, payer in found.costs.items()),
        legality=legality_of(found, localdate()) if waits else None,
        acts=tuple((one.value, ACTS[one].title) for one in acts),
        changes=writes and OrderAct.CHANGE in side.acts(found),
        steps=queries.history(found),
        done={act.value: rule.done for act, rule in ACTS.items()},
        capacities=CAPACITIES,
        applications=writes and sees_applications(side, found),
        days=posting_days(found.origin),
        names=side.agency is None,
    )
    return render(request, "register/orders/order.html", page)


@requires(*WRITERS)
def act(request: DeskRequest, code: str, act: str) -> HttpResponse:
    """One act: what it does, what it needs, then it is done."""
    side, found = order_for(request, code)
    try:
        asked = OrderAct(act)
    except ValueError as fault:
        raise Http404 from fault
    refuse_unless(side.may(asked, found) and asked not in (OrderAct.ENTER, OrderAct.CHANGE))
    if request.method != "POST":
        return _act(request, found, asked, Given(saw=str(found.version)))
    names = ("saw", "reason", "how", "capacity", "overrules")
    values = Given({name: reading.lines(request.POST, name) for name in names})
    verified = None
    if asked is OrderAct.VERIFY:
        capacity = values["capacity"] if values["capacity"] in CAPACITIES else "office"
        verified = Verified(capacity, values["how"], values["overrules"])
    if request.POST.get("sure") != "yes":
        wrong = Fault("sure", Text("Read what it does, and say that you are sure."))
        return _act(request, found, asked, values, (wrong,))
    try:
        actions.act_on(
            by=request.person, order=found, saw=_saw(request), act=asked, country=side.country,
            reason=values["how"] if asked is OrderAct.VERIFY else values["reason"], verified=verified,
        )  # fmt: skip
    except InputError as refusal:
        field = "how" if asked is OrderAct.VERIFY else "reason" if ACTS[asked].reason else "sure"
        return _act(request, found, asked, values, (Fault(field, refusal.title_text),), refusal.advice_text)
    say_next(request, Text("Done: {act}.", act=ACTS[asked].done))
    return HttpResponseRedirect(addresses.url("job-order", code))


def _act(
    request: DeskRequest,
    found: JobOrder,
    asked: OrderAct,
    values: Given,
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
) -> HttpResponse:
    broken: tuple[Text, ...] = ()
    if asked is OrderAct.VERIFY:
        findings = legality_of(found, localdate()).findings
        broken = tuple(one.reason for one in findings if one.verdict == "broken")
    page = ActPage(
        found, asked.value, ACTS[asked], broken, tuple(CAPACITIES.items()), posting_days(found.origin), values, faults,
        advice,
    )  # fmt: skip
    return render(request, "register/orders/act.html", page, status=422 if faults else 200)


@requires(*WRITERS)
def applications(request: DeskRequest, code: str) -> HttpResponse:
    """Applications for one order, and what became of each."""
    side, found = order_for(request, code)
    refuse_unless(sees_applications(side, found))
    if request.method == "POST":
        row = JobApplication.objects.filter(order=found, code=request.POST.get("application", "")[:20]).first()
        if row is None:
            raise ApplicationRefused(
                Text("This application is not there any more."), advice=Text("She may have taken it back.")
            )
        actions.answer(by=request.person, application=row, state=request.POST.get("state", "")[:10])
        say_next(request, Text("Recorded. She reads it with her receipt."))
        return HttpResponseRedirect(addresses.url("job-order-applications", code))
    page = ApplicationsPage(found, queries.applications_of(found), APPLICATION_STATES, keeping_days(found.origin))
    return render(request, "register/orders/applications.html", page)


def _saw(request: DeskRequest) -> int:
    said = request.POST.get("saw", "")[:9]
    return int(said) if said.isascii() and said.isdigit() else -1


def _fault(refusal: InputError) -> Fault:
    return Fault("title", refusal.title_text)
