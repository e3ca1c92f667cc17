"""An agency's own licences: how they stand, and what it may do: apply, renew, answer, appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.history import Standing
from fairway.recruitment.licences.states import ACTS, STATES, Act
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import actions, queries
from fairway_portal.register.licensing.actions.appeals import last_day, may_appeal
from fairway_portal.register.licensing.actions.asking import OWN_ACTS
from fairway_portal.register.licensing.desk import act_views, checking, reading
from fairway_portal.register.licensing.desk.appeal_views import STATES_OF_APPEALS
from fairway_portal.register.licensing.desk.guarding import act_named, own_agency, own_licence
from fairway_portal.register.licensing.desk.licence_views import possible, sectors_of
from fairway_portal.register.licensing.desk.proposal_views import title_of
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry, Proposal
from fairway_portal.register.licensing.seeing import is_seen


@dataclass(frozen=True, slots=True)
class ListPage:
    """The agency's licences, each as it stands today."""

    agency: Agency
    licences: tuple[tuple[Licence, Standing, Text], ...]


@dataclass(frozen=True, slots=True)
class Against:
    """What the agency may still appeal against; `until` is None where no rule says."""

    step: queries.Step
    until: date | None


@dataclass(frozen=True, slots=True)
class OnePage:
    """One licence, as its holder sees it: without names of officers, and without notes.

    Attributes:
        licence, agency, standing, state, sectors, destinations: As they are today.
        steps: The history, the newest entry first.
        appealable: Against what it may still appeal.
        appeal_states: What became of appeals, in words.
        acts: What it may do by itself.
        proposals: Titles, reasons and legal bases of what is proposed and waits.
        answers: What it said.
        words: What was written, where it was refused.
        faults: Why.
    """

    licence: Licence
    agency: Agency
    standing: Standing
    state: Text
    sectors: Text
    destinations: Text
    steps: tuple[queries.Step, ...]
    appealable: tuple[Against, ...]
    appeal_states: dict[str, Text]
    acts: tuple[tuple[Act, Text], ...]
    proposals: tuple[tuple[Text, str, str], ...]
    answers: tuple[queries.Answer, ...]
    words: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class AppealForm:
    """The form of an appeal."""

    licence: Licence
    entry: LicenceEntry
    done: Text
    until: date | None
    grounds: str
    faults: tuple[Fault, ...]


@requires(Role.AGENCY, methods=("GET",))
def licences(request: DeskRequest) -> HttpResponse:
    """The agency's own licences."""
    agency, today = own_agency(request), timezone.localdate()
    rows = queries.with_history(queries.licences_of(agency))
    standing = [(one, queries.standing_of(one, today)) for one in rows]
    page = ListPage(agency, tuple((one, stands, STATES[stands.state]) for one, stands in standing))
    return render(request, "register/licensing/own_licences.html", page)


@requires(Role.AGENCY, methods=("GET",))
def one(request: DeskRequest, id: int) -> HttpResponse:
    """One of them."""
    agency, found = own_licence(request, id)
    return _one(request, agency, found)


@requires(Role.AGENCY)
def act(request: DeskRequest, id: int, act: str) -> HttpResponse:
    """What the agency does by itself: applies for renewal, withdraws its application, gives the licence back."""
    _, found = own_licence(request, id)
    what = act_named(act)
    if what not in OWN_ACTS:
        raise Http404
    return act_views.do(request, found, what, addresses.url("own-licence-act", str(id), what.value), own=True)


@requires(Role.AGENCY, methods=("POST",))
def answer(request: DeskRequest, id: int) -> HttpResponse:
    """What the agency says to what is done or proposed."""
    agency, found = own_licence(request, id)
    words = reading.lines(request.POST, "words")
    try:
        actions.answer(by=request.person, agency=agency, licence=found, words=words, evidence=reading.uploads(request))
    except InputError as refusal:
        return _one(request, agency, found, words, (_fault("words", refusal),))
    say_next(request, Text("Your answer is kept, and the officers read it."))
    return HttpResponseRedirect(addresses.url("own-licence-one", str(id)))


@requires(Role.AGENCY)
def appeal(request: DeskRequest, id: int, number: int) -> HttpResponse:
    """An appeal against an entry of the history."""
    agency, found = own_licence(request, id)
    entry = found.entries.select_related("licence__agency").filter(number=number).first()
    if entry is None:
        raise Http404
    grounds = reading.lines(request.POST, "grounds")
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            actions.file_appeal(
                by=request.person, agency=agency, entry=entry, grounds=grounds, evidence=reading.uploads(request)
            )
        except InputError as refusal:
            faults = (_fault("grounds", refusal),)
        else:
            say_next(request, Text("Your appeal is filed."))
            return HttpResponseRedirect(addresses.url("own-licence-one", str(id)))
    page = AppealForm(found, entry, ACTS[Act(entry.act)].done, last_day(entry), grounds, faults)
    return render(request, "register/licensing/own_appeal.html", page, status=422 if faults else 200)


@requires(Role.AGENCY, methods=("POST",))
def withdraw(request: DeskRequest, id: int) -> HttpResponse:
    """Takes an own appeal back."""
    agency = own_agency(request)
    found = Appeal.objects.select_related("entry__licence__agency").filter(pk=id).first()
    if found is None or not is_seen(found.entry.licence):
        raise Http404
    licence = found.entry.licence
    refuse_unless((licence.agency.joined_to_id or licence.agency_id) == agency.pk)
    actions.withdraw_appeal(by=request.person, agency=agency, appeal=found)
    say_next(request, Text("Your appeal is withdrawn."))
    return HttpResponseRedirect(addresses.url("own-licence-one", str(licence.pk)))


def _fault(field: str, refusal: InputError) -> Fault:
    return Fault(field, Text("{title} {advice}", title=refusal.title_text, advice=refusal.advice_text or ""))


def _one(
    request: DeskRequest, agency: Agency, found: Licence, words: str = "", faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    today = timezone.localdate()
    stands = queries.standing_of(found, today)
    steps = tuple(reversed(queries.history_of(found)))
    entries = {row.pk: row for row in found.entries.select_related("licence")}
    waiting = found.proposals.filter(state=Proposal.State.WAITING)
    page = OnePage(
        licence=found,
        agency=agency,
        standing=stands,
        state=STATES[stands.state],
        sectors=sectors_of(found),
        destinations=checking.said_places(found.destinations),
        steps=steps,
        appealable=tuple(Against(step, last_day(entries[step.id])) for step in steps if may_appeal(entries[step.id])),
        appeal_states=STATES_OF_APPEALS,
        acts=tuple((one.act, one.title) for one in possible(found, stands) if one.act in OWN_ACTS),
        proposals=tuple((title_of(row), row.reason, row.legal_basis) for row in waiting),
        answers=queries.answers_of(found),
        words=words,
        faults=faults,
    )
    return render(request, "register/licensing/own_licence.html", page, status=422 if faults else 200)
