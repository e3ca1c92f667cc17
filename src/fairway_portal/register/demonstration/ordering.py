"""Job orders with applications, an allotment that was drawn, and one whose list is open."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from fairway.recruitment.contracts.terms import Money, Terms, Value
from fairway.recruitment.lottery.commitments import commitment, new_seed
from fairway.recruitment.lottery.terms import LotteryTerms, Quota
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.demonstration.people import MARK, People
from fairway_portal.register.orders import actions
from fairway_portal.register.orders.eligibility import COSTS
from fairway_portal.register.orders.models import JobOrder, Scheme
from fairway_portal.register.orders.states import OrderAct, State
from fairway_portal.surveys.writing import writing

ORDERS: Final = (
    (f"Greenhouse work {MARK}", "KOR", "agriculture", "farm", "9211", 12, True),
    (f"Strawberry harvest {MARK}", "KOR", "agriculture", "farm", "9211", 4, True),
    (f"Masonry {MARK}", "QAT", "construction", "works", "7112", 20, False),
)
"""Title, destination, sector, key of the employer, occupation (ISCO-08), places, whether it was posted."""
APPLICANTS: Final = ("Anju", "Bimala", "Chandra", "Dipa", "Esha", "Gopal", "Hari", "Indra")
WOMEN: Final = 5
"""How many of them, from the first."""
DRAWN: Final = "demonstration-harvest"
OPEN: Final = "demonstration-greenhouse"
SOON: Final = timedelta(seconds=3)
LONG: Final = timedelta(days=10)
Parties = tuple[actions.Party, ...]


def make(people: People, agency: Agency, employers: dict[str, Employer], today: date) -> int:
    """Makes what is missing; how many job orders there are.

    Args:
        people: Who acts.
        agency: Licensed.
        employers: Keys as in `placing`.
        today: The day.
    """
    for order in ORDERS:
        if not JobOrder.objects.filter(title=order[0], demonstration=True).exists():
            with writing():
                _order(people, agency, employers[order[3]], order, today)
    if not Scheme.objects.filter(slug=OPEN).exists():
        with writing():
            scheme, parties = _opened(people, OPEN, ORDERS[0][0], LONG)
            _commit(people, scheme, parties[0], new_seed())
    if not Scheme.objects.filter(slug=DRAWN).exists():
        _drawn(people)
    return JobOrder.objects.filter(demonstration=True).count()


def _order(
    people: People, agency: Agency, employer: Employer, row: tuple[str, str, str, str, str, int, bool], today: date
) -> None:
    title, destination, sector, _, occupation, places, posted = row
    by = people.person("licensing")
    asked = actions.AskedOrder(
        destination=destination, sector=sector, occupation=occupation, title=title, places=places, agency=agency,
        employer=employer, terms=_terms(sector, destination), costs=dict.fromkeys(COSTS, "employer"),
        closes=today + timedelta(days=60),
    )  # fmt: skip
    order = actions.enter_order(
        by=by, origin="NPL", country="NPL", asked=asked, key=uuid5(NAMESPACE_URL, f"demonstration order {title}")
    )
    _act(people, order, OrderAct.SUBMIT)
    if not posted:
        return
    how = actions.Verified("office", "The trade register and the visas were seen.", f"This is made up {MARK}.")
    _act(people, order, OrderAct.VERIFY, reason="The demand is real.", verified=how)
    _act(people, order, OrderAct.POST)
    for at, name in enumerate(APPLICANTS):
        actions.apply_for_job(
            order=JobOrder.objects.get(pk=order.pk), language="ne",
            asked=actions.AskedApplication(
                f"{name} {MARK}", "at the market", strata={"sex": "F" if at < WOMEN else "M"}
            ),
            form=uuid5(NAMESPACE_URL, f"demonstration application {title} {name}"),
        )  # fmt: skip


def _terms(sector: str, destination: str) -> Terms:
    currency, pay = ("KRW", "2300000") if destination == "KOR" else ("QAR", "1800")
    values: dict[str, Value] = {
        "pay": Money(Decimal(pay), currency), "daily_hours": Decimal(8), "weekly_rest": Decimal(1), "housing": "free",
        "food": "free", "travel_there": "free", "travel_back": "free", "keeps_passport": True, "fees_repaid": True,
    }  # fmt: skip
    return Terms("promised", values, sector)


def _act(
    people: People, order: JobOrder, act: OrderAct, *, reason: str = "", verified: actions.Verified | None = None
) -> None:
    saw = JobOrder.objects.get(pk=order.pk).version
    actions.act_on(
        by=people.person("licensing"), order=order, saw=saw, act=act, country="NPL", reason=reason, verified=verified
    )


def _opened(people: People, slug: str, title: str, closes_in: timedelta) -> tuple[Scheme, Parties]:
    parties = tuple(
        actions.Party(people.organisation(one).name, people.organisation(one).pk)
        for one in ("licensing", "destination")
    )
    closes = (timezone.now() + closes_in).replace(microsecond=0) + timedelta(seconds=1)
    order = JobOrder.objects.get(title=title, demonstration=True, state=State.POSTED)
    terms = LotteryTerms(
        parties=tuple(one.name for one in parties), places=order.places // 2, closes=closes,
        reveal_until=closes + LONG, quotas=(Quota({"sex": "F"}, 1),),
    )  # fmt: skip
    scheme = actions.open_scheme(
        by=people.person("licensing"), country="NPL", slug=slug, title=title, parties=parties, terms=terms,
        order=order, key=uuid5(NAMESPACE_URL, f"demonstration allotment {slug}"),
    )  # fmt: skip
    return scheme, parties


def _commit(people: People, scheme: Scheme, party: actions.Party, seed: bytes) -> None:
    saw = Scheme.objects.get(pk=scheme.pk).version
    made = commitment(seed, scheme.name, party.name)
    actions.commit(by=people.person("licensing"), scheme=scheme, saw=saw, party=party.name, commitment=made)


def _drawn(people: People) -> None:
    """A whole round: its list must close, so this waits some seconds; a round that is broken off stays as it is."""
    scheme, parties = _opened(people, DRAWN, ORDERS[1][0], SOON)
    by, seeds = people.person("licensing"), {party.name: new_seed() for party in parties}
    for party in parties:
        _commit(people, scheme, party, seeds[party.name])
    time.sleep(max(0.0, (scheme.closes - timezone.now()).total_seconds()) + 0.1)

    def saw() -> int:
        return Scheme.objects.get(pk=scheme.pk).version

    actions.freeze(by=by, scheme=scheme, saw=saw())
    for party in parties:
        actions.reveal(by=by, scheme=scheme, saw=saw(), party=party.name, seed=seeds[party.name].hex())
    actions.draw(by=by, scheme=scheme, saw=saw())
