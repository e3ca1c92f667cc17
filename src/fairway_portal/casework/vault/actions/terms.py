"""How long a report stays, and whether she still wants it worked on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from fairway_portal.casework.vault.errors import NothingHere, told
from fairway_portal.casework.vault.models import Report


def withdraw(report: UUID, on: date) -> None:
    """Marks that she does not want it worked on any more; the first day stays.

    Raises:
        NothingHere: There is no such report, or it is erased.
    """
    _live(report)
    with told(), transaction.atomic(using="casework"):
        Report.objects.filter(pk=report, erased=None, withdrawn=None).update(withdrawn=on)


def extend(report: UUID, until: date) -> None:
    """Keeps a report for longer, while a case needs it; never for less long than before.

    Raises:
        NothingHere: There is no such report, or it is erased.
    """
    _live(report)
    with told(), transaction.atomic(using="casework"):
        Report.objects.filter(pk=report, erased=None).update(expires=Greatest("expires", Value(until)))


def _live(report: UUID) -> None:
    with told():
        if not Report.objects.filter(pk=report, erased=None).exists():
            raise NothingHere
