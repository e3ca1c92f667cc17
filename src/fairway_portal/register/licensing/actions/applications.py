"""Applying for a licence: by the agency itself, or entered by an officer from paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import Act
from fairway.recruitment.ratings.items import SECTORS
from fairway.reference import places
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.actions.acts import enter
from fairway_portal.register.licensing.actions.asking import AskedAct
from fairway_portal.register.licensing.actions.refusing import refusals_recorded
from fairway_portal.register.licensing.errors import UnusableAct
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Licence
from fairway_portal.surveys.writing import writing

MOST_DESTINATIONS: Final = 60


def apply_for(
    *,
    by: Person | None,
    agency: Agency,
    country: str,
    effective: date,
    reason: str,
    legal_basis: str,
    authority: str,
    sectors: Sequence[str] = (),
    destinations: Sequence[str] = (),
    note: str = "",
    evidence: Sequence[Upload] = (),
    key: UUID | None = None,
) -> Licence:
    """Keeps an application: a licence whose history begins.

    Args:
        by: Who applies or enters it.
        agency: Who is to hold it; of one that was joined to another, the other holds it.
        country: ISO 3166-1 alpha-3 of the authority's country.
        effective: The day of the application.
        reason: What it is for, in the agency's words.
        legal_basis: Law and article.
        authority: Which decides.
        sectors: Codes of `SECTORS`; empty: all.
        destinations: Codes or names of countries; empty: all.
        note: For the desk alone.
        evidence: Files that the law asks for.
        key: Of the form: the same form sent twice makes one licence.

    Raises:
        UnusableAct: A sector is unknown, or something is missing or too long.
        UnknownCode: A destination is no country.
        ActRefused: The rules refuse the application.
        EvidenceRefused: A file is not of a kind that is kept; nothing was recorded.
    """
    holder = agency.joined_to or agency
    asked = AskedAct(Act.APPLY, effective, reason, legal_basis, authority or _authority(country, effective), note=note)
    with refusals_recorded(by=by, subject=f"agency {holder.code}", asked=Act.APPLY.value), writing():
        list(Agency.objects.select_for_update().filter(pk=holder.pk))  # of the same form twice, the second waits here
        known = Licence.objects.filter(key=key).first() if key else None
        if known is not None:
            return known
        licence = Licence.objects.create(
            agency=holder,
            country=country,
            authority=asked.authority,
            sectors=_sectors(sectors),
            destinations=_destinations(destinations),
            state="applied",
            key=key,
            demonstration=holder.demonstration,
        )
        enter(by=by, licence=licence, saw=0, asked=asked, evidence=evidence)
    return licence


def _authority(country: str, on: date) -> str:
    return rules_of(country, on).authority


def _sectors(given: Sequence[str]) -> list[str]:
    for one in given:
        if one not in SECTORS:
            raise UnusableAct(
                Text("“{sector}” is no sector here.", sector=one),
                advice=Text("Choose among: {known}.", known=", ".join(SECTORS)),
            )
    return sorted(set(given))


def _destinations(given: Sequence[str]) -> list[str]:
    if len(given) > MOST_DESTINATIONS:
        raise UnusableAct(
            Text("{n} destinations are too many.", n=len(given)), advice=Text("Leave them empty for all countries.")
        )
    return sorted({places.find(one).iso3 for one in given})
