"""What takes two people: one proposes, a supervisor who is somebody else approves or refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.states import ACTS
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Person, Role
from fairway_portal.accounts.permissions import refuse_unless
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing import evidence as files
from fairway_portal.register.licensing.actions import panel
from fairway_portal.register.licensing.actions.acts import enter, locked, state_after
from fairway_portal.register.licensing.actions.asking import (
    LONGEST_BASIS,
    LONGEST_WORDS,
    AskedAct,
    asked_again,
    refuse_incomplete,
)
from fairway_portal.register.licensing.actions.refusing import refusals_recorded, refuse_own_agency
from fairway_portal.register.licensing.carrying_out import CARRIERS
from fairway_portal.register.licensing.errors import (
    AlreadyDecided,
    ProposalRefused,
    SomebodyActed,
    TwoPeopleNeeded,
    UnusableAct,
)
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Appeal, Licence, Proposal
from fairway_portal.surveys.writing import writing

Kind, State = Proposal.Kind, Proposal.State


def propose(
    *,
    by: Person,
    kind: str,
    agency: Agency,
    country: str,
    saw: int,
    asked: Mapping[str, Any],
    reason: str,
    legal_basis: str,
    licence: Licence | None = None,
    subject: int | None = None,
    evidence: Sequence[Upload] = (),
) -> Proposal:
    """Keeps a proposal until a supervisor decides.

    Args:
        by: Who proposes.
        kind: A value of `Proposal.Kind`.
        agency: Whom it concerns.
        country: ISO 3166-1 alpha-3 of the authority.
        saw: The version of what it is about that she saw.
        asked: The act as it will be carried out: plain values.
        reason: Why.
        legal_basis: Law and article.
        licence: Of an act on a licence.
        subject: Of another kind: the key of what it is about.
        evidence: Files that prove it.

    Raises:
        UnusableAct: A reason or legal basis is missing or too long, or the act cannot be read.
        ActRefused: The rules refuse it already now.
        SomebodyActed: The licence is no longer at the version that she saw.
        ProposalRefused: A proposal on the licence waits already.
    """
    about = f"licence {licence.pk}" if licence else f"agency {agency.code}"
    with refusals_recorded(by=by, subject=about, asked=f"propose.{asked.get('act', kind)}"), writing():
        _refuse_wordless(reason, legal_basis)
        if licence is not None:
            _refuse_undoable(licence, saw, asked_again(asked, reason=reason, legal_basis=legal_basis))
        elif kind == Kind.LICENCE:
            raise UnusableAct(
                Text("An act on a licence needs a licence."), advice=Text("Propose it from the page of the licence.")
            )
        made = _made(
            kind=kind, agency=agency.joined_to or agency, country=country, licence=licence, subject=subject, saw=saw,
            asked=dict(asked), reason=reason.strip(), legal_basis=legal_basis.strip(), proposed_by=by,
        )  # fmt: skip
        for upload in evidence:
            files.keep(by=by, agency=made.agency, subject=f"proposal {made.pk}", upload=upload)
        audit.record(
            by=by,
            action="proposal.made",
            subject=f"proposal {made.pk}",
            reason=made.reason,
            kind=kind,
            about=about,
            asked=str(asked.get("act", "")),
        )
    return made


def propose_act(
    *, by: Person, licence: Licence, saw: int, asked: AskedAct, evidence: Sequence[Upload] = ()
) -> Proposal:
    """Proposes an act on a licence; as `propose`."""
    with refusals_recorded(by=by, subject=f"licence {licence.pk}", asked=f"propose.{asked.act.value}"):
        refuse_incomplete(asked)
    return propose(
        by=by,
        kind=Kind.LICENCE,
        agency=licence.agency,
        country=licence.country,
        licence=licence,
        saw=saw,
        asked=asked.kept(),
        reason=asked.reason,
        legal_basis=asked.legal_basis,
        evidence=evidence,
    )


def decide(*, by: Membership, proposal: Proposal, approve: bool, words: str) -> Proposal:
    """Approves a proposal, and carries it out; or refuses it.

    Args:
        by: A supervisor of the proposal's country, who did not make the proposal.
        proposal: Waiting.
        approve: Whether it is carried out.
        words: Why; the proposer reads them.

    Returns:
        The proposal as it was decided.

    Raises:
        NotAllowed: She is no supervisor, or of another country.
        TwoPeopleNeeded: She proposed it herself, or speaks for the agency.
        AlreadyDecided: It was decided or withdrawn in the meantime.
        ProposalRefused: There are no words, or the panel has not been heard.
        InputError: What carrying it out refuses; then nothing is decided.
    """
    refuse_unless(by.role == Role.SUPERVISOR and by.organisation.country == proposal.country)
    verb = "approve" if approve else "refuse"
    about = f"licence {proposal.licence_id}" if proposal.licence_id else f"proposal {proposal.pk}"
    with refusals_recorded(by=by.person, subject=about, asked=f"proposal.{verb}"), writing():
        if proposal.licence is not None:
            locked(proposal.licence)  # in the order of every other action: agency, licence, proposal
        now = waiting(proposal)
        if now.proposed_by_id == by.person_id:
            raise TwoPeopleNeeded(
                Text("You proposed this yourself: somebody else must decide."),
                advice=Text("Ask another supervisor, or withdraw your proposal."),
            )
        refuse_own_agency(by.person, now.agency)
        if not words.strip():
            raise ProposalRefused(Text("A decision needs words."), advice=Text("Write why you approve or refuse."))
        if approve:
            panel.refuse_unheard(now)
        now.state = State.APPROVED if approve else State.REFUSED
        now.decided_by, now.decided, now.decision = by.person, timezone.now(), words.strip()[:LONGEST_WORDS]
        now.save(update_fields=["state", "decided_by", "decided", "decision"])
        audit.record(
            by=by.person,
            action="proposal.approved" if approve else "proposal.refused",
            subject=f"proposal {now.pk}",
            reason=now.decision,
            kind=now.kind,
        )
        if approve:
            CARRIERS[now.kind](now, by.person)
    return now


def withdraw_proposal(*, by: Person, proposal: Proposal) -> Proposal:
    """Takes one's own proposal back.

    Raises:
        NotAllowed: It is somebody else's.
        AlreadyDecided: It is decided.
    """
    refuse_unless(proposal.proposed_by_id == by.pk)
    with writing():
        now = waiting(proposal)
        now.state, now.decided_by, now.decided = State.WITHDRAWN, by, timezone.now()
        now.save(update_fields=["state", "decided_by", "decided"])
        audit.record(by=by, action="proposal.withdrawn", subject=f"proposal {now.pk}", kind=now.kind)
    return now


def waiting(proposal: Proposal) -> Proposal:
    """The proposal as it is now, locked.

    Raises:
        AlreadyDecided: It waits no more.
    """
    now = Proposal.objects.select_for_update(of=("self",)).select_related("licence", "agency").get(pk=proposal.pk)
    if now.state != State.WAITING:
        raise AlreadyDecided
    return now


def carry_out_act(proposal: Proposal, approved_by: Person) -> None:
    """Records the act on a licence that was proposed: the carrier of the kind `licence`."""
    licence = proposal.licence
    if licence is None:
        raise AssertionError(proposal.pk)  # `propose` refuses one without
    asked = asked_again(proposal.asked, reason=proposal.reason, legal_basis=proposal.legal_basis)
    enter(by=proposal.proposed_by, licence=licence, saw=proposal.saw, asked=asked, approved_by=approved_by)
    if asked.appeal is not None:
        Appeal.objects.filter(pk=asked.appeal, state=Appeal.State.FILED).update(
            state=Appeal.State.ALLOWED, decided_by=approved_by, decided=timezone.now(), decision=proposal.decision
        )
        audit.record(
            by=approved_by, action="appeal.allowed", subject=f"appeal {asked.appeal}", reason=proposal.decision
        )


def _refuse_wordless(reason: str, legal_basis: str) -> None:
    if not reason.strip() or not legal_basis.strip():
        raise UnusableAct(
            Text("A proposal needs a reason and the legal basis."),
            advice=Text("Write them as the decision is to say them."),
        )
    if len(legal_basis) > LONGEST_BASIS or len(reason) > LONGEST_WORDS:
        raise UnusableAct(
            Text("The reason or the legal basis is too long."),
            advice=Text("At most {n} and {m} characters are kept.", n=LONGEST_WORDS, m=LONGEST_BASIS),
        )


def _refuse_undoable(licence: Licence, saw: int, asked: AskedAct) -> None:
    now = locked(licence)
    if now.version != saw:
        raise SomebodyActed(saw, now.version)
    if not ACTS[asked.act].two_people:
        raise ProposalRefused(
            Text("{act}: this needs no proposal.", act=ACTS[asked.act].title),
            advice=Text("Record it from the page of the licence."),
        )
    state_after(now, asked)


def _made(**fields: Any) -> Proposal:
    already: InputError = ProposalRefused(
        Text("A proposal on this licence waits already."),
        advice=Text("Wait until it is decided, or ask whoever made it to withdraw it."),
    )
    try:
        with transaction.atomic():
            return Proposal.objects.create(**fields)
    except IntegrityError as fault:
        raise already from fault
