"""Contracts: the list, one, registering one or many."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.placements import actions, forms, queries
from fairway_portal.register.placements.desk.acting import country_of, refuse_others
from fairway_portal.register.placements.errors import PlacementsUnusable
from fairway_portal.register.placements.models import Placement


@dataclass(frozen=True, slots=True)
class ListPage:
    """Contracts of the officer's country."""

    rows: tuple[queries.PlacementRow, ...]
    number: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form; `refused`: it would be refused, and may be recorded as found."""

    given: forms.Given
    sectors: tuple[tuple[str, Text], ...]
    origin: str
    faults: tuple[Fault, ...] = ()
    refused: tuple[str, ...] = ()
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The form for a list, and the rows that have faults."""

    columns: str
    title: Text | None = None
    advice: Text | None = None
    rows: tuple[tuple[int, str], ...] = ()
    unnamed: int = 0
    exists_anyway: str = ""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """As the form shows them: what is wrong stands at the list."""
        said = Text("{title} {advice}", title=self.title, advice=self.advice or "") if self.title else None
        return (Fault("list", said),) if said else ()


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """One contract."""

    placement: Placement
    sector: Text


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def placements(request: DeskRequest) -> HttpResponse:
    """The newest contracts, or those whose number begins as typed."""
    number = written(request.GET, "number", 40)
    page = ListPage(queries.placements(country_of(request), number), number)
    return render(request, "register/placements/placements.html", page)


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("GET",))
def placement(request: DeskRequest, id: int) -> HttpResponse:
    """One contract, with links to who is liable under it."""
    found = queries.placement(id)
    if found is None:
        raise Http404
    refuse_others(request, found.origin, found.destination)
    sector = SECTORS.get(found.sector, SECTORS["other"])
    return render(request, "register/placements/placement.html", PlacementPage(found, sector))


@requires(Role.LICENSING_OFFICER)
def new(request: DeskRequest) -> HttpResponse:
    """Registers one contract of workers of the officer's country."""
    origin = country_of(request)
    if request.method != "POST":
        return _form(request, FormPage(forms.Given(), tuple(SECTORS.items()), origin))
    reading = forms.Reading.of(request.POST)
    asked = forms.read_placement(reading, origin)
    given = forms.Given(reading.given)
    if asked is None:
        return _form(request, FormPage(given, tuple(SECTORS.items()), origin, tuple(reading.faults)), 422)
    try:
        made = actions.register_placement(
            by=request.person, asked=asked, exists_anyway=reading.text("exists_anyway", needed=False, longest=1000)
        )
    except InputError as refusal:
        faults = (Fault(str(refusal.details.get("field", "number")), refusal.title_text),)
        reasons = refusal.details.get("reasons", ())
        refused = tuple(str(one) for one in reasons) if isinstance(reasons, list) else ()
        page = FormPage(given, tuple(SECTORS.items()), origin, faults, refused, refusal.advice_text)
        return _form(request, page, refusal.http_status)
    say_next(request, Text("The contract {number} is registered.", number=made.number))
    return HttpResponseRedirect(addresses.url("placement", str(made.pk)))


@requires(Role.LICENSING_OFFICER)
def upload(request: DeskRequest) -> HttpResponse:
    """Registers a list of contracts: all, or none."""
    columns = ", ".join(forms.COLUMNS)
    if request.method != "POST":
        return render(request, "register/placements/import.html", ImportPage(columns))
    sent, reason = request.FILES.get("list"), written(request.POST, "exists_anyway", 1000)
    try:
        if sent is None:
            raise PlacementsUnusable(Text("No list was sent."), advice=Text("Choose a CSV file."))
        asked = forms.read_list(sent.read(forms.LARGEST_LIST + 1), country_of(request))
        added, known = actions.register_placements(
            by=request.person, asked=asked, source=sent.name or "", exists_anyway=reason
        )
    except PlacementsUnusable as refusal:
        found, unnamed = refusal.details.get("faults", ()), refusal.details.get("unnamed", 0)
        rows = tuple(found) if isinstance(found, list) else ()
        page = ImportPage(
            columns, refusal.title_text, refusal.advice_text, rows, unnamed if isinstance(unnamed, int) else 0, reason
        )
        return render(request, "register/placements/import.html", page, status=422)
    say_next(request, Text("{added} contracts were registered; {known} were there already.", added=added, known=known))
    return HttpResponseRedirect(addresses.url("placements"))


def _form(request: DeskRequest, page: FormPage, status: int = 200) -> HttpResponse:
    return render(request, "register/placements/new.html", page, status=status)
