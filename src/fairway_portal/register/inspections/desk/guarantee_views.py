"""Guarantees: the list with what is missing, one with its ledger, opening, terms, notices to replenish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Money, Text
from fairway.recruitment.guarantees.money import money
from fairway_portal.accounts.forms import written
from fairway_portal.accounts.models import Person, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors import queries as actors
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.inspections import actions, queries_desk
from fairway_portal.register.inspections.actions.moving import claimed
from fairway_portal.register.inspections.authority import country_of, refuse_others
from fairway_portal.register.inspections.desk import guarantee_forms as forms
from fairway_portal.register.inspections.desk.reading import fault_of, key_of, version_of
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.inspections.standing import needed
from fairway_portal.register.inspections.words import GUARANTEES
from fairway_portal.register.licensing.models import Licence

OFFICERS: Final = (Role.LICENSING_OFFICER, Role.SUPERVISOR)
OPENING: Final = ("kind", "holder", "instrument", "currency", "required", "valid_to", "licence")


@dataclass(frozen=True, slots=True)
class ListPage:
    """Guarantees of a country, or of one agency."""

    rows: tuple[queries_desk.GuaranteeRow, ...]
    officer: bool
    text: str = ""
    lacking: bool = False
    agency: Agency | None = None
    most: int = queries_desk.MOST


@dataclass(frozen=True, slots=True)
class OnePage:
    """One guarantee and its ledger."""

    guarantee: Guarantee
    row: queries_desk.GuaranteeRow
    entries: tuple[queries_desk.LedgerRow, ...]
    stands: bool
    claimed: Money | None
    officer: bool


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The form of a new guarantee, or what is to be opened, to be checked."""

    asked: forms.GuaranteeAsked
    kinds: tuple[tuple[str, Text], ...]
    licences: tuple[tuple[str, Text], ...] = ()
    required: Money | None = None
    checking: bool = False
    rules: tuple[forms.RuleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The form of changed terms."""

    guarantee: Guarantee
    asked: forms.TermsAsked


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The form of a notice to replenish."""

    guarantee: Guarantee
    row: queries_desk.GuaranteeRow
    asked: forms.NoticeAsked
    checking: bool = False


@requires(*OFFICERS, methods=("GET",))
def page(request: DeskRequest) -> HttpResponse:
    """The list of her country."""
    country = country_of(request.membership)
    text, lacking = written(request.GET, "q", 80), request.GET.get("missing") == "yes"
    rows = queries_desk.guarantees(country, text=text, lacking=lacking)
    return render(request, "register/inspections/guarantees.html", ListPage(rows, _officer(request), text, lacking))


@requires(*OFFICERS, methods=("GET",))
def of_agency(request: DeskRequest, code: str) -> HttpResponse:
    """The guarantees of one agency."""
    agency = actors.agency(code)
    if agency is None:
        raise Http404
    refuse_others(request.membership, agency.country)
    rows = queries_desk.guarantees_of(agency)
    return render(request, "register/inspections/guarantees.html", ListPage(rows, _officer(request), agency=agency))


@requires(*OFFICERS, methods=("GET",))
def one(request: DeskRequest, id: int) -> HttpResponse:
    """One guarantee with its ledger."""
    found = own(request, id)
    waiting = claimed(found.pk)
    return render(
        request, "register/inspections/guarantee.html",
        OnePage(
            found, queries_desk.row_of(found), queries_desk.ledger(found), needed(found, localdate()),
            money(waiting, found.currency) if waiting else None, _officer(request),
        ),
    )  # fmt: skip


@requires(Role.LICENSING_OFFICER)
def begin(request: DeskRequest) -> HttpResponse:
    """Opens a guarantee: the form, the answers to be checked, done."""
    country = country_of(request.membership)
    if request.method != "POST":
        asked = forms.empty_guarantee(country, written(request.GET, "agency", 40), request.GET.get("rule", ""))
        return _begun(request, asked, country)
    asked = forms.read_guarantee(request.POST, country)
    step = request.POST.get("step", "")
    if asked.faults or asked.found is None or step not in ("check", "do"):
        return _begun(request, asked, country, status=422 if asked.faults else 200)
    if step == "check":
        return _begun(request, asked, country, checking=True)
    try:
        made = actions.open_guarantee(
            by=request.person, agency=asked.found, country=country, key=key_of(asked.key),
            licence=Licence.objects.filter(agency=asked.found, pk=asked.licence).first()
            if asked.licence.isdecimal() else None,
            new=actions.NewGuarantee(
                asked.kind, asked.holder, asked.instrument, asked.currency, asked.coins, asked.last
            ),
        )  # fmt: skip
    except InputError as error:
        return _begun(
            request, replace(asked, faults=(fault_of(error, "agency", *OPENING),)), country, status=error.http_status
        )
    say_next(request, Text("The guarantee is open. Record the first deposit once the bank has booked it."))
    return HttpResponseRedirect(addresses.url("guarantee", str(made.pk)))


@requires(Role.LICENSING_OFFICER)
def terms(request: DeskRequest, id: int) -> HttpResponse:
    """Changes what a guarantee must hold, or until when it runs."""
    found = own(request, id)
    if request.method != "POST":
        return render(
            request, "register/inspections/guarantee_terms.html", TermsPage(found, forms.present_terms(found))
        )
    asked = forms.read_terms(request.POST, found.currency)
    status, lower = 422, asked.coins < found.required
    if not asked.faults:
        try:
            _change(request.person, found, asked, lower)
        except InputError as error:
            fault = fault_of(error, "required", "legal_basis", "reason", "valid_to")
            asked, status = replace(asked, faults=(fault,)), error.http_status
    if asked.faults:
        return render(request, "register/inspections/guarantee_terms.html", TermsPage(found, asked), status=status)
    say_next(request, forms.PROPOSED if lower else Text("The guarantee is changed."))
    return HttpResponseRedirect(addresses.url("guarantee", str(found.pk)))


def _change(by: Person, found: Guarantee, asked: forms.TermsAsked, lower: bool) -> None:
    """Changes the terms; where less would be required, proposes it."""
    saw = version_of(asked.saw)
    if lower:
        actions.propose_lowering(
            by=by, guarantee=found, saw=saw, required=asked.coins, valid_to=asked.last, reason=asked.reason,
            legal_basis=asked.legal_basis,
        )  # fmt: skip
        return
    actions.amend(
        by=by, guarantee=found, saw=saw, required=asked.coins, valid_to=asked.last, reason=asked.reason
    )  # fmt: skip


@requires(Role.LICENSING_OFFICER)
def notice(request: DeskRequest, id: int) -> HttpResponse:
    """Tells the agency to pay in what is missing."""
    found = own(request, id)
    row = queries_desk.row_of(found)
    asked, step, status = forms.NoticeAsked(saw=str(found.version)), request.POST.get("step", ""), 200
    if request.method == "POST":
        asked = forms.read_notice(request.POST)
        if asked.faults:
            status = 422
        elif step == "do" and asked.day is not None:
            try:
                actions.give_notice(
                    by=request.person, guarantee=found, saw=version_of(asked.saw), due=asked.day,
                    legal_basis=asked.legal_basis, words=asked.words,
                )  # fmt: skip
            except InputError as error:
                fault = fault_of(error, "due", "legal_basis", "words")
                asked, status = replace(asked, faults=(fault,)), error.http_status
            else:
                say_next(request, Text("The notice is recorded; the agency reads it on its own page."))
                return HttpResponseRedirect(addresses.url("guarantee", str(found.pk)))
    shown = NoticePage(found, row, asked, step == "check" and not asked.faults)
    return render(request, "register/inspections/guarantee_notice.html", shown, status=status)


def own(request: DeskRequest, id: int) -> Guarantee:
    """A guarantee of her country.

    Raises:
        Http404: There is none.
        NotAllowed: It is another country's.
    """
    found = queries_desk.guarantee(id)
    if found is None:
        raise Http404
    refuse_others(request.membership, found.country)
    return found


def _begun(
    request: DeskRequest, asked: forms.GuaranteeAsked, country: str, *, checking: bool = False, status: int = 200
) -> HttpResponse:
    agency = asked.found or (actors.agency(asked.agency) if asked.agency else None)
    licences: tuple[tuple[str, Text], ...] = (("", Text("Any licence of the agency")),)
    if agency is not None and agency.country == country:
        rows = Licence.objects.filter(agency=agency, country=country).order_by("-pk")
        licences += tuple((str(row.pk), Text("{number}", number=row.number or str(row.pk))) for row in rows)
    required = money(asked.coins, asked.currency) if checking else None
    shown = OpenPage(asked, tuple(GUARANTEES.items()), licences, required, checking, forms.rules_for(country))
    return render(request, "register/inspections/guarantee_open.html", shown, status=status)


def _officer(request: DeskRequest) -> bool:
    return request.membership.role == Role.LICENSING_OFFICER
