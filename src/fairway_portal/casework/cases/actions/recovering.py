"""What she got back, and claims against those who are liable: coarse here, exactly in a sealed note of the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction

from fairway.kernel.text import Text
from fairway_portal.casework.cases.actions.events import ALIAS, add_event, locked
from fairway_portal.casework.cases.actions.writing import write
from fairway_portal.casework.cases.errors import MoveNotPossible, NoSuchCase
from fairway_portal.casework.cases.models import Case, Claim, Remedy
from fairway_portal.casework.cases.rounding import quarter_of, rounded
from fairway_portal.casework.cases.sealed_form import Sealed


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money.

    Attributes:
        amount: Unit: `currency`; None where there is none.
        currency: ISO 4217, or "".
    """

    amount: Decimal | None = None
    currency: str = ""


def record_remedy(
    *, case: UUID, kind: str, amount: Sum, note: Sealed | None, by: int, on: date, key: UUID
) -> Remedy:  # fmt: skip
    """Notes something that she got back; the same form twice is one remedy.

    Args:
        case: Id of the case.
        kind: A code of `safe_reporting.remedies`.
        amount: What she got, exactly: it is stored rounded.
        note: The exact sum and what belongs to it, sealed; None where there is nothing more to say.
        by: Primary key of the handler's `accounts.Person`.
        on: The day, stored as its quarter.
        key: Of the form.

    Raises:
        NotSealedRight, NoSuchCase: As `writing.write`.
        MoveNotPossible: She took her report back.
    """
    _with_note(case, note, by, on, key)
    with transaction.atomic(using=ALIAS):
        found = _writable(case)
        made, new = Remedy.objects.get_or_create(
            key=key, defaults={"case": found, "kind": kind, "quarter": quarter_of(on), **_coarse(amount)}
        )
        if new:
            add_event(found, "remedy_recorded", on=on, by=by, details={"kind": kind})
        return made


def record_claim(
    *, case: UUID, against: str, basis: str, amount: Sum, note: Sealed | None, by: int, on: date, key: UUID
) -> Claim:  # fmt: skip
    """Notes a claim; who it is against stands in the note. The same form twice is one claim.

    Args:
        case: Id of the case.
        against: A key of `recruitment.liability.claims.ROLES`, or `guarantor`.
        basis: Id of a rule of `recruitment.liability`, or "".
        amount: What is claimed, exactly: it is stored rounded.
        note: Who it is, the exact sum, sealed.
        by: Primary key of the handler's `accounts.Person`.
        on: The day, stored as its quarter.
        key: Of the form.

    Raises:
        NotSealedRight, NoSuchCase: As `writing.write`.
        MoveNotPossible: She took her report back.
    """
    _with_note(case, note, by, on, key)
    with transaction.atomic(using=ALIAS):
        found = _writable(case)
        made, new = Claim.objects.get_or_create(
            key=key,
            defaults={
                "case": found, "against": against, "basis": basis, "state": "claimed", "quarter": quarter_of(on),
                **_coarse(amount),
            },
        )  # fmt: skip
        if new:
            add_event(found, "claim_recorded", on=on, by=by, details={"against": against})
        return made


def change_claim(*, case: UUID, claim: int, state: str, by: int, on: date, version: int) -> Claim:
    """Notes what became of a claim.

    Args:
        case: Id of the case.
        claim: Primary key of the claim.
        state: A key of `words.CLAIM_STATES`.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        NoSuchCase: The case has no such claim.
        ActedMeanwhile: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        made = found.claims.filter(pk=claim).first()
        if made is None:
            raise NoSuchCase
        made.state = state
        made.save()
        add_event(found, "claim_changed", on=on, by=by, details={"state": state})
        return made


def _writable(case: UUID) -> Case:
    found = locked(case)
    if found.state == "withdrawn":
        raise MoveNotPossible(
            Text("She took her report back. Nothing more is noted of it."),
            advice=Text("Close the page. What was noted before stays until it is deleted."),
        )
    return found


def _coarse(amount: Sum) -> dict[str, object]:
    if amount.amount is None:
        return {"amount": None, "currency": ""}
    return {"amount": rounded(amount.amount), "currency": amount.currency}


def _with_note(case: UUID, note: Sealed | None, by: int, on: date, key: UUID) -> None:
    """The form's sealed note, first, so that no sum stands alone; under a key that follows from the form's own."""
    if note is not None and note.envelope:
        write(case=case, kind="note", sealed=note, by=by, on=on, key=uuid5(key, "note"))
