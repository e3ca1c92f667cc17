"""Entering job orders, and everything that is done on them: one entry of a final history each, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.contracts.terms import Terms
from fairway.recruitment.contracts.writing import as_json
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.licensing import feed
from fairway_portal.register.orders import eligibility
from fairway_portal.register.orders.errors import OrderRefused, SomebodyWasFaster
from fairway_portal.register.orders.models import JobOrder, JobOrderEntry
from fairway_portal.register.orders.posting import posting_days
from fairway_portal.register.orders.refusing import refusals_recorded
from fairway_portal.register.orders.states import ACTS, ENDED, OrderAct, State

MOST_PLACES = 100_000
_FIT = (OrderAct.SUBMIT, OrderAct.VERIFY, OrderAct.POST, OrderAct.RELEASE)
"""Acts before which licence, bars and costs are looked at once more."""


@dataclass(frozen=True, slots=True)
class AskedOrder:
    """A demand as it was written down.

    Attributes:
        destination: ISO 3166-1 alpha-3.
        sector: A key of `contracts.fields.SECTORS`.
        occupation: Unit group of ISCO-08.
        title: The work, as the employer calls it.
        places: How many workers.
        agency: None: without one.
        employer: Who asks.
        terms: What is promised.
        costs: Code of a cost → a key of `eligibility.PAYERS`.
        closes: The last day to apply.
    """

    destination: str
    sector: str
    occupation: str
    title: str
    places: int
    agency: Agency | None
    employer: Employer
    terms: Terms
    costs: Mapping[str, str]
    closes: date

    def fields(self) -> dict[str, Any]:
        """As the table has them."""
        return {
            "destination": self.destination,
            "sector": self.sector,
            "occupation": self.occupation,
            "title": self.title,
            "places": self.places,
            "agency": self.agency,
            "employer": self.employer,
            "terms": as_json(self.terms),
            "costs": dict(self.costs),
            "closes": self.closes,
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """How an officer came to know that a demand is real.

    Attributes:
        capacity: `destination` (its ministry), `attache` (the origin's labour attaché there) or `office`.
        how: What was done: a visit, papers, a register.
        overrules: Why the order may go on though its terms break a minimum rule; empty: they break none.
    """

    capacity: str
    how: str
    overrules: str = ""


def enter_order(*, by: Person, origin: str, country: str, asked: AskedOrder, key: UUID) -> JobOrder:
    """Makes a draft.

    Args:
        by: An officer, or staff of the agency.
        origin: Country whose workers are asked for.
        country: Of the officer's ministry; empty: she is of the agency.
        asked: The demand.
        key: Of the form: sent twice, it makes one order.

    Raises:
        OrderRefused: The demand cannot be, workers would pay, or it comes from nobody who may ask.
    """
    with refusals_recorded(by=by, action="job_order.refused", subject="job order", asked=OrderAct.ENTER.value):
        there = JobOrder.objects.filter(key=key).first()
        if there is not None:
            return there
        _refuse_unusable(asked, origin)
        made = JobOrder.objects.create(
            code=uuid4().hex[:16],
            origin=origin,
            state=State.DRAFT,
            key=key,
            demonstration=asked.employer.demonstration or bool(asked.agency and asked.agency.demonstration),
            **asked.fields(),
        )
        made.code = f"{origin}-J{made.pk:06d}"
        made.save(update_fields=["code"])
        _enter(by=by, order=made, act=OrderAct.ENTER, country=country)
    return made


def change_order(*, by: Person, order: JobOrder, saw: int, country: str, asked: AskedOrder) -> JobOrder:
    """Changes a draft.

    Raises:
        SomebodyWasFaster: It is no longer at the version that she saw.
        OrderRefused: It is no draft any more, or the demand cannot be.
    """
    with refusals_recorded(by=by, action="job_order.refused", subject=_subject(order), asked=OrderAct.CHANGE.value):
        now = _locked(order, saw)
        _refuse_order_of_acts(now, OrderAct.CHANGE)
        _refuse_unusable(asked, now.origin)
        for name, value in asked.fields().items():
            setattr(now, name, value)
        _enter(by=by, order=now, act=OrderAct.CHANGE, country=country)
    return now


def act_on(
    *,
    by: Person,
    order: JobOrder,
    saw: int,
    act: OrderAct,
    country: str = "",
    reason: str = "",
    verified: Verified | None = None,
) -> JobOrderEntry:
    """Does one act on an order, whole or not at all; what is refused is recorded as refused.

    Args:
        by: Who.
        order: On which.
        saw: The version that she saw.
        act: What; who may do it is the page's to ask.
        country: Of her ministry; empty: of the agency.
        reason: Where the act needs one.
        verified: How the demand was verified, for `VERIFY`.

    Raises:
        SomebodyWasFaster: The order is no longer as she saw it.
        OrderRefused: Out of order, too early, without what it needs, or the order is not fit to go on.
    """
    with refusals_recorded(by=by, action="job_order.refused", subject=_subject(order), asked=act.value):
        now = _locked(order, saw)
        _refuse_order_of_acts(now, act)
        if ACTS[act].reason and not reason.strip():
            raise OrderRefused(Text("Say why."), advice=Text("The reason stands in the history of the order."))
        today = localdate()
        if act in _FIT:
            eligibility.refuse_unfit(now, today)
        details = _prepared(now, act, today, verified)
        return _enter(by=by, order=now, act=act, country=country, reason=reason.strip(), details=details)


def _prepared(now: JobOrder, act: OrderAct, today: date, verified: Verified | None) -> dict[str, Any]:
    match act:
        case OrderAct.SUBMIT | OrderAct.POST if now.closes < today:
            raise OrderRefused(
                Text("The last day to apply is over."),
                advice=Text("Withdraw the order, and enter it with another day."),
            )
        case OrderAct.VERIFY:
            return _verification(now, today, verified)
        case OrderAct.POST:
            days = posting_days(now.origin)
            now.public_until = today + timedelta(days=days)
            return {"days": days, "public_until": now.public_until.isoformat()}
        case OrderAct.RELEASE:
            _refuse_early_release(now, today)
    return {}


def _verification(now: JobOrder, today: date, verified: Verified | None) -> dict[str, Any]:
    if verified is None or not verified.how.strip():
        raise OrderRefused(
            Text("Say how the demand was verified."),
            advice=Text("For instance: visited the site, saw the trade register and the block of visas."),
        )
    broken = [one for one in eligibility.legality_of(now, today).findings if one.verdict == "broken"]
    if broken and not verified.overrules.strip():
        raise OrderRefused(
            Text("The terms break {n} minimum rules.", n=len(broken)),
            advice=Text("The first: {reason} Correct the terms, or say why the order may go on.",
                        reason=broken[0].reason),
        )  # fmt: skip
    return {
        "capacity": verified.capacity,
        "how": verified.how.strip(),
        "broken": [one.rule.id for one in broken],
        "overrules": verified.overrules.strip() if broken else "",
    }


def _refuse_early_release(now: JobOrder, today: date) -> None:
    if now.agency is None:
        raise OrderRefused(
            Text("This order has no agency to be released to."),
            advice=Text("The public employment service fills it. Record when it is filled."),
        )
    if now.public_until is None or today <= now.public_until:
        raise OrderRefused(
            Text("Until {day} the public employment service alone places workers on this order.",
                 day=now.public_until.isoformat() if now.public_until else "–"),
            advice=Text("Release it after that day."),
        )  # fmt: skip


def _refuse_unusable(asked: AskedOrder, origin: str) -> None:
    if asked.destination == origin:
        raise OrderRefused(
            Text("The country of work is the country of origin."), advice=Text("Job orders are for work abroad.")
        )
    if not 1 <= asked.places <= MOST_PLACES:
        raise OrderRefused(
            Text("A job order has 1 to {most} places.", most=MOST_PLACES), advice=Text("Correct the number.")
        )
    eligibility.refuse_costs(asked.costs, origin, asked.destination, asked.sector, localdate())


def _refuse_order_of_acts(now: JobOrder, act: OrderAct) -> None:
    if State(now.state) not in ACTS[act].before:
        raise OrderRefused(
            Text("This cannot be done now: {act}.", act=ACTS[act].title),
            advice=Text("Read the history of the order and what may be done on it."),
        )


def _locked(order: JobOrder, saw: int) -> JobOrder:
    now = JobOrder.objects.select_for_update(of=("self",)).select_related("agency", "employer").get(pk=order.pk)
    if now.version != saw:
        raise SomebodyWasFaster(saw, now.version)
    return now


def _subject(order: JobOrder) -> str:
    return f"job order {order.code}"


def _enter(
    *, by: Person, order: JobOrder, act: OrderAct, country: str, reason: str = "", details: dict[str, Any] | None = None
) -> JobOrderEntry:
    after = ACTS[act].after
    order.state, order.version = after.value, order.version + 1
    if after in ENDED:
        order.ended = localdate()
    order.save()
    entry = JobOrderEntry.objects.create(
        order=order, number=order.version, act=act.value, state=after.value, by=by, country=country, reason=reason,
        details=details or {},
    )  # fmt: skip
    audit.record(by=by, action=f"job_order.{act.value}", subject=_subject(order), reason=reason, entry=entry.number)
    if act is OrderAct.POST:
        _publish(order)
    return entry


def _publish(order: JobOrder) -> None:
    household = order.employer.kind == Employer.Kind.HOUSEHOLD
    feed.publish(
        kind="job_order.posted",
        country=order.origin,
        subject=order.code,
        effective=localdate(),
        details={
            "destination": order.destination,
            "sector": order.sector,
            "occupation": order.occupation,
            "title": order.title,
            "places": order.places,
            "employer": None if household else order.employer.code,
            "agency": order.agency.code if order.agency else None,
            "closes": order.closes,
            "public_until": order.public_until,
        },
        demonstration=order.demonstration,
    )
