"""Finding an agency by whatever somebody types: part of a name, in any script, mistyped; a licence number; a code.

Candidates come from the table of keys, weighed in the database; the names of the best of them are then compared with
what was typed. How this was chosen, and what it costs, is in `docs/explanation/agency-search.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from fairway.recruitment.names import asked_keys, licence_forms, licence_keys, read
from fairway_portal.actors.finding import CANDIDATES, LEAST, LONGEST, MOST, Tables, asked_for, candidates, compared
from fairway_portal.actors.models import Agency, AgencyKey, AgencyName
from fairway_portal.actors.numbering import code_meant

__all__ = ["LONGEST", "FoundAgency", "find"]

TABLES: Final = Tables(AgencyKey, AgencyName, "agency_id")
LICENCE_WEIGHT: Final = 40
"""Of a key of a licence number, beside 1 to 6 for those of a name."""
BY_NUMBER: Final = 0.9
"""Likeness of a licence number of which only the number itself was typed."""


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency that answers a search.

    Attributes:
        code: `NPL-000012`.
        name: The present one.
        names: Others: former, trading, in other scripts.
        country: ISO 3166-1 alpha-3.
        city, licence_number: As the list it was read from writes them, or empty.
        likeness: How well it answers, from 0 to 1.
        demonstration: Whether it is made up.
    """

    code: str
    name: str
    names: tuple[str, ...]
    country: str
    city: str
    licence_number: str
    likeness: float
    demonstration: bool = False


def find(text: str, *, country: str = "", limit: int = 20) -> tuple[FoundAgency, ...]:
    """The agencies that a text may mean, best first.

    Args:
        text: What was typed; only the first 250 letters count.
        country: ISO 3166-1 alpha-3 of the agency's country, or empty for all.
        limit: How many at most; never more than 100.

    Returns:
        Agencies at least half alike. Demonstration agencies only where the installation demonstrates.
    """
    text = asked_for(text)
    limit = min(limit, MOST)
    if not text or limit < 1:
        return ()
    asked = read(text)
    weights = dict(asked_keys(asked)) | dict.fromkeys(licence_keys(text), LICENCE_WEIGHT)
    near = candidates(TABLES, weights, country, CANDIDATES)
    likeness = compared(asked, near)
    code, licence = code_meant(text), licence_forms(text)
    wanted = set(sorted(likeness, key=lambda agency: (-likeness[agency], agency))[:limit])
    wanted |= {one.actor for one in near if one.weight >= LICENCE_WEIGHT}
    if code:
        wanted |= set(Agency.objects.filter(code=code).values_list("pk", flat=True))
    found = [
        (max(likeness.get(agency.pk, 0.0), _by_number(agency, code, licence)), agency)
        for agency in _seen(wanted, country)
    ]
    best = [one for one in found if one[0] >= LEAST]
    return _found(sorted(best, key=lambda one: (-one[0], one[1].name, one[1].code))[:limit])


def _seen(ids: Iterable[int], country: str) -> Iterator[Agency]:
    """The agencies that may be shown. Not left to the database, which would rather look through all of a country."""
    for agency in Agency.objects.filter(pk__in=set(ids)):
        hidden = agency.joined_to_id is not None or (agency.demonstration and not settings.DEMONSTRATION)
        if not hidden and country in ("", agency.country):
            yield agency


def _found(best: Sequence[tuple[float, Agency]]) -> tuple[FoundAgency, ...]:
    """What a page shows of the agencies."""
    names: dict[int, list[str]] = {}
    rows = AgencyName.objects.filter(agency__in=[agency.pk for _, agency in best]).order_by("pk")
    for owner, name in rows.values_list("agency_id", "name"):
        names.setdefault(owner, []).append(name)
    return tuple(
        FoundAgency(
            agency.code,
            agency.name,
            tuple(name for name in names.get(agency.pk, ()) if name != agency.name),
            agency.country,
            agency.city,
            agency.licence_number,
            round(likeness, 4),
            agency.demonstration,
        )
        for likeness, agency in best
    )


def _by_number(agency: Agency, code: str, licence: tuple[str, ...]) -> float:
    """How well a code or licence number answers."""
    if code == agency.code:
        return 1.0
    held = licence_forms(agency.licence_number) if licence else ()
    if set(licence[:2]) & set(held[:2]):
        return 1.0
    # `0102` asks for `RL-0102`; a name with a number in it (`Hope 21`) does not ask for licence 21.
    return BY_NUMBER if held and licence[0].isdigit() and licence[0] in held else 0.0
