"""Which orders and lotteries somebody of the desk may see, and on whose behalf she acts."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.desk.guarding import country_of, own_agency
from fairway_portal.register.orders.models import JobOrder, Scheme
from fairway_portal.register.orders.states import ACTS, OrderAct, State


@dataclass(frozen=True, slots=True)
class Side:
    """On whose behalf she acts.

    Attributes:
        country: Of her ministry; empty: of an agency.
        agency: Her agency; None: of a ministry.
    """

    country: str
    agency: Agency | None

    def may(self, act: OrderAct, order: JobOrder) -> bool:
        """Whether she may do this act on this order, whatever its state."""
        rule = ACTS[act]
        if self.agency is not None:
            return rule.agency and order.agency_id == self.agency.pk
        return (rule.officer and order.origin == self.country) or (rule.abroad and order.destination == self.country)

    def acts(self, order: JobOrder) -> tuple[OrderAct, ...]:
        """What she may do on it now."""
        return tuple(act for act, rule in ACTS.items() if State(order.state) in rule.before and self.may(act, order))


def side_of(request: DeskRequest) -> Side:
    """On whose behalf she acts.

    Raises:
        NoCountry: Her ministry has no country.
        NoAgency: None is set for her organisation.
    """
    if request.membership.role == Role.AGENCY:
        return Side("", own_agency(request))
    return Side(country_of(request), None)


def orders_of(side: Side) -> QuerySet[JobOrder]:
    """The orders that she may see: of her agency; or from or to her country, these once they are submitted."""
    seen = JobOrder.objects.select_related("agency", "employer")
    if not settings.DEMONSTRATION:
        seen = seen.filter(demonstration=False)
    if side.agency is not None:
        return seen.filter(agency=side.agency)
    abroad = Q(destination=side.country) & ~Q(state=State.DRAFT)
    return seen.filter(Q(origin=side.country) | abroad)


def order_for(request: DeskRequest, code: str) -> tuple[Side, JobOrder]:
    """An order that she may see.

    Raises:
        Http404: There is none.
        NotAllowed: It is another agency's or authority's.
    """
    side = side_of(request)
    if not JobOrder.objects.filter(code=code).exists():
        raise Http404
    found = orders_of(side).filter(code=code).first()
    refuse_unless(found is not None)
    assert found is not None
    return side, found


def sees_applications(side: Side, order: JobOrder) -> bool:
    """Officers of the country of origin; the order's agency from its release on, until it ends."""
    if side.agency is not None:
        return order.agency_id == side.agency.pk and order.state == State.RELEASED
    return order.origin == side.country


def scheme_for(request: DeskRequest, slug: str) -> Scheme:
    """A lottery of her authority, or of which her ministry is a party.

    Raises:
        Http404: There is none.
        NotAllowed: It is another authority's.
    """
    found = Scheme.objects.select_related("order").filter(slug=slug).first()
    if found is None:
        raise Http404
    refuse_unless(keeps(request, found) or bool(own_parties(request, found)))
    return found


def keeps(request: DeskRequest, scheme: Scheme) -> bool:
    """Whether her authority keeps it."""
    return scheme.country == country_of(request)


def own_parties(request: DeskRequest, scheme: Scheme) -> tuple[str, ...]:
    """The parties for which she may commit and reveal: her ministry's; those elsewhere for the one that keeps it."""
    own = request.membership.organisation_id
    keeper = keeps(request, scheme)
    return tuple(
        one["name"] for one in scheme.parties if one["organisation"] == own or (one["organisation"] is None and keeper)
    )
