"""Everything that the public may read of one agency: licences, lists, findings, guarantees, codes, who acts with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import Q

from fairway.kernel.text import Text
from fairway.recruitment.rosters.fields import STATUSES
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.inspections import queries as inspections
from fairway_portal.register.inspections.queries import PublicFinding, PublicGuarantee
from fairway_portal.register.placements.models import Relation
from fairway_portal.register.public.families import family_of
from fairway_portal.register.public.guarding import public_words
from fairway_portal.register.public.licences import PublicLicence, licences_of_all
from fairway_portal.register.rosters.queries import Listing, listed

MOST = 50
"""Lines of one kind on a page: an agency with more is shown the first, and how many there are."""


@dataclass(frozen=True, slots=True)
class ListedAs:
    """What an edition of a published list says of the agency."""

    listing: Listing
    status: Text


@dataclass(frozen=True, slots=True)
class Membership:
    """A code of conduct; `verified` only where an officer asked those who run it."""

    code: str
    run_by: str
    since: date
    until: date | None
    verified: bool
    verified_on: date | None


@dataclass(frozen=True, slots=True)
class Together:
    """Another party with which the agency works; `code` where it is an agency with a page of its own."""

    code: str
    name: str
    country: str
    accreditation: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PublicAgency:
    """One agency on a day.

    Attributes:
        agency: The one that stands for itself.
        names: Others by which it is found.
        joined: Codes of those that turned out to be it.
        licences: Its public licences, the one to be read first first.
        lists: The newest edition first.
        findings: Of closed inspections.
        guarantees: Whether each holds what is required; never how much.
        memberships: In codes of conduct.
        sub_agents, principals: That work for it, and that it represents; private homes are left out.
        works_for: Agencies for which it recruits.
    """

    agency: Agency
    names: tuple[str, ...]
    joined: tuple[str, ...]
    licences: tuple[PublicLicence, ...]
    lists: tuple[ListedAs, ...]
    findings: tuple[PublicFinding, ...]
    guarantees: tuple[PublicGuarantee, ...]
    memberships: tuple[Membership, ...]
    sub_agents: tuple[Together, ...]
    principals: tuple[Together, ...]
    works_for: tuple[Together, ...]

    @property
    def invented(self) -> bool:
        """Whether something of it is made up."""
        return self.agency.demonstration or any(one.demonstration for one in self.licences)


def public_agency(agency: Agency, on: date) -> PublicAgency:
    """What the public may read of an agency.

    Args:
        agency: One that stands for itself (`actors.queries.agency`).
        on: The day.
    """
    family = list(family_of([agency.pk]))
    names = dict.fromkeys(agency.names.order_by("pk").values_list("name", flat=True))
    joined = Agency.objects.filter(joined_to=agency).order_by("code").values_list("code", flat=True)
    sub_agents, principals, works_for = _together(family, on)
    return PublicAgency(
        agency=agency, names=tuple(name for name in names if name != agency.name), joined=tuple(joined),
        licences=licences_of_all([agency.pk], on).get(agency.pk, ()),
        lists=tuple(ListedAs(one, STATUSES.get(one.status, STATUSES[""])) for one in listed(agency)),
        findings=tuple(_guarded(one) for one in inspections.public_findings(agency)),
        guarantees=inspections.public_guarantees(agency), memberships=_memberships(agency),
        sub_agents=sub_agents, principals=principals, works_for=works_for,
    )  # fmt: skip


def _guarded(one: PublicFinding) -> PublicFinding:
    return replace(one, words=public_words(one.words), answer=public_words(one.answer))


def _memberships(agency: Agency) -> tuple[Membership, ...]:
    return tuple(
        Membership(one.code, one.run_by, one.since, one.until, one.verified, one.verified_on)
        for one in inspections.conduct_of(agency)
    )


def _together(
    family: Sequence[int], on: date
) -> tuple[tuple[Together, ...], tuple[Together, ...], tuple[Together, ...]]:
    """Sub-agents, principals, and agencies it works for, by the relations of today."""
    today = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    rows = (
        Relation.objects.filter(Q(agency__in=family) | Q(sub_agent__in=family), today)
        .exclude(kind=Relation.Kind.ACTS_FOR)
        .select_related("agency__joined_to", "sub_agent__joined_to", "principal", "employer")
        .order_by("since", "pk")
    )
    sub_agents: list[Together] = []
    principals: list[Together] = []
    works_for: list[Together] = []
    for row in rows:
        if row.kind == Relation.Kind.REPRESENTS:
            principals += _employer(row, row.principal or row.employer)
        elif row.agency_id in family:
            sub_agents += _agency(row, row.sub_agent)
        else:
            works_for += _agency(row, row.agency)
    return tuple(sub_agents), tuple(principals), tuple(works_for)


def _agency(row: Relation, other: Agency | None) -> list[Together]:
    if other is None or (other.demonstration and not settings.DEMONSTRATION):
        return []
    one = other.joined_to or other
    return [Together(one.code, one.name, one.country, row.accreditation, row.since, row.until)]


def _employer(row: Relation, other: Employer | None) -> list[Together]:
    """A principal or employer abroad; a private home has no public name."""
    if other is None or other.kind == Employer.Kind.HOUSEHOLD:
        return []
    if other.demonstration and not settings.DEMONSTRATION:
        return []
    return [Together("", other.name, other.country, row.accreditation, row.since, row.until)]
