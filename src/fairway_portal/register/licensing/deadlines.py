"""What falls due for the officers of a country: licences and appeals, and what other parts of the register add."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fairway.recruitment.licences.deadlines import HORIZON_DAYS, Deadline, HeldLicence, OpenAppeal, deadlines
from fairway.recruitment.licences.layers import HELD
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import State
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry
from fairway_portal.register.licensing.seeing import seen

Source = Callable[[str, date], Iterable[Deadline]]

SOURCES: Final[list[Source]] = []
"""Deadlines of other parts, of a country and a day; added to in the `ready` of a part's app."""

_WAITING: Final = (State.APPLIED.value, State.RENEWAL.value, State.CONDITIONAL.value, State.SUSPENDED.value)


def deadlines_of(country: str, today: date) -> tuple[Deadline, ...]:
    """Everything that is overdue or falls due soon in a country, the earliest first.

    Args:
        country: ISO 3166-1 alpha-3.
        today: The officer's day.
    """
    own = deadlines(
        today=today,
        rules=rules_of(country, today),
        licences=_licences(country, today),
        appeals=_appeals(country),
    )
    others = tuple(one for source in SOURCES for one in source(country, today))
    return tuple(sorted((*own, *others), key=lambda one: (one.due, one.kind, one.subject)))


def _licences(country: str, today: date) -> list[HeldLicence]:
    ending = Q(state__in=[one.value for one in HELD], valid_to__lte=today + timedelta(days=HORIZON_DAYS))
    rows: QuerySet[Licence] = (
        seen(Licence.objects.filter(country=country))
        .filter(Q(state__in=_WAITING) | ending)
        .select_related("agency__joined_to")
    )
    last = LicenceEntry.objects.filter(licence__in=rows, number=F("licence__version"))
    since = dict(last.values_list("licence", "effective"))
    return [
        HeldLicence(
            subject=f"licence {row.pk}",
            name=(row.agency.joined_to or row.agency).name,
            state=State(row.state),
            since=since.get(row.pk, today),
            valid_to=row.valid_to,
            until=row.until,
        )
        for row in rows
    ]


def _appeals(country: str) -> list[OpenAppeal]:
    rows = Appeal.objects.filter(
        state=Appeal.State.FILED, entry__licence__in=seen(Licence.objects.filter(country=country))
    ).select_related("entry__licence__agency__joined_to")
    return [
        OpenAppeal(
            subject=f"appeal {row.pk}",
            name=(row.entry.licence.agency.joined_to or row.entry.licence.agency).name,
            filed=timezone.localdate(row.filed),
            due=row.due,
        )
        for row in rows
    ]
