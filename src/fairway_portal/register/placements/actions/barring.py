"""Barring an employer or principal from being given workers, and lifting the bar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Employer
from fairway_portal.register.licensing import feed
from fairway_portal.register.placements.bars import bar_on
from fairway_portal.register.placements.errors import BarRefused
from fairway_portal.register.placements.models import BarEntry

_FARTHEST: Final = timedelta(days=36_525)


@transaction.atomic
def bar_employer(
    *,
    by: Person,
    employer: Employer,
    country: str,
    effective: date,
    reason: str,
    legal_basis: str,
    authority: str,
    until: date | None = None,
) -> BarEntry:
    """Bars an employer. The reason is public for an organisation; of a private household nothing is published.

    Args:
        by: The officer.
        employer: Which.
        country: For whose workers (ISO 3166-1 alpha-3).
        effective: First day.
        reason, legal_basis, authority: As the authority says them.
        until: Last day, or None.

    Raises:
        BarRefused: It is barred already, the days are out of order or a hundred years away, or the reason is missing.
    """
    one = _locked(employer)
    _refuse_odd(one, reason, legal_basis, effective, until)
    if until is not None and until < effective:
        raise _refused(one, Text("Its last day lies before its first."))
    if bar_on(one, country, effective) is not None:
        raise _refused(one, Text("It is barred already on that day; lift that bar first."))
    entry = BarEntry.objects.create(
        employer=one, country=country, act=BarEntry.Act.BAR, effective=effective, until=until,
        authority=authority[:200], legal_basis=legal_basis[:300], reason=reason, by=by,
    )  # fmt: skip
    _recorded(by, entry, "employer.barred")
    return entry


@transaction.atomic
def lift_bar(
    *, by: Person, employer: Employer, country: str, effective: date, reason: str, legal_basis: str, authority: str
) -> BarEntry:
    """Lifts a bar from a day on.

    Raises:
        BarRefused: It is not barred on that day, the day is a hundred years away, or the reason is missing.
    """
    one = _locked(employer)
    _refuse_odd(one, reason, legal_basis, effective)
    if bar_on(one, country, effective) is None:
        raise _refused(one, Text("It is not barred on that day."))
    entry = BarEntry.objects.create(
        employer=one, country=country, act=BarEntry.Act.LIFT, effective=effective, authority=authority[:200],
        legal_basis=legal_basis[:300], reason=reason, by=by,
    )  # fmt: skip
    _recorded(by, entry, "employer.bar_lifted")
    return entry


def _locked(employer: Employer) -> Employer:
    """Of two officers who bar one employer at a time, the second sees what the first did."""
    return Employer.objects.select_for_update().get(pk=employer.pk)


def _refuse_odd(one: Employer, reason: str, legal_basis: str, *days: date | None) -> None:
    if not reason.strip() or not legal_basis.strip():
        raise _refused(one, Text("Write the reason and the legal basis."))
    today = localdate()
    if any(day is not None and abs(day - today) > _FARTHEST for day in days):
        raise _refused(one, Text("Choose days within a hundred years of today."))


def _refused(employer: Employer, why: Text) -> BarRefused:
    return BarRefused(
        Text("Nothing was recorded for {code}.", code=employer.code), advice=why, details={"code": employer.code}
    )


def _recorded(by: Person, entry: BarEntry, kind: str) -> None:
    one = entry.employer
    audit.record(by=by, action=kind, subject=f"employer {one.code}", reason=entry.reason, country=entry.country)
    if one.kind == Employer.Kind.HOUSEHOLD:  # a private home: never named publicly
        return
    feed.publish(
        kind=kind, country=entry.country, subject=one.code, effective=entry.effective, demonstration=one.demonstration,
        details={"name": one.name, "country": one.country, "reason": entry.reason, "legal_basis": entry.legal_basis,
                 "authority": entry.authority, "until": entry.until},
    )  # fmt: skip
