"""Draw-downs: one officer proposes, another person approves, and the approval moves the money in one transaction."""

from __future__ import annotations

from typing import Final

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.ledger import after
from fairway.recruitment.guarantees.movements import Kind, Movement
from fairway_portal.accounts.models import Person
from fairway_portal.register.inspections.actions.moving import (
    Because,
    account_of,
    entries_of,
    locked,
    refuse_incomplete,
    write,
)
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import GuaranteeRefused, SomebodyMoved
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.licensing import actions as licensing
from fairway_portal.register.licensing.models import Proposal

KIND: Final = Proposal.Kind.DRAW_DOWN.value


def propose_draw_down(
    *, by: Person, guarantee: Guarantee, saw: int, amount: int, currency: str, reference: str, reason: str,
    legal_basis: str,
) -> Proposal:  # fmt: skip
    """Proposes to pay a claim from a guarantee.

    Args:
        by: The officer.
        guarantee: From which.
        saw: Its version as she saw it; another one when it is decided: the approval is refused.
        amount: Unit: the currency's smallest coin.
        currency: ISO 4217, as the decision on the claim says it.
        reference: Of the decision on the claim; never a worker's name.
        reason: In words that identify nobody.
        legal_basis: Law and article.

    Returns:
        The proposal that waits; the one that waits already where the same was proposed before.

    Raises:
        LedgerRefused: The ledger could not take it as it is now.
        SomebodyMoved: Money moved since she looked.
        GuaranteeRefused: Something is missing or too long.
        Identifies: Words identify a person.
    """
    because = Because(by, reason, reference, legal_basis)
    movement = Movement(Kind.DRAW_DOWN, amount, currency, localdate())
    with attempted(by=by, what="guarantee", asked="propose_draw_down", subject=f"guarantee {guarantee.pk}"):
        refuse_incomplete(Kind.DRAW_DOWN, because)
        now = locked(guarantee.pk)
        asked = {"amount": amount, "currency": currency, "reference": reference}
        waiting = Proposal.objects.filter(kind=KIND, state=Proposal.State.WAITING, subject=now.pk, asked=asked).first()
        if waiting is not None:
            return waiting
        if now.version != saw:
            raise SomebodyMoved(saw, now.version)
        after(entries_of(now), movement, account_of(now), today=localdate())
        return licensing.propose(
            by=by, kind=KIND, agency=now.agency, country=now.country, subject=now.pk, saw=saw, asked=asked,
            reason=reason, legal_basis=legal_basis,
        )  # fmt: skip


def carry_out(proposal: Proposal, approved_by: Person) -> None:
    """Moves the money of an approved proposal, in the transaction of the decision.

    Args:
        proposal: Of kind `draw_down`.
        approved_by: Not whoever proposed it.

    Raises:
        GuaranteeRefused: One person would do both, or the proposal cannot be read.
        LedgerRefused, SomebodyMoved, LedgerBroken: The money cannot move now; the decision is undone.
    """
    if approved_by.pk == proposal.proposed_by_id:
        raise GuaranteeRefused(
            Text("Whoever proposed a draw-down cannot approve it."), advice=Text("Let another person decide.")
        )
    amount, guarantee = proposal.asked.get("amount"), proposal.subject
    if not isinstance(amount, int) or guarantee is None or not Guarantee.objects.filter(pk=guarantee).exists():
        raise GuaranteeRefused(
            Text("What is proposed cannot be read as a draw-down."),
            advice=Text("Refuse the proposal, and propose it again from the page of the guarantee."),
        )
    movement = Movement(Kind.DRAW_DOWN, amount, str(proposal.asked.get("currency", "")), localdate())
    because = Because(
        proposal.proposed_by, proposal.reason, str(proposal.asked.get("reference", "")), proposal.legal_basis,
        approved_by=approved_by, proposal=proposal,
    )  # fmt: skip
    write(guarantee, proposal.saw, movement, because)
