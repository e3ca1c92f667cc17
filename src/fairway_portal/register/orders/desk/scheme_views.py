"""Lotteries on the desk: the list, a new one, one with its steps, and each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Organisation, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.licensing.desk.guarding import country_of
from fairway_portal.register.orders import actions
from fairway_portal.register.orders.desk import scheme_form
from fairway_portal.register.orders.desk.guarding import keeps, own_parties, scheme_for
from fairway_portal.register.orders.desk.scheme_form import SchemeForm
from fairway_portal.register.orders.errors import SchemeRefused
from fairway_portal.register.orders.models import Scheme, SchemeStep
from fairway_portal.register.orders.said import SCHEME_STATES, STEPS
from fairway_portal.register.placements.forms import Given

LONGEST_LIST: Final = 2_000_000
OWN: Final = ("commit", "reveal")
"""Steps of a party; all others are of the authority that keeps the lottery."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Lotteries of her country, or of which her ministry is a party."""

    rows: tuple[Scheme, ...]
    states: dict[str, Text]
    writes: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """A new lottery."""

    form: SchemeForm
    own: str
    ministries: tuple[tuple[str, Text | str], ...]
    leftovers: tuple[tuple[str, Text], ...]
    faults: tuple[Fault, ...] = ()
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One lottery and what may be done."""

    scheme: Scheme
    state: Text
    steps: tuple[SchemeStep, ...]
    names: dict[str, Text]
    entered: int
    listed: int
    commits: tuple[str, ...]
    reveals: tuple[str, ...]
    can: frozenset[str]
    values: Given = field(default_factory=Given)
    faults: tuple[Fault, ...] = ()
    advice: Text | None = None


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def schemes(request: DeskRequest) -> HttpResponse:
    """The list."""
    country, own = country_of(request), request.membership.organisation_id
    rows = [
        one
        for one in Scheme.objects.filter(Q(country=country) | ~Q(parties=[])).order_by("-pk")[:500]
        if one.country == country or own in [party["organisation"] for party in one.parties]
    ]
    writes = request.membership.role == Role.LICENSING_OFFICER
    return render(request, "register/orders/schemes.html", ListPage(tuple(rows), SCHEME_STATES, writes))


@requires(Role.LICENSING_OFFICER)
def new(request: DeskRequest) -> HttpResponse:
    """A lottery is opened."""
    country, own = country_of(request), request.membership.organisation
    ministries = {
        str(one.pk): one
        for one in Organisation.objects.filter(kind=Organisation.Kind.MINISTRY).exclude(pk=own.pk).order_by("name")
    }
    if request.method != "POST":
        return _form(request, scheme_form.begun(), own, ministries)
    form = scheme_form.read_scheme(request.POST, own, ministries)
    if form.terms is None:
        return _form(request, form, own, ministries, form.faults)
    if request.POST.get("sure") != "yes":
        wrong = Fault("sure", Text("Read what it does, and say that you are sure."))
        return _form(request, form, own, ministries, (wrong,))
    try:
        made = actions.open_scheme(
            by=request.person, country=country, slug=form.values["slug"], title=form.values["title"],
            parties=form.parties, terms=form.terms, order=form.order, key=form.key,
        )  # fmt: skip
    except InputError as refusal:
        return _form(request, form, own, ministries, (Fault("slug", refusal.title_text),), refusal.advice_text)
    say_next(request, Text("The lottery is open, and its terms are public."))
    return HttpResponseRedirect(addresses.url("allotment-desk", made.slug))


def _form(
    request: DeskRequest,
    form: SchemeForm,
    own: Organisation,
    ministries: dict[str, Organisation],
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
) -> HttpResponse:
    offered = tuple((key, one.name) for key, one in ministries.items())
    page = FormPage(
        form, own.name, (*offered, (scheme_form.ELSEWHERE, Text("An authority elsewhere"))),
        tuple(scheme_form.LEFTOVERS.items()), faults, advice,
    )  # fmt: skip
    return render(request, "register/orders/scheme_form.html", page, status=422 if faults else 200)


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def scheme(request: DeskRequest, slug: str) -> HttpResponse:
    """One lottery."""
    return _page(request, scheme_for(request, slug))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def step(request: DeskRequest, slug: str, step: str) -> HttpResponse:
    """One step of it."""
    found = scheme_for(request, slug)
    if step not in DOERS:
        raise Http404
    if step in OWN:
        refuse_unless(request.POST.get("party", "") in own_parties(request, found))
    else:
        refuse_unless(keeps(request, found))
    values = Given({name: written(request.POST, name, 200) for name in request.POST})
    try:
        if step not in ("numbers", "commit") and values.get("sure") != "yes":
            raise SchemeRefused(Text("Say that you are sure."), advice=Text("The step is final and public at once."))
        DOERS[step](request, found, values)
    except InputError as refusal:
        found.refresh_from_db()
        return _page(request, found, values, (Fault(f"do-{step}", refusal.title_text),), refusal.advice_text)
    say_next(request, Text("Recorded, and public from now on."))
    return HttpResponseRedirect(addresses.url("allotment-desk", slug))


def _page(
    request: DeskRequest,
    found: Scheme,
    values: Given | None = None,
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
) -> HttpResponse:
    steps = tuple(found.steps.select_related("by").order_by("-number"))
    of_round = [one for one in steps if one.round == found.round]
    done = {kind: {one.party for one in of_round if one.kind == kind} for kind in ("commitment", "reveal")}
    officer = request.membership.role == Role.LICENSING_OFFICER
    own = own_parties(request, found) if officer else ()
    now = timezone.now()
    page = SchemePage(
        scheme=found,
        state=SCHEME_STATES[found.state],
        steps=steps,
        names=STEPS,
        entered=found.entered.count(),
        listed=found.listed.filter(round=found.round).count(),
        commits=_left(own, done["commitment"]) if found.state == "open" and now <= found.closes else (),
        reveals=_left(own, done["reveal"]) if found.state == "frozen" and now <= found.reveal_until else (),
        can=_can(found, done, now, {one.kind for one in of_round})
        if officer and keeps(request, found)
        else frozenset(),
        values=values or Given(),
        faults=faults,
        advice=advice,
    )
    return render(request, "register/orders/scheme.html", page, status=422 if faults else 200)


def _left(own: tuple[str, ...], done: set[str]) -> tuple[str, ...]:
    return tuple(one for one in own if one not in done)


def _can(found: Scheme, done: dict[str, set[str]], now: datetime, kinds: set[str]) -> frozenset[str]:
    """What the authority that keeps it may do now; the actions ask again."""
    all_of = {one["name"] for one in found.parties}
    if found.state == "void":
        return frozenset({"again"})
    if found.state == "open":
        whole = done["commitment"] == all_of
        in_time = whole and now < found.reveal_until
        return frozenset({"numbers"} if now <= found.closes else {"freeze"} if in_time else {"void"})
    if found.state == "frozen":
        if done["reveal"] != all_of:
            return frozenset({"void"} if now > found.reveal_until else ())
        return frozenset({"number"} if found.draw_day and "public_number" not in kinds else {"draw"})
    return frozenset()


def _saw(values: dict[str, str]) -> int:
    said = values.get("saw", "")[:9]
    return int(said) if said.isascii() and said.isdigit() else -1


def _common(request: DeskRequest, found: Scheme, values: dict[str, str]) -> dict[str, Any]:
    return {"by": request.person, "scheme": found, "saw": _saw(values)}


def _numbers(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    numbers = scheme_form.read_numbers(reading.lines(request.POST, "numbers", LONGEST_LIST))
    actions.enter_numbers(**_common(request, found, values), numbers=numbers)


def _commit(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    commitment = values.get("commitment", "")
    actions.commit(**_common(request, found, values), party=values["party"], commitment=commitment)


def _reveal(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    actions.reveal(**_common(request, found, values), party=values["party"], seed=values.get("seed", ""))


def _freeze(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    actions.freeze(**_common(request, found, values))


def _number(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    actions.public_number(**_common(request, found, values), number=values.get("number", ""))


def _draw(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    actions.draw(**_common(request, found, values))


def _void(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    actions.declare_void(**_common(request, found, values), reason=reading.lines(request.POST, "reason"))


def _again(request: DeskRequest, found: Scheme, values: dict[str, str]) -> None:
    faults: list[Fault] = []
    given = {name: values.get(name, "") for name in ("closes", "reveal_until", "draw_day")}
    closes = scheme_form.moment(given, "closes", faults)
    until = scheme_form.moment(given, "reveal_until", faults)
    day = scheme_form.draw_day(given, faults) if found.draw_day else None
    if closes is None or until is None or faults:
        raise SchemeRefused(faults[0].message, advice=Text("Write all days of the new round."))
    actions.begin_again(**_common(request, found, values), closes=closes, reveal_until=until, draw_day=day)


DOERS: Final[dict[str, Callable[[DeskRequest, Scheme, dict[str, str]], None]]] = {
    "numbers": _numbers,
    "commit": _commit,
    "freeze": _freeze,
    "reveal": _reveal,
    "number": _number,
    "draw": _draw,
    "void": _void,
    "again": _again,
}
