"""A licence as the public reads it: how it stands today and why, what was done to it, which appeals there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.history import Standing
from fairway.recruitment.licences.states import ACTS, Act, State
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry
from fairway_portal.register.licensing.queries import standing_of
from fairway_portal.register.public.families import family_of, public_licences
from fairway_portal.register.public.glances import reading_order
from fairway_portal.register.public.guarding import public_words

LOST: Final = frozenset({State.SUSPENDED, State.REVOKED, State.EXPIRED, State.SURRENDERED, State.BARRED})
"""States in which a licence that was held is not."""


@dataclass(frozen=True, slots=True)
class PublicAppeal:
    """That there is an appeal, and what became of it; its grounds are the agency's own.

    Attributes:
        state: A value of `Appeal.State`.
        filed, decided: Days.
        stays: Whether the act does not hold until it is decided.
    """

    state: str
    filed: date
    decided: date | None
    stays: bool


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """One act that the public may read.

    Attributes:
        number: Its place in the whole history; acts that are not public leave gaps.
        act, done: What was done; as a history says it.
        effective: From when it holds.
        authority, reason, legal_basis, conditions: As the authority says them, without what may identify a person.
        valid_from, valid_to, until: Days after it.
        appeal: The one against it.
    """

    number: int
    act: Act
    done: Text
    effective: date
    authority: str
    reason: str
    legal_basis: str
    conditions: str
    valid_from: date | None
    valid_to: date | None
    until: date | None
    appeal: PublicAppeal | None


@dataclass(frozen=True, slots=True)
class PublicLicence:
    """One licence on a day.

    Attributes:
        agency: Key of the agency that stands for its holder.
        number: Empty for a bar of an agency that never had one.
        country: ISO 3166-1 alpha-3 of the authority's country.
        authority: Its name.
        sectors, destinations: Codes; empty: all.
        standing: On the day.
        because: The public act that made it so, or None where days that passed, or an appeal, did.
        conditions: Those that hold, or empty.
        until: The last day of a suspension that ends by itself.
        history: The newest first.
        demonstration: Whether it is made up.
    """

    agency: int
    number: str
    country: str
    authority: str
    sectors: tuple[str, ...]
    destinations: tuple[str, ...]
    standing: Standing
    because: PublicEntry | None
    conditions: str
    until: date | None
    history: tuple[PublicEntry, ...]
    demonstration: bool

    @property
    def appeal(self) -> PublicAppeal | None:
        """An appeal that is not decided yet."""
        pending = (one.appeal for one in self.history if one.appeal and one.appeal.state == Appeal.State.FILED)
        return next(pending, None)

    @property
    def stayed(self) -> PublicEntry | None:
        """The act that does not hold today because of an appeal."""
        return next(
            (one for one in self.history if one.appeal and one.appeal.stays and one.appeal.decided is None), None
        )


def licences_of_all(agencies: Iterable[int], on: date) -> dict[int, tuple[PublicLicence, ...]]:
    """Key of an agency → its public licences as they stand on a day, the one to be read first first."""
    family = family_of(agencies)
    found: dict[int, list[PublicLicence]] = {}
    for row in public_licences(family):
        found.setdefault(family[row.agency_id], []).append(public_licence(row, family[row.agency_id], on))
    return {agency: tuple(sorted(held, key=_first)) for agency, held in found.items()}


def public_licence(row: Licence, agency: int, on: date) -> PublicLicence:
    """One licence; its entries and their appeals are prefetched.

    Args:
        row: The licence.
        agency: Key of the agency that stands for its holder.
        on: The day.
    """
    standing = standing_of(row, on)
    entries = {one.number: public_entry(one) for one in row.entries.all() if ACTS[Act(one.act)].public}
    because = entries.get(standing.because.number) if standing.because else None
    return PublicLicence(
        agency=agency, number=row.number, country=row.country, authority=row.authority, sectors=tuple(row.sectors),
        destinations=tuple(row.destinations), standing=standing, because=because,
        conditions=public_words(row.conditions) if standing.state not in LOST else "",
        until=because.until if because and standing.state is State.SUSPENDED else None,
        history=tuple(entries[number] for number in sorted(entries, reverse=True)), demonstration=row.demonstration,
    )  # fmt: skip


def public_entry(row: LicenceEntry) -> PublicEntry:
    """One entry of the history, without who acted and what the desk noted."""
    act = Act(row.act)
    appeal = row._state.fields_cache.get("appealed")
    return PublicEntry(
        number=row.number, act=act, done=ACTS[act].done, effective=row.effective, authority=row.authority,
        reason=public_words(row.reason), legal_basis=public_words(row.legal_basis),
        conditions=public_words(row.conditions), valid_from=row.valid_from, valid_to=row.valid_to, until=row.until,
        appeal=_appeal(appeal) if appeal is not None else None,
    )  # fmt: skip


def _appeal(row: Appeal) -> PublicAppeal:
    decided = timezone.localdate(row.decided) if row.decided else None
    return PublicAppeal(row.state, timezone.localdate(row.filed), decided, row.stays)


def _first(one: PublicLicence) -> tuple[int, int, str]:
    return reading_order(one.standing, one.number)
