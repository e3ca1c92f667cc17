"""Offices that take reports: an administrator opens, changes and closes them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.reference.wording import REPORT_LANGUAGES
from fairway.safe_reporting.duties import Duty, duty_of
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Organisation, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.accounts.roles import KIND_NAMES
from fairway_portal.casework.keys import actions, queries
from fairway_portal.casework.keys.desk import forms
from fairway_portal.casework.keys.desk.forms import OfficeForm
from fairway_portal.casework.keys.errors import DutyToReport
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.keys.queries import Intake
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.design.speech import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office of the list."""

    id: int
    name: str
    kind: Text
    country: str
    open: bool
    escrow: bool
    keys: int


@dataclass(frozen=True, slots=True)
class OfficesPage:
    """The list, and whether reports are taken."""

    rows: tuple[OfficeLine, ...]
    intake: Intake


@dataclass(frozen=True, slots=True)
class OfficePage:
    """The form; `office` is None for a new one."""

    office: Office | None
    asked: OfficeForm
    organisations: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    advice: Text | None
    address: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """An office before it is opened, with what its law asks of it."""

    asked: OfficeForm
    name: str
    kind: Text
    country: str
    serves: tuple[str, ...]
    languages: tuple[str, ...]
    duty: Duty
    address: str


@dataclass(frozen=True, slots=True)
class ClosePage:
    """An office before it is closed."""

    office: Office


@requires(Role.ADMINISTRATOR, methods=("GET",))
def offices(request: DeskRequest) -> HttpResponse:
    """Every office."""
    found = list(Office.objects.order_by("-open", "name", "pk"))
    keys = Counter(key.office for key in queries.live_keys([one.pk for one in found], localdate()))
    rows = tuple(
        OfficeLine(one.pk, one.name, _kind(one.kind), one.country, one.open, one.escrow, keys[one.pk]) for one in found
    )
    return render(request, "casework/keys/offices.html", OfficesPage(rows, queries.intake(localdate())))


@requires(Role.ADMINISTRATOR)
def new(request: DeskRequest) -> HttpResponse:
    """An office for an organisation that has none."""
    taken = set(Office.objects.values_list("organisation", flat=True))
    offered = Organisation.objects.filter(kind__in=sorted(actions.KINDS)).exclude(pk__in=taken).order_by("name", "pk")
    return _edited(request, None, {str(one.pk): one for one in offered}, OfficeForm(), addresses.url("office-new"))


@requires(Role.ADMINISTRATOR)
def office(request: DeskRequest, id: int) -> HttpResponse:
    """What is said of an office; sending it opens one that was closed."""
    found = _found(id)
    at = Organisation.objects.filter(pk=found.organisation).first()
    if at is None:
        raise Http404
    asked = OfficeForm(
        str(at.pk), found.country, ", ".join(found.serves), tuple(found.languages), found.telephone, found.website,
        found.escrow,
    )  # fmt: skip
    return _edited(request, found, {str(at.pk): at}, asked, addresses.url("office", str(id)))


@requires(Role.ADMINISTRATOR)
def close(request: DeskRequest, id: int) -> HttpResponse:
    """Closes an office, after a page that says what follows."""
    found = _found(id)
    if request.method != "POST":
        return render(request, "casework/keys/close.html", ClosePage(found))
    actions.close_office(by=request.person, office=found)
    say_next(request, Text("{name} takes no more reports.", name=found.name))
    return HttpResponseRedirect(addresses.url("offices"))


def _edited(
    request: DeskRequest, found: Office | None, offered: dict[str, Organisation], asked: OfficeForm, address: str
) -> HttpResponse:
    """The form, the page to check it, and the act."""
    if request.method != "POST":
        return _form(request, found, offered, asked, address)
    asked = forms.read_office(request.POST, offered)
    step = request.POST.get("step", "")
    if asked.asked is None or asked.found is None or step == "change":
        faults = () if step == "change" else asked.faults
        return _form(request, found, offered, asked, address, faults)
    duty = duty_of(asked.found.kind, asked.asked.country, localdate())
    if step != "do" and duty.answer != "duty":
        page = CheckPage(
            asked, asked.found.name, _kind(asked.found.kind), asked.asked.country, tuple(asked.asked.serves),
            tuple(LANGUAGE_NAMES[one] for one in asked.languages), duty, address,
        )  # fmt: skip
        return render(request, "casework/keys/office_check.html", page)
    try:
        opened = actions.open_office(
            by=request.person, organisation=asked.found, asked=asked.asked, on=localdate(),
            demonstration=asked.found.demonstration,
        )  # fmt: skip
    except DutyToReport as refusal:
        faults = (Fault("organisation", refusal.title_text),)
        return _form(request, found, offered, asked, address, faults, refusal.advice_text)
    say_next(request, Text("{name} is open. It takes reports once its people have registered their keys.",
                           name=opened.name))  # fmt: skip
    return HttpResponseRedirect(addresses.url("offices"))


def _form(
    request: DeskRequest, found: Office | None, offered: dict[str, Organisation], asked: OfficeForm, address: str,
    faults: tuple[Fault, ...] = (), advice: Text | None = None,
) -> HttpResponse:  # fmt: skip
    page = OfficePage(
        found, replace(asked, faults=faults), tuple((number, one.name) for number, one in offered.items()),
        tuple((code, LANGUAGE_NAMES[code]) for code in REPORT_LANGUAGES), advice, address,
    )  # fmt: skip
    return render(request, "casework/keys/office.html", page, status=422 if faults else 200)


def _found(id: int) -> Office:
    found = Office.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _kind(kind: str) -> Text:
    return KIND_NAMES[Organisation.Kind(kind)]
