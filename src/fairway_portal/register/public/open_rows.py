"""The rows of the open data files, read in batches: a register of any size takes no more memory than a batch of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from fairway_portal.actors.models import Agency, AgencyName
from fairway_portal.actors.queries import visible
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.public.barred import bars
from fairway_portal.register.public.families import granted, with_public_history
from fairway_portal.register.public.guarding import public_words
from fairway_portal.register.public.licences import PublicLicence, licences_of_all, public_licence

BATCH: Final = 500
AGENCIES: Final = (
    "agency", "name", "other_names", "country", "kind", "city", "licence_number", "state", "in_force", "since",
    "licences", "joined", "listed_by", "demonstration",
)  # fmt: skip
LICENCES: Final = (
    "country", "licence_number", "agency", "agency_name", "authority", "state", "in_force", "since", "valid_from",
    "valid_to", "suspended_until", "sectors", "destinations", "conditions", "act", "reason", "legal_basis", "appeal",
    "act_held_up_by_appeal", "demonstration",
)  # fmt: skip
BARRED: Final = (
    "employer", "name", "kind", "employer_country", "city", "country", "since", "until", "authority", "reason",
    "legal_basis", "demonstration",
)  # fmt: skip


def agency_rows(on: date, country: str = "") -> Iterator[dict[str, Any]]:
    """Every agency that stands for itself, with the licence that tells most of it.

    Args:
        on: The day.
        country: ISO 3166-1 alpha-3 of the agency, or empty for all.
    """
    agencies = visible().filter(country=country) if country else visible()
    for some in _batches(agencies.select_related(None)):
        keys = [one.pk for one in some]
        held = licences_of_all(keys, on)
        names: dict[int, list[str]] = {}
        for owner, name in AgencyName.objects.filter(agency__in=keys).order_by("pk").values_list("agency_id", "name"):
            names.setdefault(owner, []).append(name)
        joined: dict[int, list[str]] = {}
        codes = Agency.objects.filter(joined_to__in=keys).order_by("code").values_list("joined_to_id", "code")
        for owner_key, code in codes:
            joined.setdefault(owner_key or 0, []).append(code)
        for one in some:
            others = [name for name in names.get(one.pk, ()) if name != one.name]
            yield _agency(one, held.get(one.pk, ()), others, joined.get(one.pk, []))


def _agency(one: Agency, held: tuple[PublicLicence, ...], others: list[str], joined: list[str]) -> dict[str, Any]:
    first = held[0] if held else None
    return {
        "agency": one.code,
        "name": one.name,
        "other_names": others,
        "country": one.country,
        "kind": one.kind,
        "city": one.city,
        "licence_number": first.number if first else one.licence_number,
        "state": first.standing.state.value if first else None,
        "in_force": first.standing.in_force if first else None,
        "since": first.standing.since.isoformat() if first else None,
        "licences": len(held),
        "joined": joined,
        "listed_by": one.source,
        "demonstration": one.demonstration,
    }


def licence_rows(on: date, country: str = "") -> Iterator[dict[str, Any]]:
    """Every licence that was granted once, as it stands on a day.

    Args:
        on: The day.
        country: ISO 3166-1 alpha-3 of the authority, or empty for all.
    """
    rows = Licence.objects.filter(granted())
    rows = rows.filter(country=country) if country else rows
    for some in _batches(with_public_history(rows).select_related("agency__joined_to")):
        for row in some:
            holder = row.agency.joined_to or row.agency
            yield _licence(public_licence(row, holder.pk, on), holder)


def _licence(one: PublicLicence, holder: Agency) -> dict[str, Any]:
    standing, because = one.standing, one.because
    return {
        "country": one.country,
        "licence_number": one.number,
        "agency": holder.code,
        "agency_name": holder.name,
        "authority": one.authority,
        "state": standing.state.value,
        "in_force": standing.in_force,
        "since": standing.since.isoformat(),
        "valid_from": _day(standing.valid_from),
        "valid_to": _day(standing.valid_to),
        "suspended_until": _day(one.until),
        "sectors": list(one.sectors),
        "destinations": list(one.destinations),
        "conditions": one.conditions,
        "act": because.act.value if because else None,
        "reason": because.reason if because else None,
        "legal_basis": because.legal_basis if because else None,
        "appeal": because.appeal.state if because and because.appeal else None,
        "act_held_up_by_appeal": one.stayed.act.value if one.stayed else None,
        "demonstration": one.demonstration,
    }


def barred_rows(on: date, country: str = "") -> Iterator[dict[str, Any]]:
    """Every bar that holds on a day; private homes are left out.

    Args:
        on: The day.
        country: Of the authority or the employer (ISO 3166-1 alpha-3), or empty for all.
    """
    for one in bars(on, country):
        yield {
            "employer": one.code,
            "name": one.name,
            "kind": one.kind,
            "employer_country": one.place,
            "city": one.city,
            "country": one.country,
            "since": one.since.isoformat(),
            "until": _day(one.until),
            "authority": public_words(one.authority),
            "reason": one.reason,
            "legal_basis": one.legal_basis,
            "demonstration": one.demonstration,
        }


def _batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Rows by their key, a batch at a time: the next one begins after the last key of the one before."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield some
        last = some[-1].pk


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
