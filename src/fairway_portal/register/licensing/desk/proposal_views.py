"""Proposals: read, see what they do, approve or refuse; withdraw one's own; give the view of a side of the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.guarantees.money import money
from fairway.recruitment.guarantees.movements import KINDS, Kind
from fairway.recruitment.licences.history import Standing
from fairway.recruitment.licences.states import ACTS, STATES, Act
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import actions, queries
from fairway_portal.register.licensing.actions import panel
from fairway_portal.register.licensing.actions.acts import state_after
from fairway_portal.register.licensing.actions.asking import asked_again
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.licensing.desk.act_views import PARTS
from fairway_portal.register.licensing.desk.guarding import country_of
from fairway_portal.register.licensing.models import PanelView, Proposal
from fairway_portal.register.licensing.seeing import is_seen

MOST: Final = 300
_READERS: Final = (Role.LICENSING_OFFICER, Role.SUPERVISOR, Role.PANEL_MEMBER)

STATES_OF_PROPOSALS: Final = {
    Proposal.State.WAITING.value: Text("waits for a decision"),
    Proposal.State.APPROVED.value: Text("approved"),
    Proposal.State.REFUSED.value: Text("refused"),
    Proposal.State.WITHDRAWN.value: Text("withdrawn"),
}
SIDES: Final = {
    PanelView.Side.GOVERNMENT.value: Text("Government"),
    PanelView.Side.EMPLOYERS.value: Text("Employers"),
    PanelView.Side.WORKERS.value: Text("Workers"),
}
_OF_GUARANTEES: Final = {
    "entry": KINDS[Kind.REVERSAL],
    "on": KINDS[Kind.RELEASE],
    "required": Text("Change the guarantee"),
}
"""What a proposal on a guarantee names → what it is; a draw-down names none of them."""
_PARTS: Final = {
    "amount": Text("Amount"),
    "required": Text("What it must hold"),
    "was": Text("Before"),
    "valid_to": Text("Last day, where it has one"),
    "on": Text("Day on which the bank booked it"),
    "entry": Text("Entry to take back"),
    "reference": Text("Reference"),
}
_SUMS: Final = frozenset({"amount", "required", "was"})


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal in the list."""

    proposal: Proposal
    title: Text
    state: Text


@dataclass(frozen=True, slots=True)
class ListPage:
    """Those that wait first."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal.

    Attributes:
        proposal: As it is.
        title: What is proposed.
        state: What became of it.
        asked: What it says, part by part; of another part of the register: its plain values.
        standing: How the licence stands today; None: it is about something else.
        effect: What approving it does, or why that is not possible now.
        evidence: Files that prove it; nothing for members of the panel.
        history: The acts on the licence; for the panel the public ones alone.
        panel: Whether a panel is heard on it.
        panel_until: The last day for its views.
        views: Those that were given.
        sides: Names of the sides.
        side: The one she speaks for, if she may still speak.
        decides, withdraws: What she may do.
        desk: Whether she is of the desk: names and notes are shown.
        words: What was written, where it was refused.
        faults: Why.
    """

    proposal: Proposal
    title: Text
    state: Text
    asked: tuple[tuple[Text | str, Text | str], ...]
    standing: Standing | None
    standing_state: Text | None
    effect: Text | None
    evidence: tuple[queries.KeptFile, ...]
    history: tuple[queries.Step, ...]
    panel: bool
    panel_until: date
    views: tuple[PanelView, ...]
    sides: dict[str, Text]
    side: Text | None
    decides: bool
    withdraws: bool
    desk: bool
    words: str
    faults: tuple[Fault, ...]


@requires(*_READERS, methods=("GET",))
def proposals(request: DeskRequest) -> HttpResponse:
    """The list; for members of a panel those on which it is heard."""
    rows = _of(country_of(request)).order_by("-pk")[:MOST]
    shown = [one for one in rows if request.membership.role != Role.PANEL_MEMBER or panel.is_needed(one)]
    shown.sort(key=lambda one: one.state != Proposal.State.WAITING)
    page = ListPage(tuple(Row(one, title_of(one), STATES_OF_PROPOSALS[one.state]) for one in shown))
    return render(request, "register/licensing/proposals.html", page)


@requires(*_READERS)
def proposal(request: DeskRequest, id: int) -> HttpResponse:
    """One proposal; a supervisor decides on it here."""
    found = _one(request, id)
    if request.method != "POST":
        return _page(request, found)
    refuse_unless(request.membership.role == Role.SUPERVISOR)
    words, decision = reading.lines(request.POST, "words"), request.POST.get("decision", "")
    if decision not in ("approve", "refuse"):
        return _page(request, found, words, (Fault("words", Text("Choose whether you approve or refuse.")),))
    try:
        actions.decide(by=request.membership, proposal=found, approve=decision == "approve", words=words)
    except InputError as refusal:
        return _page(request, _one(request, id), words, (_fault(refusal),), refusal.http_status)
    say_next(request, Text("The proposal is decided."))
    return HttpResponseRedirect(addresses.url("licensing-proposal", str(id)))


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, methods=("POST",))
def withdraw(request: DeskRequest, id: int) -> HttpResponse:
    """Takes one's own proposal back."""
    actions.withdraw_proposal(by=request.person, proposal=_one(request, id))
    say_next(request, Text("Your proposal is withdrawn."))
    return HttpResponseRedirect(addresses.url("licensing-proposal", str(id)))


@requires(Role.PANEL_MEMBER, methods=("POST",))
def view(request: DeskRequest, id: int) -> HttpResponse:
    """The view of a side of the panel."""
    found, words = _one(request, id), reading.lines(request.POST, "words")
    agrees = request.POST.get("agrees", "")
    if agrees not in ("yes", "no"):
        return _page(request, found, words, (Fault("words", Text("Choose whether your side agrees.")),))
    try:
        actions.give_view(by=request.membership, proposal=found, agrees=agrees == "yes", words=words)
    except InputError as refusal:
        return _page(request, _one(request, id), words, (_fault(refusal),), refusal.http_status)
    say_next(request, Text("The view of your side is kept."))
    return HttpResponseRedirect(addresses.url("licensing-proposal", str(id)))


def title_of(one: Proposal) -> Text:
    """What is proposed, in words."""
    if one.kind == Proposal.Kind.LICENCE and one.asked.get("act") in set(Act):
        return ACTS[Act(one.asked["act"])].title
    return next((title for name, title in _OF_GUARANTEES.items() if name in one.asked), Text("Draw on a guarantee"))


def _of(country: str) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(country=country).select_related("agency", "licence", "proposed_by", "decided_by")
    return rows if settings.DEMONSTRATION else rows.filter(agency__demonstration=False)


def _one(request: DeskRequest, id: int) -> Proposal:
    found = Proposal.objects.select_related("agency", "licence", "proposed_by", "decided_by").filter(pk=id).first()
    if found is None or not is_seen(found.agency):
        raise Http404
    refuse_unless(found.country == country_of(request))
    refuse_unless(request.membership.role != Role.PANEL_MEMBER or panel.is_needed(found))
    return found


def _fault(refusal: InputError) -> Fault:
    return Fault("words", Text("{title} {advice}", title=refusal.title_text, advice=refusal.advice_text or ""))


def _page(
    request: DeskRequest, one: Proposal, words: str = "", faults: tuple[Fault, ...] = (), status: int = 422
) -> HttpResponse:
    role, waits = request.membership.role, one.state == Proposal.State.WAITING
    desk = role != Role.PANEL_MEMBER
    stands = queries.standing_of(one.licence, timezone.localdate()) if one.licence else None
    views = tuple(one.views.order_by("pk"))
    side = panel.SIDES.get(request.membership.organisation.kind) if role == Role.PANEL_MEMBER and waits else None
    page = ProposalPage(
        proposal=one,
        title=title_of(one),
        state=STATES_OF_PROPOSALS[one.state],
        asked=asked_of(one, desk),
        standing=stands,
        standing_state=STATES[stands.state] if stands else None,
        effect=_effect(one) if waits else None,
        evidence=queries.evidence_of([f"proposal {one.pk}"]).get(f"proposal {one.pk}", ()) if desk else (),
        history=tuple(step for step in queries.history_of(one.licence) if desk or step.public) if one.licence else (),
        panel=panel.is_needed(one),
        panel_until=panel.last_day(one),
        views=views,
        sides=SIDES,
        side=SIDES[side.value] if side and side.value not in {given.side for given in views} else None,
        decides=role == Role.SUPERVISOR and waits and one.proposed_by_id != request.person.pk,
        withdraws=waits and one.proposed_by_id == request.person.pk,
        desk=desk,
        words=words,
        faults=faults,
    )
    return render(request, "register/licensing/proposal.html", page, status=status if faults else 200)


def asked_of(one: Proposal, desk: bool) -> tuple[tuple[Text | str, Text | str], ...]:
    """What is asked, part by part, in words.

    Args:
        one: The proposal.
        desk: Whether the desk reads it; a panel reads no notes, and nothing of money.
    """
    if one.kind != Proposal.Kind.LICENCE:
        return _of_guarantee(one) if desk else ()
    return tuple(
        (title, str(one.asked[name])) for name, title in PARTS.items() if name in one.asked and (desk or name != "note")
    )


def _of_guarantee(one: Proposal) -> tuple[tuple[Text | str, Text | str], ...]:
    """What is asked of a guarantee, part by part."""
    currency = str(one.asked.get("currency", ""))
    shown: list[tuple[Text | str, Text | str]] = []
    for name, title in _PARTS.items():
        value = one.asked.get(name)
        if isinstance(value, int) and name in _SUMS:
            shown.append((title, Text("{amount}", amount=money(value, currency))))
        elif value:
            shown.append((title, str(value)))
    return tuple(shown)


def _effect(one: Proposal) -> Text | None:
    """What approving it does to the licence; None: it is about something else."""
    if one.licence is None:
        return None
    if one.licence.version != one.saw:
        return Text("The licence was changed after this was proposed: it can only be refused or withdrawn.")
    try:
        after = state_after(one.licence, asked_again(one.asked, reason=one.reason, legal_basis=one.legal_basis))
    except InputError as refusal:
        return Text("It cannot be carried out: {why}", why=refusal.title_text)
    return Text("If it is approved, the licence stands as: {state}.", state=STATES[after])
