"""What takes money out, by two people: a draw-down for a claim, a release while the licence stands, a reversal.

One officer proposes, another person approves, and the approval moves the money in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.movements import Kind, Movement
from fairway_portal.accounts.models import Person
from fairway_portal.register.inspections.actions.amending import carry_out_lowering
from fairway_portal.register.inspections.actions.moving import (
    Because,
    account_of,
    locked,
    preview,
    refuse_incomplete,
    takes_two,
    write,
)
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import GuaranteeRefused, SomebodyMoved
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.licensing import actions as licensing
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Proposal

KIND: Final = Proposal.Kind.DRAW_DOWN.value


def propose_draw_down(
    *, by: Person, guarantee: Guarantee, saw: int, amount: int, currency: str, reference: str, reason: str,
    legal_basis: str, evidence: tuple[Upload, ...] = (),
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
        evidence: Files that prove it.

    Returns:
        The proposal that waits; the one that waits already where the same was proposed before.

    Raises:
        LedgerRefused: The ledger could not take it as it is now.
        SomebodyMoved: Money moved since she looked.
        GuaranteeRefused: Something is missing or too long.
        Identifies: Words identify a person.
    """
    movement = Movement(Kind.DRAW_DOWN, amount, currency, localdate())
    because = Because(by, reason, reference, legal_basis, evidence=evidence)
    asked = {"amount": amount, "currency": currency, "reference": reference}
    return _proposed(guarantee, saw, movement, because, asked)


def propose_reversal(
    *, by: Person, guarantee: Guarantee, saw: int, number: int, reason: str, legal_basis: str, reference: str = "",
    evidence: tuple[Upload, ...] = (),
) -> Proposal:  # fmt: skip
    """Proposes to take back an entry that brought money in, because it was recorded wrongly; as `propose_draw_down`.

    Args:
        number: Of the entry.
        reference: Of the bank's letter, where there is one.

    Raises:
        LedgerRefused: It is reversed already, or less would be left than is held or claimed.
    """
    movement = Movement(Kind.REVERSAL, 0, guarantee.currency, localdate(), number)
    because = Because(by, reason, reference, legal_basis, evidence=evidence)
    asked = {"entry": number, "currency": guarantee.currency, "reference": reference}
    return _proposed(guarantee, saw, movement, because, asked)


def propose_release(
    *, by: Person, guarantee: Guarantee, saw: int, amount: int, currency: str, on: date, reference: str, reason: str,
    legal_basis: str, evidence: tuple[Upload, ...] = (),
) -> Proposal:  # fmt: skip
    """Proposes to give back what is above the required while the licence stands; as `propose_draw_down`.

    Args:
        on: The day on which the bank booked it.
        reference: Of the bank's slip.

    Raises:
        LedgerRefused: Less than what is required, or claimed, would be left.
    """
    movement = Movement(Kind.RELEASE, amount, currency, on)
    because = Because(by, reason, reference, legal_basis, evidence=evidence)
    asked = {"amount": amount, "currency": currency, "reference": reference, "on": on.isoformat()}
    return _proposed(guarantee, saw, movement, because, asked)


def _proposed(
    guarantee: Guarantee, saw: int, movement: Movement, because: Because, asked: Mapping[str, object]
) -> Proposal:
    """Keeps what the ledger could take as it is now; the same, asked for again, waits once."""
    tried = f"propose_{movement.kind}"
    with attempted(by=because.by, what="guarantee", asked=tried, subject=f"guarantee {guarantee.pk}"):
        refuse_incomplete(movement.kind, because)
        now = locked(guarantee.pk)
        rows = Proposal.objects.filter(kind=KIND, state=Proposal.State.WAITING, subject=now.pk)
        waiting = next((one for one in rows if _same(asked, one.asked)), None)
        if waiting is not None:
            return waiting
        if now.version != saw:
            raise SomebodyMoved(saw, now.version)
        entry = preview(now, movement, because)
        if entry.kind is Kind.REVERSAL and not takes_two(entry, account_of(now)):
            raise GuaranteeRefused(
                Text("This entry took money out: one officer reverses it."),
                advice=Text("Reverse it without a proposal."), details={"field": "entry"},
            )  # fmt: skip
        return licensing.propose(
            by=because.by, kind=KIND, agency=now.agency, country=now.country, subject=now.pk, saw=saw,
            asked={**asked, "amount": -entry.amount}, reason=because.reason, legal_basis=because.legal_basis,
            evidence=because.evidence,
        )  # fmt: skip


def _same(asked: Mapping[str, object], waits: Mapping[str, object]) -> bool:
    """Whether what waits is the same movement; the amount of a reversal is known from its entry."""
    return asked.items() <= waits.items() and {*asked, "amount"} == set(waits)


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
    guarantee = proposal.subject
    if guarantee is None or not Guarantee.objects.filter(pk=guarantee).exists():
        raise _unreadable()
    if "required" in proposal.asked:
        carry_out_lowering(proposal, guarantee, approved_by)
        return
    movement = _asked(proposal.asked)
    because = Because(
        proposal.proposed_by, proposal.reason, str(proposal.asked.get("reference", "")), proposal.legal_basis,
        approved_by=approved_by, proposal=proposal,
    )  # fmt: skip
    write(guarantee, proposal.saw, movement, because)


def _asked(asked: Mapping[str, Any]) -> Movement:
    """The movement that a proposal keeps.

    Raises:
        GuaranteeRefused: It cannot be read.
    """
    amount, entry, currency = asked.get("amount"), asked.get("entry"), str(asked.get("currency", ""))
    if not isinstance(amount, int):
        raise _unreadable()
    if entry:
        return Movement(Kind.REVERSAL, amount, currency, localdate(), int(entry))
    if "on" not in asked:
        return Movement(Kind.DRAW_DOWN, amount, currency, localdate())
    try:
        return Movement(Kind.RELEASE, amount, currency, date.fromisoformat(str(asked["on"])))
    except ValueError as fault:
        raise _unreadable() from fault


def _unreadable() -> GuaranteeRefused:
    return GuaranteeRefused(
        Text("What is proposed cannot be read as a draw-down."),
        advice=Text("Refuse the proposal, and propose it again from the page of the guarantee."),
    )
