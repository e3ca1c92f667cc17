"""What a guarantee must hold, and how long it runs: changed by one officer, lowered by two people.

What may be released follows from what is required: whoever could lower it alone could empty the guarantee alone.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.movements import LARGEST
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.inspections.actions.moving import alone, locked, tell_public
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import GuaranteeRefused, SomebodyMoved
from fairway_portal.register.inspections.identifying import refuse_identifying
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.licensing import actions as licensing
from fairway_portal.register.licensing.models import Proposal

TOO_LATE: Final = Text("Choose a day, or leave it empty.")
_FARTHEST: Final = timedelta(days=36_525)
_CHANGE: Final = Text("Change the guarantee")


def beyond(day: date | None) -> bool:
    """Whether a last day lies more than a hundred years from now."""
    return day is not None and day > localdate() + _FARTHEST


def amend(
    *, by: Person, guarantee: Guarantee, saw: int, required: int, valid_to: date | None, reason: str
) -> Guarantee:  # fmt: skip
    """Changes what a guarantee must hold, or until when it runs: a new rule, a bond that was prolonged.

    Args:
        by: The officer.
        guarantee: Which.
        saw: Its version as she saw it.
        required: Unit: the currency's smallest coin; less than now takes two people (`propose_lowering`).
        valid_to: Its last day; None where it has none.
        reason: In words.

    Raises:
        SomebodyMoved: Money moved since she looked.
        GuaranteeRefused: Nothing changes, no reason, nothing or less would be required, or the day cannot be.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="guarantee", asked="amend", subject=f"guarantee {guarantee.pk}"):
        now = _checked(guarantee, saw, required, valid_to, reason)
        if required < now.required:
            raise alone(_CHANGE, "required")
        _change(now, required, valid_to, by, reason)
        return now


def propose_lowering(
    *, by: Person, guarantee: Guarantee, saw: int, required: int, valid_to: date | None, reason: str, legal_basis: str
) -> Proposal:
    """Proposes that a guarantee must hold less; arguments and refusals as `amend`.

    Args:
        legal_basis: Law and article.

    Returns:
        The proposal that waits; the one that waits already where the same was proposed before.
    """
    with attempted(by=by, what="guarantee", asked="propose_amend", subject=f"guarantee {guarantee.pk}"):
        now = _checked(guarantee, saw, required, valid_to, reason)
        if not legal_basis.strip():
            raise _cannot("legal_basis", Text("Name the law and article."))
        asked = {
            "required": required, "was": now.required, "currency": now.currency,
            "valid_to": valid_to.isoformat() if valid_to else "",
        }  # fmt: skip
        kind = Proposal.Kind.DRAW_DOWN
        rows = Proposal.objects.filter(kind=kind, state=Proposal.State.WAITING, subject=now.pk)
        waiting = next((one for one in rows if one.asked == asked), None)
        return waiting or licensing.propose(
            by=by, kind=kind, agency=now.agency, country=now.country, subject=now.pk, saw=saw, asked=asked,
            reason=reason, legal_basis=legal_basis,
        )  # fmt: skip


def carry_out_lowering(proposal: Proposal, guarantee: int, approved_by: Person) -> None:
    """Changes the terms as an approved proposal says, in the transaction of the decision.

    Args:
        proposal: Made by `propose_lowering`.
        guarantee: Its key.
        approved_by: Not whoever proposed it.

    Raises:
        SomebodyMoved: Money moved, or the terms were changed, since it was proposed.
    """
    now, asked = locked(guarantee), proposal.asked
    if (proposal.saw, asked["was"]) != (now.version, now.required):
        raise SomebodyMoved(proposal.saw, now.version)
    last = date.fromisoformat(asked["valid_to"]) if asked["valid_to"] else None
    _change(now, int(asked["required"]), last, approved_by, proposal.reason)


def _checked(guarantee: Guarantee, saw: int, required: int, valid_to: date | None, reason: str) -> Guarantee:
    now = locked(guarantee.pk)
    if now.version != saw:
        raise SomebodyMoved(saw, now.version)
    for wrong, field, advice in (
        (not 0 < required <= LARGEST, "required", Text("Write what it must hold, above zero.")),
        (not reason.strip(), "reason", Text("Say why.")),
        ((required, valid_to) == (now.required, now.valid_to), "required",
         Text("Change something, or leave the page.")),
        (valid_to is not None and valid_to < now.opened, "valid_to", Text("Its last day lies before its first.")),
        (beyond(valid_to), "valid_to", TOO_LATE),
    ):  # fmt: skip
        if wrong:
            raise _cannot(field, advice)
    refuse_identifying(reason=reason)
    return now


def _change(now: Guarantee, required: int, valid_to: date | None, by: Person, reason: str) -> None:
    was, was_valid_to = now.required, now.valid_to
    complete = now.held >= was
    now.required, now.valid_to = required, valid_to
    now.save(update_fields=["required", "valid_to"])
    audit.record(
        by=by, action="guarantee.amended", subject=f"guarantee {now.pk}", reason=reason, agency=now.agency.code,
        required=required, was=was, valid_to=valid_to.isoformat() if valid_to else None,
        was_valid_to=was_valid_to.isoformat() if was_valid_to else None,
    )  # fmt: skip
    if complete != (now.held >= required):
        tell_public(now)


def _cannot(field: str, advice: Text) -> GuaranteeRefused:
    return GuaranteeRefused(Text("This cannot be recorded."), advice=advice, details={"field": field})
