"""Things of the register's part `orders` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fairway_portal.accounts.models import Membership
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.orders.models import JobOrder, Scheme
from tests.unit.portal.register.licensing.licensed import granted
from tests.unit.portal.register.orders import ordered

People = Mapping[str, Membership]


def _agency(people: People) -> Agency:
    """The agency NPL-900001, with a licence."""
    agency = Agency.objects.get(code="NPL-900001")
    if not Licence.objects.filter(agency=agency, state="licensed").exists():
        granted(people["licensing_officer"], agency)
    return agency


def _employer() -> Employer:
    return Employer.objects.filter(code="QAT-E900001").first() or ordered.employer(code="QAT-E900001")


def _draft(people: People) -> str:
    found = JobOrder.objects.filter(state="draft").first()
    return (found or ordered.entered(people["licensing_officer"], _agency(people), employer=_employer())).code


def _released(people: People) -> str:
    """One that is released to the agency, so that both sides see its applications."""
    found = JobOrder.objects.filter(state="released").first()
    return (found or ordered.released(people["licensing_officer"], _agency(people), employer=_employer())).code


def _allotment(people: People) -> str:
    found = Scheme.objects.first()
    return (found or ordered.scheme(people["licensing_officer"])).slug


SAMPLES: Final[dict[str, Callable[[People], str]]] = {
    "orders_draft": _draft,
    "orders_released": _released,
    "orders_allotment": _allotment,
}
