"""Adding an event to a case: the one way in which a case changes."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from fairway_portal.casework.cases.chain import digest_of
from fairway_portal.casework.cases.errors import ActedMeanwhile, NoSuchCase
from fairway_portal.casework.cases.models import Case, CaseEvent

ALIAS: Final = "casework"
"""The database of casework."""


def locked(case: UUID, version: int | None = None) -> Case:
    """A case that nobody else changes until the transaction ends.

    Args:
        case: Its id.
        version: As the page knew it that somebody acted from; None where it does not matter.

    Raises:
        NoSuchCase: It was erased.
        ActedMeanwhile: It is another version by now.
    """
    assert transaction.get_connection(ALIAS).in_atomic_block
    found = Case.objects.select_for_update(of=("self",)).select_related("office").filter(pk=case).first()
    if found is None:
        raise NoSuchCase
    if version is not None and found.version != version:
        raise ActedMeanwhile
    return found


def add_event(
    case: Case, kind: str, *, on: date, by: int | None, shown: bool = True, details: dict[str, Any] | None = None
) -> CaseEvent:
    """Writes an event at the end of a case's chain, and the case with it.

    Args:
        case: As `locked` gave it, or one that was just made.
        kind: A key of `words.EVENTS`.
        on: The day.
        by: Primary key of `accounts.Person`; None: the worker, or time.
        shown: Whether she sees it.
        details: Codes, numbers and days.
    """
    last = CaseEvent.objects.filter(case=case.pk).order_by("-number").first()
    event = CaseEvent(
        case=case.pk,
        number=last.number + 1 if last else 1,
        kind=kind,
        day=on,
        by=by,
        details=details or {},
        shown=shown,
        before=last.digest if last else "",
    )
    event.digest = digest_of(event)
    event.save()
    case.version = event.number
    case.save()
    return event
