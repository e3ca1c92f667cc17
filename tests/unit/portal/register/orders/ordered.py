"""Job orders and lotteries for tests: an office of a country without rules of its own, an agency, an employer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from fairway.recruitment.contracts.terms import Money, Terms
from fairway.recruitment.lottery.terms import LotteryTerms, PublicDraw, Quota
from fairway_portal.accounts.models import Membership
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.orders import actions
from fairway_portal.register.orders.actions import AskedOrder, Party, Verified
from fairway_portal.register.orders.eligibility import COSTS
from fairway_portal.register.orders.models import JobOrder, Scheme
from fairway_portal.register.orders.states import OrderAct, State
from tests.unit.portal.register.licensing.licensed import agency, granted

_numbers = count(1)
CAPACITY = Verified("attache", "Visited the site and read the trade register")
FORWARD = (OrderAct.SUBMIT, OrderAct.VERIFY, OrderAct.POST, OrderAct.RELEASE)


def employer(country: str = "QAT", **fields: Any) -> Employer:
    number = next(_numbers)
    given = {"code": f"{country}-E{900_000 + number:06d}", "name": f"Doha Works {number}", "country": country}
    return Employer.objects.create(**given | fields)


def terms(sector: str = "construction", **values: Any) -> Terms:
    given: dict[str, Any] = {
        "pay": Money(Decimal(1400), "QAR", "month"), "weekly_hours": Decimal(48), "weekly_rest": Decimal(1),
        "food": "free", "housing": "free", "keeps_passport": True,
    }  # fmt: skip
    return Terms("promised", given | values, sector)


def asked(of: Agency | None, **more: Any) -> AskedOrder:
    given: dict[str, Any] = {
        "destination": "QAT", "sector": "construction", "occupation": "7112", "title": "Mason", "places": 20,
        "agency": of, "employer": more.pop("employer", None) or employer(), "terms": terms(),
        "costs": dict.fromkeys(COSTS, "employer"), "closes": timezone.localdate() + timedelta(days=30),
    }  # fmt: skip
    return AskedOrder(**given | more)


def entered(by: Membership, of: Agency | None = None, *, licensed: bool = True, **more: Any) -> JobOrder:
    """A draft that an officer entered for a licensed agency of her country."""
    if of is None and licensed:
        of = agency(by.organisation.country)
        granted(by, of)
    country = by.organisation.country
    return actions.enter_order(by=by.person, origin=country, country=country, asked=asked(of, **more), key=uuid4())


def act(by: Membership, order: JobOrder, what: OrderAct, **more: Any) -> JobOrder:
    order.refresh_from_db()
    verified = Verified("attache", "Visited the site", "Pay was raised in writing") if what is OrderAct.VERIFY else None
    given: dict[str, Any] = {
        "saw": order.version, "country": by.organisation.country, "reason": f"Because of {what.value}",
        "verified": verified,
    }  # fmt: skip
    actions.act_on(by=by.person, order=order, act=what, **given | more)
    order.refresh_from_db()
    return order


def posted(by: Membership, of: Agency | None = None, **more: Any) -> JobOrder:
    order = entered(by, of, **more)
    for what in FORWARD[:3]:
        act(by, order, what)
    return order


def released(by: Membership, of: Agency | None = None, **more: Any) -> JobOrder:
    """Posted long enough ago, and released."""
    order = posted(by, of, **more)
    JobOrder.objects.filter(pk=order.pk).update(public_until=timezone.localdate() - timedelta(days=1))
    return act(by, order, OrderAct.RELEASE)


def applied(order: JobOrder, name: str = "Asha", **more: Any) -> str:
    form = more.pop("form", None) or uuid4()
    reach = more.pop("reach", None) or f"+977 98{next(_numbers):08d}"
    wanted = actions.AskedApplication(name, reach, "Masonry", more.pop("strata", {}))
    return actions.apply_for_job(order=order, asked=wanted, form=form, language="en")


HOURS = timedelta(hours=1)


def lottery_terms(parties: tuple[str, ...], **more: Any) -> LotteryTerms:
    closes = timezone.now().replace(microsecond=0) + 2 * HOURS
    given: dict[str, Any] = {
        "parties": parties, "places": 3, "closes": closes, "reveal_until": closes + timedelta(days=2),
        "quotas": (Quota({"sex": "F"}, 1),),
    }  # fmt: skip
    return LotteryTerms(**given | more)


def scheme(by: Membership, other: Membership | None = None, **more: Any) -> Scheme:
    """An open round of the ministries of two officers, or of one and an authority elsewhere."""
    names = (by.organisation.name, other.organisation.name if other else "Ministry elsewhere")
    parties = (Party(names[0], by.organisation_id), Party(names[1], other.organisation_id if other else None))
    order = more.pop("order", None)
    if other is None:
        more = {"public_draw": PublicDraw("First prize", (timezone.now() + timedelta(days=6)).date())} | more
    return actions.open_scheme(
        by=by.person, country=by.organisation.country, slug=f"scheme-{next(_numbers)}", title="To Korea",
        parties=parties, terms=lottery_terms(names, **more), order=order, key=uuid4(),
    )  # fmt: skip


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())


__all__ = ["State"]
