"""Asking her whether something of her case may be passed on, and noting that it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from fairway.kernel.text import Text
from fairway_portal.casework.cases.actions.events import ALIAS, add_event, locked
from fairway_portal.casework.cases.actions.opening import open_case
from fairway_portal.casework.cases.errors import ConsentMissing, MoveNotPossible
from fairway_portal.casework.cases.models import Case, Disclosure
from fairway_portal.casework.cases.queries.copies import left_to_reseal
from fairway_portal.casework.cases.states import STATES
from fairway_portal.casework.vault.models import Report

State, Kind = Disclosure.State, Disclosure.Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """What she is asked to consent to.

    Attributes:
        kind: A value of `Disclosure.Kind`.
        recipient: Who would receive it, as she reads it.
        scope: Codes of `words.SCOPES`.
        purpose: A code of `words.PURPOSES`.
        office: Primary key of the `keys.Office` that a referral goes to.
    """

    kind: str
    recipient: str
    scope: tuple[str, ...]
    purpose: str
    office: int | None = None


def ask(*, case: UUID, asked: Asked, by: int, on: date, version: int) -> Disclosure:
    """Asks her; a request that waits for her answer already is not made twice.

    Args:
        case: Id of the case.
        asked: What she reads.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        MoveNotPossible: The case is closed.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        if STATES[found.state].ends:
            raise MoveNotPossible(
                Text("The case is closed, so that she cannot be asked."), advice=Text("Open it again first.")
            )
        same = found.disclosures.filter(
            state__in=[State.ASKED, State.CONSENTED], kind=asked.kind, office=asked.office, recipient=asked.recipient
        ).first()
        if same is not None:
            return same
        made = Disclosure.objects.create(
            case=found, kind=asked.kind, office=asked.office, recipient=asked.recipient, scope=list(asked.scope),
            purpose=asked.purpose, asked=on, asked_by=by,
        )  # fmt: skip
        add_event(found, "consent_asked", on=on, by=by, details={"disclosure": made.pk, "for": made.kind})
        return made


def hand_over(*, case: UUID, disclosure: int, by: int, on: date, version: int) -> Case:
    """Gives another office its own case of the report, once copies are sealed to its keys.

    Args:
        case: Id of the case.
        disclosure: Primary key of the referral that she consented to.
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Returns:
        The other office's case.

    Raises:
        ConsentMissing: She has not consented, or has taken it back.
        MoveNotPossible: Something that she consented to is not sealed to the other office yet.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        # The report before the case, as whoever erases it does: each would wait for the other else.
        list(Report.objects.select_for_update(of=("self",)).filter(cases=case))
        found = locked(case, version)
        agreed = consented(found, disclosure, Kind.REFERRAL)
        if left_to_reseal(found, agreed, on):
            raise MoveNotPossible(
                Text("Not everything is sealed to the other office yet."),
                advice=Text("Open the report with your key and seal what is left, then hand it over."),
            )
        assert agreed.office is not None
        other = open_case(
            report=found.report_id, office=agreed.office, type=found.type, on=on, demonstration=found.demonstration,
            referral=agreed.pk,
        )  # fmt: skip
        agreed.state, agreed.done = State.DONE, on
        agreed.save()
        add_event(found, "handed_over", on=on, by=by, details={"disclosure": agreed.pk, "for": agreed.kind})
        return other


def carry_out(*, case: UUID, disclosure: int, by: int, on: date, version: int) -> Disclosure:
    """Notes that what she consented to was done: an interpreter told, a mandate used, a name given.

    Args:
        case: Id of the case.
        disclosure: Primary key of the request; a referral is handed over instead (`hand_over`).
        by: Primary key of the handler's `accounts.Person`.
        on: The day.
        version: Of the case, as the page knew it.

    Raises:
        ConsentMissing: She has not consented, or has taken it back.
        ActedMeanwhile, NoSuchCase: As `events.locked`.
    """
    with transaction.atomic(using=ALIAS):
        found = locked(case, version)
        agreed = consented(found, disclosure, Kind.INTERPRETER, Kind.REPRESENTATION, Kind.IDENTITY)
        agreed.state, agreed.done = State.DONE, on
        agreed.save()
        add_event(found, "disclosed", on=on, by=by, details={"disclosure": agreed.pk, "for": agreed.kind})
        return agreed


def consented(case: Case, disclosure: int, *kinds: str) -> Disclosure:
    """A request of this case to which her consent stands.

    Raises:
        ConsentMissing: There is none of these kinds.
    """
    found = case.disclosures.filter(pk=disclosure, state=State.CONSENTED, kind__in=kinds).first()
    if found is None:
        raise ConsentMissing
    return found
