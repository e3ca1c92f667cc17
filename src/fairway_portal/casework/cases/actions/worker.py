"""What the worker does to the cases of her report, from the page that her number opens."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fairway_portal.casework.cases.actions.events import ALIAS, add_event, locked
from fairway_portal.casework.cases.actions.moving import settle
from fairway_portal.casework.cases.errors import NoSuchCase
from fairway_portal.casework.cases.models import Case, Disclosure
from fairway_portal.casework.cases.states import STATES

State = Disclosure.State
_ANSWERS = {
    (State.ASKED, True): State.CONSENTED,
    (State.ASKED, False): State.REFUSED,
    (State.REFUSED, True): State.CONSENTED,
    (State.CONSENTED, False): State.ENDED,
    (State.DONE, False): State.ENDED,
}
"""State of a request and her answer → what it is then; any other answer changes nothing."""


def answer(*, report: UUID, disclosure: int, consent: bool, on: date) -> None:
    """Notes that she consents, refuses, or takes her consent back; the same answer twice is one answer.

    Args:
        report: Id of her report.
        disclosure: Primary key of the request.
        consent: Her answer.
        on: The day.

    Raises:
        NoSuchCase: The report has no such request.
    """
    with transaction.atomic(using=ALIAS):
        asked = Disclosure.objects.filter(pk=disclosure, case__report=report).values_list("case", flat=True).first()
        if asked is None:
            raise NoSuchCase
        case = locked(asked)
        found = Disclosure.objects.get(pk=disclosure)
        after = _ANSWERS.get((State(found.state), consent))
        if after is None:
            return
        found.state, found.answered = after, on
        found.save()
        kind = {State.CONSENTED: "consented", State.REFUSED: "refused", State.ENDED: "consent_ended"}[after]
        add_event(case, kind, on=on, by=None, details={"disclosure": found.pk, "for": found.kind})


def withdrawn_by_worker(*, report: UUID, on: date) -> None:
    """Ends every case of a report that she took back, and every consent that has not served yet.

    Args:
        report: Id of her report.
        on: The day.
    """
    with transaction.atomic(using=ALIAS):
        for pk in Case.objects.filter(report=report).order_by("pk").values_list("pk", flat=True):
            case = locked(pk)
            case.disclosures.filter(state__in=[State.ASKED, State.CONSENTED]).update(state=State.ENDED, answered=on)
            if not STATES[case.state].ends:
                settle(case, "withdrawn", on)
                add_event(case, "withdrawn", on=on, by=None, details={"move": "withdraw", "state": "withdrawn"})
