"""Which countries have to do with an employer: who may rename it, and who may read of a private household."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from fairway_portal.accounts.models import Organisation
from fairway_portal.actors.employers import FoundEmployer
from fairway_portal.actors.models import Employer
from fairway_portal.register.placements.models import BarEntry, Placement, Relation


@dataclass(frozen=True, slots=True)
class Tie:
    """A country that has to do with an employer: a contract, a relation of one of its agencies, a bar."""

    employer: int
    country: str


def ties(employers: Collection[int]) -> frozenset[Tie]:
    """The ties of some employers, in three queries.

    Args:
        employers: Their keys.
    """
    found: set[Tie] = set()
    if not employers:
        return frozenset()
    contracts = Placement.objects.filter(Q(employer__in=employers) | Q(principal__in=employers))
    for *parties, origin, destination in contracts.values_list(
        "employer_id", "principal_id", "origin", "destination"
    ).distinct():
        found |= {Tie(one, country) for one in parties if one for country in (origin, destination)}
    relations = Relation.objects.filter(Q(employer__in=employers) | Q(principal__in=employers))
    for *parties, country in relations.values_list("employer_id", "principal_id", "agency__country").distinct():
        found |= {Tie(one, country) for one in parties if one}
    bars = BarEntry.objects.filter(employer__in=employers).values_list("employer_id", "country").distinct()
    return frozenset(found | {Tie(one, country) for one, country in bars})


def may_rename(one: Employer, ministry: Organisation) -> bool:
    """Whether officers of a ministry may give an employer another name.

    Its own country's may, and those of a country that has to do with it; so may whoever added it, until another
    country has to do with it.

    Args:
        one: Which.
        ministry: Hers.
    """
    countries = {tie.country for tie in ties([one.pk]) if tie.employer == one.pk}
    return ministry.country in {one.country, *countries} or (not countries and one.source == ministry.name)


def may_read(one: Employer, ministry: Organisation) -> bool:
    """Whether officers of a ministry may read its page: a household's only where they have to do with it.

    Args:
        one: Which.
        ministry: Hers.
    """
    if one.kind != Employer.Kind.HOUSEHOLD:
        return True
    return one.source == ministry.name or Tie(one.pk, ministry.country) in ties([one.pk])


def readable(found: Iterable[FoundEmployer], ministry: Organisation) -> tuple[FoundEmployer, ...]:
    """Those of a search whose pages officers of a ministry may read.

    Args:
        found: By the search.
        ministry: Hers.
    """
    every = tuple(found)
    codes = [one.code for one in every if one.kind == Employer.Kind.HOUSEHOLD]
    if not codes:
        return every
    rows = {one.pk: one for one in Employer.objects.filter(code__in=codes)}
    known = {tie.employer for tie in ties(rows) if tie.country == ministry.country}
    shown = {one.code for pk, one in rows.items() if pk in known or one.source == ministry.name}
    return tuple(one for one in every if one.kind != Employer.Kind.HOUSEHOLD or one.code in shown)
