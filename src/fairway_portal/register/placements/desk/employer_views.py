"""Employers and principals: found, added, renamed, barred, and a bar lifted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.actors.actions.employers import add_employer, rename_employer
from fairway_portal.actors.employers import FoundEmployer, employer, find_employers
from fairway_portal.actors.models import Employer
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.placements import actions, forms, queries
from fairway_portal.register.placements.bars import bar_on
from fairway_portal.register.placements.desk.acting import country_of
from fairway_portal.register.placements.knowing import may_read, may_rename, readable
from fairway_portal.register.placements.models import BarEntry

KINDS = {
    "employer": Text("Employer"),
    "principal": Text("Principal, who asks for workers for others"),
    "household": Text("Private household"),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """The search, and the form for a new one."""

    q: str
    found: tuple[FoundEmployer, ...]
    kinds: tuple[tuple[str, Text], ...]
    said: dict[str, Text]
    given: forms.Given
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class EmployerPage:
    """One employer, its bars, and the forms; `check`: what is about to be recorded."""

    employer: Employer
    kind: Text
    bars: tuple[BarEntry, ...]
    barred: BarEntry | None
    given: forms.Given
    faults: tuple[Fault, ...] = ()
    check: str = ""
    renames: bool = False


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR)
def employers(request: DeskRequest) -> HttpResponse:
    """Searches; POST adds an employer."""
    country_of(request)
    q = written(request.GET, "q", 250)
    if request.method != "POST":
        found = readable(find_employers(q), request.membership.organisation)
        return _list(request, ListPage(q, found, tuple(KINDS.items()), KINDS, forms.Given()))
    reading = forms.Reading.of(request.POST)
    name, kind = reading.text("name", longest=250), reading.one_of("kind", KINDS)
    country = reading.country("country")
    given = forms.Given(reading.given)
    try:
        if reading.faults:
            return _list(request, ListPage(q, (), tuple(KINDS.items()), KINDS, given, tuple(reading.faults)), 422)
        made = add_employer(
            by=request.person, name=name, country=country, kind=kind, city=reading.text("city", needed=False),
            registration=reading.text("registration", needed=False), source=request.membership.organisation.name,
        )  # fmt: skip
    except InputError as refusal:
        faults = (Fault("name", refusal.title_text),)
        return _list(request, ListPage(q, (), tuple(KINDS.items()), KINDS, given, faults), refusal.http_status)
    say_next(request, Text("{name} has the code {code}.", name=made.name, code=made.code))
    return HttpResponseRedirect(addresses.url("employer-page", made.code))


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR)
def one(request: DeskRequest, code: str) -> HttpResponse:
    """One employer; POST gives it another name."""
    found = _found(request, code)
    if request.method != "POST":
        return _one(request, found)
    refuse_unless(may_rename(found, request.membership.organisation))
    reading = forms.Reading.of(request.POST)
    name = reading.text("name", longest=250)
    if reading.faults:
        return _one(request, found, reading.faults, status=422)
    try:
        rename_employer(by=request.person, employer=found, name=name)
    except InputError as refusal:
        return _one(request, found, [Fault("name", refusal.title_text)], status=refusal.http_status)
    say_next(request, Text("Its name is changed; the one before still finds it."))
    return HttpResponseRedirect(addresses.url("employer-page", found.code))


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def bar(request: DeskRequest, code: str) -> HttpResponse:
    """Bars it: first shown for checking, because an entry cannot be taken back."""
    return _act(request, code, "bar")


@requires(Role.LICENSING_OFFICER, methods=("POST",))
def lift(request: DeskRequest, code: str) -> HttpResponse:
    """Lifts the bar, likewise."""
    return _act(request, code, "lift")


def _act(request: DeskRequest, code: str, what: str) -> HttpResponse:
    found, country = _found(request, code), country_of(request)
    reading = forms.Reading.of(request.POST)
    effective, until = reading.day("effective"), reading.day("until", needed=False)
    reason, basis = reading.text("reason", longest=2000), reading.text("legal_basis", longest=300)
    authority = request.membership.organisation.name
    if reading.faults or effective is None:
        return _one(request, found, reading.faults, forms.Given(reading.given), status=422)
    if reading.given.get("step") != "record":
        return _one(request, found, (), forms.Given(reading.given), check=what)
    try:
        if what == "bar":
            actions.bar_employer(
                by=request.person, employer=found, country=country, effective=effective, until=until, reason=reason,
                legal_basis=basis, authority=authority,
            )  # fmt: skip
        else:
            actions.lift_bar(
                by=request.person, employer=found, country=country, effective=effective, reason=reason,
                legal_basis=basis, authority=authority,
            )  # fmt: skip
    except InputError as refusal:
        fault = Fault("effective", refusal.advice_text or refusal.title_text)
        return _one(request, found, [fault], forms.Given(reading.given), status=refusal.http_status)
    say_next(request, Text("It is recorded for {code}.", code=found.code))
    return HttpResponseRedirect(addresses.url("employer-page", found.code))


def _found(request: DeskRequest, code: str) -> Employer:
    found = employer(code)
    if found is None or not may_read(found, request.membership.organisation):
        raise Http404
    return found


def _list(request: DeskRequest, page: ListPage, status: int = 200) -> HttpResponse:
    return render(request, "register/placements/employers.html", page, status=status)


def _one(
    request: DeskRequest,
    found: Employer,
    faults: list[Fault] | tuple[Fault, ...] = (),
    given: forms.Given | None = None,
    check: str = "",
    status: int = 200,
) -> HttpResponse:
    barred = bar_on(found, country_of(request), timezone.localdate())
    page = EmployerPage(
        found,
        KINDS[found.kind],
        queries.bars_of(found),
        barred,
        given or forms.Given(),
        tuple(faults),
        check,
        may_rename(found, request.membership.organisation),
    )
    return render(request, "register/placements/employer.html", page, status=status)
