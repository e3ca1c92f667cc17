"""Job orders: in order, fit to go on, one entry each; what is refused is recorded, and nothing is half-done."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.licensing.models import Change
from fairway_portal.register.orders import actions, queries, receipts
from fairway_portal.register.orders.actions import Verified
from fairway_portal.register.orders.actions.applications import takes_applications
from fairway_portal.register.orders.eligibility import COSTS
from fairway_portal.register.orders.errors import ApplicationRefused, OrderRefused, SomebodyWasFaster
from fairway_portal.register.orders.models import JobApplication, JobOrder
from fairway_portal.register.orders.reaching import folded
from fairway_portal.register.orders.states import ENDED, OrderAct, State
from fairway_portal.register.placements.models import BarEntry
from tests.portal import client
from tests.unit.portal.register.licensing import licensed
from tests.unit.portal.register.licensing.licensed import office
from tests.unit.portal.register.orders.ordered import (
    CAPACITY,
    act,
    applied,
    asked,
    employer,
    entered,
    posted,
    released,
    terms,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    return office("XKX", Role.LICENSING_OFFICER)[0]


def refusals() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="job_order.refused"))


def test_an_order_goes_from_draft_to_the_agency(officer: Any) -> None:
    order = released(officer)
    assert [one.act for one in order.entries.order_by("number")] == [
        "enter", "submit", "verify", "post", "release"
    ]  # fmt: skip
    assert order.state == State.RELEASED
    post = order.entries.get(act="post")
    assert post.details["days"] == 14
    change = Change.objects.get(kind="job_order.posted")
    assert (change.subject, change.details["places"], change.details["employer"]) == (
        order.code, 20, order.employer.code,
    )  # fmt: skip
    assert order.code == f"XKX-J{order.pk:06d}"
    verified = order.entries.get(act="verify")
    assert verified.details["how"] == "Visited the site"
    assert verified.by == officer.person


def test_a_history_cannot_be_rewritten(officer: Any) -> None:
    order = entered(officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE fairway_orders_joborderentry SET reason = 'x' WHERE order_id = %s", [order.pk])


@pytest.mark.parametrize("what", [OrderAct.VERIFY, OrderAct.POST, OrderAct.RELEASE, OrderAct.FILL, OrderAct.CLOSE])
def test_acts_out_of_order_are_refused_and_recorded(officer: Any, what: OrderAct) -> None:
    order = entered(officer)
    with pytest.raises(OrderRefused, match="cannot be done now"):
        act(officer, order, what)
    order.refresh_from_db()
    assert (order.state, order.version, order.entries.count()) == (State.DRAFT, 1, 1)
    assert refusals()[-1].details["asked"] == what.value


def test_the_second_of_two_officers_is_told(officer: Any) -> None:
    order = entered(officer)
    saw = order.version
    act(officer, order, OrderAct.SUBMIT)
    with pytest.raises(SomebodyWasFaster):
        act(officer, order, OrderAct.WITHDRAW, saw=saw)
    assert order.entries.count() == 2


def test_the_same_form_sent_twice_makes_one_order(officer: Any) -> None:
    key, wanted = uuid4(), asked(None)
    one, two = (
        actions.enter_order(by=officer.person, origin="XKX", country="XKX", asked=wanted, key=key) for _ in range(2)
    )
    assert one == two
    assert JobOrder.objects.count() == 1


def test_workers_never_pay_and_the_rules_say_why(officer: Any) -> None:
    costs = dict.fromkeys(COSTS, "employer") | {"F1": "worker", "RC6": "worker"}
    with pytest.raises(OrderRefused) as refused:
        entered(officer, costs=costs)
    assert "Fee for finding the job, Travel and lodging" in refused.value.title
    assert "2019" in refused.value.advice
    assert JobOrder.objects.count() == 0
    assert refusals()
    with pytest.raises(OrderRefused, match="not said who pays"):
        entered(officer, costs={"F1": "employer"})


def test_the_law_of_the_country_comes_before_the_standard() -> None:
    nepal = office("NPL", Role.LICENSING_OFFICER)[0]
    costs = dict.fromkeys(COSTS, "employer") | {"RC6": "worker"}
    with pytest.raises(OrderRefused) as refused:
        entered(nepal, costs=costs, licensed=False, destination="ARE")
    assert "not yet checked" in refused.value.advice.casefold()


def test_a_barred_employer_gets_no_workers(officer: Any) -> None:
    order = act(officer, entered(officer), OrderAct.SUBMIT)
    bar: dict[str, Any] = {
        "employer": order.employer, "country": "XKX", "effective": timezone.localdate(), "authority": "Labour Office",
        "legal_basis": "Act 9", "by": officer.person,
    }  # fmt: skip
    BarEntry.objects.create(act="bar", reason="Wages were not paid", **bar)
    with pytest.raises(OrderRefused) as refused:
        act(officer, order, OrderAct.VERIFY)
    assert "Wages were not paid" in refused.value.advice
    BarEntry.objects.create(act="lift", reason="Paid", **bar)
    assert act(officer, order, OrderAct.VERIFY).state == State.VERIFIED


def test_an_agency_without_a_licence_places_nobody(officer: Any) -> None:
    own = licensed.agency("XKX")
    order = entered(officer, own)
    with pytest.raises(OrderRefused, match="no licence in force"):
        act(officer, order, OrderAct.SUBMIT)
    held = licensed.granted(officer, own, destinations=("KOR",))
    with pytest.raises(OrderRefused, match="not for this kind of work"):
        act(officer, order, OrderAct.SUBMIT)
    held.destinations = ["QAT"]
    held.save()
    act(officer, order, OrderAct.SUBMIT)
    licensed.act(officer, held, Act.SUSPEND)
    with pytest.raises(OrderRefused, match="no licence in force"):
        act(officer, order, OrderAct.VERIFY)


def test_broken_minimum_rules_block_verification_until_the_officer_says_why(officer: Any) -> None:
    order = act(officer, entered(officer, terms=terms(keeps_passport=False)), OrderAct.SUBMIT)
    with pytest.raises(OrderRefused, match="minimum rules"):
        act(officer, order, OrderAct.VERIFY, verified=CAPACITY)
    overruled = Verified(CAPACITY.capacity, CAPACITY.how, "The employer wrote that she keeps it")
    act(officer, order, OrderAct.VERIFY, verified=overruled)
    details = order.entries.get(act="verify").details
    assert details["broken"]
    assert details["overrules"] == overruled.overrules
    with pytest.raises(OrderRefused, match="how the demand"):
        act(officer, act(officer, entered(officer), OrderAct.SUBMIT), OrderAct.VERIFY, verified=Verified("office", " "))


def test_the_public_service_comes_first(officer: Any) -> None:
    order = posted(officer)
    with pytest.raises(OrderRefused, match="public employment service alone"):
        act(officer, order, OrderAct.RELEASE)
    JobOrder.objects.filter(pk=order.pk).update(public_until=timezone.localdate())
    with pytest.raises(OrderRefused):
        act(officer, order, OrderAct.RELEASE)
    direct = posted(officer, licensed=False)
    with pytest.raises(OrderRefused, match="no agency"):
        act(officer, direct, OrderAct.RELEASE)


def test_a_household_is_never_named_in_the_feed(officer: Any) -> None:
    order = posted(officer, employer=employer(kind=Employer.Kind.HOUSEHOLD))
    assert order.employer.name not in str(Change.objects.get(kind="job_order.posted").details)
    assert "employer" not in Change.objects.get(kind="job_order.posted").details


def test_an_application_is_taken_once_and_only_a_hash_opens_it(officer: Any) -> None:
    order, form = posted(officer), uuid4()
    receipt = applied(order, form=form)
    assert applied(order, form=form) == receipt
    assert receipts.typed(" ".join(receipt)) == receipt
    kept = JobApplication.objects.get()
    assert kept.receipt_hash in receipts.hashes(receipt)
    assert receipt not in str(vars(kept))
    assert applied(order) != receipt
    actions.take_back(application=kept)
    assert JobApplication.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("+977 9841-234567", "फोन ०९८४१ २३४५६७", True),
        ("9841234567, asha@example.org", "9841234567 (my brother)", True),
        ("Asha@Example.ORG", "write to asha@example.org.", True),
        ("9841234567", "9841234568", False),
        ("asha1234567@example.org", "1234567", False),
        ("at the tea shop", "At the tea-shop!", True),
    ],
)
def test_the_same_way_to_reach_somebody_is_seen_however_it_is_written(one: str, two: str, same: bool) -> None:
    assert (folded(one, "Asha") == folded(two, "Asha")) is same


def test_sisters_may_name_the_same_place() -> None:
    assert folded("at the tea shop", "Asha") != folded("at the tea shop", "Bimala")


def test_a_second_application_does_not_count_and_nobody_is_told(officer: Any) -> None:
    order, other = posted(officer), posted(officer)
    page, answers = f"/en/jobs-abroad/{order.code}/apply", []
    for reach in ("asha@example.org", "ASHA@example.org"):
        sent = {"key": str(uuid4()), "name": "Asha", "reach": reach}
        answer = client().post(page, sent)
        receipt = re.search(r"<strong>([\d ]{19})</strong>", answer.content.decode())
        assert receipt
        opened = client().post("/en/jobs-abroad/receipt", {"receipt": receipt[1]})
        assert (opened.status_code, "Nobody has decided" in opened.content.decode()) == (200, True)
        answers.append((answer.status_code, answer.content.decode().replace(receipt[1], "")))
    assert answers[0] == answers[1]
    assert "number of your first receipt" in answers[0][1]
    assert len(queries.applications_of(order)) == 1
    first, second = JobApplication.objects.order_by("pk")
    assert (second.reach_hash, "asha" in str(first.reach_hash)) == (None, False)
    applied(other, reach="asha@example.org")
    assert len(queries.applications_of(other)) == 1  # another order
    assert JobApplication.objects.latest("pk").reach_hash != first.reach_hash
    actions.correct(application=second, asked=actions.AskedApplication("Asha", "9841234567"))
    assert len(queries.applications_of(order)) == 2
    actions.correct(application=second, asked=actions.AskedApplication("Asha", "asha@example.org"))
    assert [one.pk for one in queries.applications_of(order)] == [first.pk]


def test_nobody_applies_before_or_after(officer: Any) -> None:
    order = entered(officer)
    assert not takes_applications(order)
    with pytest.raises(ApplicationRefused):
        applied(order)
    order = posted(officer)
    JobOrder.objects.filter(pk=order.pk).update(closes=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ApplicationRefused):
        applied(order)
    assert JobApplication.objects.count() == 0


@pytest.mark.parametrize(("days", "left"), [(90, 1), (91, 0)])
def test_applications_are_forgotten_when_their_time_is_over(officer: Any, days: int, left: int) -> None:
    order = posted(officer)
    applied(order)
    act(officer, order, OrderAct.CLOSE)
    assert order.state in ENDED
    JobOrder.objects.filter(pk=order.pk).update(ended=timezone.localdate() - timedelta(days=days))
    assert actions.forget_applications() == 1 - left
    assert JobApplication.objects.count() == left


def test_a_public_agency_needs_no_licence(officer: Any) -> None:
    public = licensed.agency("XKX")
    Agency.objects.filter(pk=public.pk).update(kind=Agency.Kind.PUBLIC)
    public.refresh_from_db()
    assert posted(officer, public).state == State.POSTED


def test_terms_come_back_as_they_were_written(officer: Any) -> None:
    order = entered(officer)
    assert order.terms["terms"]["pay"] == {"value": str(Decimal(1400)), "currency": "QAR", "per": "month"}
