"""The tripartite panel: one view of government, employers and workers each, before a proposal is decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import Act
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Organisation, Role
from fairway_portal.accounts.permissions import refuse_unless
from fairway_portal.register.licensing.actions.asking import LONGEST_WORDS
from fairway_portal.register.licensing.errors import AlreadyDecided, ProposalRefused
from fairway_portal.register.licensing.models import PanelView, Proposal
from fairway_portal.surveys.writing import writing

Side = PanelView.Side

SIDES: Final = {
    Organisation.Kind.MINISTRY.value: Side.GOVERNMENT,
    Organisation.Kind.EMPLOYERS.value: Side.EMPLOYERS,
    Organisation.Kind.UNION.value: Side.WORKERS,
}
"""For whom a member of the panel speaks, by the kind of her organisation."""
PANEL_DAYS: Final = 14
"""How long the sides may take; then it can be decided without those that kept silent. Ours: no law is cited for it."""


def is_needed(proposal: Proposal) -> bool:
    """Whether the country's rules want a panel heard on this proposal."""
    if proposal.kind != Proposal.Kind.LICENCE or proposal.asked.get("act") not in set(Act):
        return False
    rules = rules_of(proposal.country, timezone.localdate(proposal.proposed))
    return rules.panel and Act(proposal.asked["act"]) in rules.panel_acts


def last_day(proposal: Proposal) -> date:
    """The last day on which the sides may give their views."""
    return timezone.localdate(proposal.proposed) + timedelta(days=PANEL_DAYS)


def refuse_unheard(proposal: Proposal) -> None:
    """Refuses to decide while a side of the panel still may speak.

    Raises:
        ProposalRefused: Naming how many views are missing and until when they may come.
    """
    if not is_needed(proposal):
        return
    missing = len(Side) - proposal.views.count()
    if missing and timezone.localdate() <= last_day(proposal):
        raise ProposalRefused(
            Text("The panel has not been heard: {n} of its three sides have not given their view.", n=missing),
            advice=Text("Wait for them, or until {day} is over.", day=last_day(proposal).isoformat()),
        )


def give_view(*, by: Membership, proposal: Proposal, agrees: bool, words: str) -> PanelView:
    """Keeps the view of one side: one, and for ever.

    Args:
        by: A member of the panel of the proposal's country; her organisation's kind decides for which side she speaks.
        proposal: Waiting.
        agrees: Whether her side agrees.
        words: Why.

    Raises:
        NotAllowed: She is no member of a panel, or of another country.
        AlreadyDecided: It waits no more.
        ProposalRefused: No panel is heard on it, the words are missing, the side has spoken, or she proposed it or has
            spoken for another side.
    """
    side = SIDES.get(by.organisation.kind)
    refuse_unless(by.role == Role.PANEL_MEMBER and by.organisation.country == proposal.country)
    if side is None:
        raise AssertionError(by.organisation.kind)  # `accounts.roles` lets no other kind have members of a panel
    if not words.strip():
        raise ProposalRefused(Text("A view needs words."), advice=Text("Write why your side agrees or does not."))
    with writing():
        now = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if now.state != Proposal.State.WAITING:
            raise AlreadyDecided
        if not is_needed(now):
            raise ProposalRefused(
                Text("No panel is heard on this proposal."), advice=Text("The country’s rules do not ask for one.")
            )
        if now.views.filter(side=side).exists():
            raise ProposalRefused(
                Text("Your side has given its view already."), advice=Text("One view a side is kept, and not changed.")
            )
        if by.person_id == now.proposed_by_id or now.views.filter(by=by.person).exists():
            raise ProposalRefused(
                Text("You proposed this, or have spoken on it for another side."),
                advice=Text("Let another member of the panel speak for this side."),
            )
        view = PanelView.objects.create(
            proposal=now, side=side, agrees=agrees, words=words.strip()[:LONGEST_WORDS], by=by.person
        )
        audit.record(by=by.person, action="panel.view", subject=f"proposal {now.pk}", side=str(side), agrees=agrees)
    return view
