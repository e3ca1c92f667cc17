"""The steps of a lottery on the portal: in their time and order, bound, final; two parties verify the result."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from fairway.recruitment.lottery.commitments import commitment
from fairway.recruitment.lottery.drawing import Application
from fairway.recruitment.lottery.errors import LotteryUnusable
from fairway.recruitment.lottery.record_reading import read_record, record_of
from fairway.recruitment.lottery.terms import PublicDraw
from fairway.recruitment.lottery.verifying import verify
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.register.licensing.models import Change
from fairway_portal.register.orders import actions, queries, records
from fairway_portal.register.orders.errors import ApplicationRefused, SchemeRefused, SomebodyWasFaster
from fairway_portal.register.orders.models import JobApplication, ListedNumber, Scheme, SchemeRecord
from tests.portal import client
from tests.unit.portal.register.licensing.licensed import office
from tests.unit.portal.register.orders.ordered import HOURS, applied, posted, scheme

pytestmark = pytest.mark.django_db

SEEDS = (bytes([7]) * 32, bytes([9]) * 32)


@pytest.fixture
def clock(monkeypatch: Any) -> Any:
    """Moves the portal's clock by so much."""
    real, moved = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + moved[0])

    def forward(by: timedelta) -> None:
        moved[0] += by

    return forward


@pytest.fixture
def officers() -> Any:
    return office("XKX", Role.LICENSING_OFFICER)[0], office("KOR", Role.LICENSING_OFFICER)[0]


def numbers(n: int = 9) -> list[Application]:
    return [Application(f"EPS-{at:05d}", {"sex": "F" if at % 3 == 0 else "M"}) for at in range(n)]


def step(what: str, by: Any, held: Scheme, **more: Any) -> Any:
    held.refresh_from_db()
    done = getattr(actions, what)(by=by.person, scheme=held, **{"saw": held.version} | more)
    held.refresh_from_db()
    return done


def names(held: Scheme) -> list[str]:
    return [one["name"] for one in held.parties]


def committed(held: Scheme, officers: Any) -> None:
    for by, party, seed in zip(officers, names(held), SEEDS, strict=True):
        step("commit", by, held, party=party, commitment=commitment(seed, held.name, party))


def revealed(held: Scheme, officers: Any) -> None:
    for by, party, seed in zip(officers, names(held), SEEDS, strict=True):
        step("reveal", by, held, party=party, seed=seed.hex())


def frozen(officers: Any, clock: Any, **more: Any) -> Scheme:
    held = scheme(*officers, **more)
    step("enter_numbers", officers[0], held, numbers=numbers())
    committed(held, officers)
    clock(3 * HOURS)
    step("freeze", officers[0], held)
    return held


def refusals() -> list[str]:
    return [one.details["asked"] for one in AuditEntry.objects.filter(action="lottery.refused").order_by("pk")]


def test_two_authorities_hold_a_lottery_and_anybody_verifies_it(officers: Any, clock: Any) -> None:
    held = frozen(officers, clock)
    assert held.list_hash == records.published(held)["frozen"]["list_hash"]  # type: ignore[index]
    revealed(held, officers)
    kept = step("draw", officers[0], held)
    record = read_record(json.dumps(kept.record))
    assert verify(record) == ()
    assert len(record.places) == 3
    assert any(one.by == "sex=F" for one in record.places)
    assert records.published(held) == kept.record
    assert [one.kind for one in held.steps.order_by("number")] == [
        "opened", "commitment", "commitment", "frozen", "reveal", "reveal", "drawn",
    ]  # fmt: skip
    assert Change.objects.get(kind="allotment.drawn").subject == held.slug
    assert AuditEntry.objects.filter(action__startswith="lottery.", subject=f"lottery {held.slug}").count() == 8


def test_everything_is_final(officers: Any, clock: Any) -> None:
    held = frozen(officers, clock)
    revealed(held, officers)
    step("draw", officers[0], held)
    for table in ("schemestep", "listednumber", "schemerecord"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM fairway_orders_{table} WHERE scheme_id = %s", [held.pk])
    for what, more in (("draw", {}), ("declare_void", {"reason": "I dislike it"})):
        with pytest.raises(SchemeRefused):
            step(what, officers[0], held, **more)
    assert SchemeRecord.objects.count() == 1


def test_a_wrong_seed_is_refused_and_recorded(officers: Any, clock: Any) -> None:
    held = frozen(officers, clock)
    with pytest.raises(SchemeRefused, match="not the seed"):
        step("reveal", officers[0], held, party=names(held)[0], seed=SEEDS[1].hex())
    with pytest.raises(LotteryUnusable, match="64 digits"):
        step("reveal", officers[0], held, party=names(held)[0], seed="abc")
    assert held.steps.filter(kind="reveal").count() == 0
    assert refusals() == ["reveal", "reveal"]


def test_seeds_before_the_list_is_frozen_are_refused(officers: Any) -> None:
    held = scheme(*officers)
    committed(held, officers)
    with pytest.raises(SchemeRefused, match="not the time"):
        step("reveal", officers[0], held, party=names(held)[0], seed=SEEDS[0].hex())
    with pytest.raises(SchemeRefused, match="open until"):
        step("freeze", officers[0], held)
    with pytest.raises(SchemeRefused, match="not the time"):
        step("draw", officers[0], held)


def test_nobody_draws_before_every_seed_is_there(officers: Any, clock: Any) -> None:
    held = frozen(officers, clock)
    step("reveal", officers[0], held, party=names(held)[0], seed=SEEDS[0].hex())
    with pytest.raises(LotteryUnusable, match="Not every seed"):
        step("draw", officers[0], held)
    with pytest.raises(SchemeRefused, match="final"):
        step("reveal", officers[0], held, party=names(held)[0], seed=SEEDS[0].hex())
    assert held.state == "frozen"
    assert SchemeRecord.objects.count() == 0


def test_commitments_and_applications_after_the_list_closed_are_refused(officers: Any, clock: Any) -> None:
    order = posted(officers[0])
    held = scheme(*officers, order=order)
    applied(order)
    clock(3 * HOURS)
    with pytest.raises(SchemeRefused, match="list closed"):
        step("commit", officers[0], held, party=names(held)[0], commitment="ab" * 32)
    with pytest.raises(SchemeRefused, match="list closed"):
        step("enter_numbers", officers[0], held, numbers=numbers())
    with pytest.raises(ApplicationRefused, match="list for the lottery"):
        applied(order)
    assert JobApplication.objects.count() == 1


def test_a_copied_commitment_is_refused(officers: Any) -> None:
    held = scheme(*officers)
    made = commitment(SEEDS[0], held.name, names(held)[0])
    step("commit", officers[0], held, party=names(held)[0], commitment=made)
    with pytest.raises(SchemeRefused, match="there already"):
        step("commit", officers[1], held, party=names(held)[1], commitment=made)
    with pytest.raises(SchemeRefused, match="no such party"):
        step("commit", officers[1], held, party="", commitment="ab" * 32)


def test_the_second_of_two_officers_is_told(officers: Any) -> None:
    held = scheme(*officers)
    saw = held.version
    committed(held, officers)
    with pytest.raises(SomebodyWasFaster):
        step("enter_numbers", officers[0], held, numbers=numbers(), saw=saw)


def test_who_refuses_to_reveal_is_public_and_a_new_round_begins(officers: Any, clock: Any) -> None:
    held = frozen(officers, clock)
    step("reveal", officers[0], held, party=names(held)[0], seed=SEEDS[0].hex())
    with pytest.raises(SchemeRefused, match="cannot be made void"):
        step("declare_void", officers[0], held, reason="They are late")
    clock(timedelta(days=3))
    with pytest.raises(SchemeRefused, match="time to reveal"):
        step("reveal", officers[1], held, party=names(held)[1], seed=SEEDS[1].hex())
    kept = step("declare_void", officers[0], held, reason="They did not reveal")
    record = record_of(kept.record)
    assert verify(record) == ()
    assert record.refused == (names(held)[1],)
    assert Change.objects.get(kind="allotment.void").details["refused"] == [names(held)[1]]
    closes = timezone.now().replace(microsecond=0) + HOURS
    step("begin_again", officers[0], held, closes=closes, reveal_until=closes + timedelta(days=1), draw_day=None)
    assert (held.round, held.state) == (2, "open")
    assert held.name != record.scheme
    committed(held, officers)
    clock(2 * HOURS)
    step("freeze", officers[0], held)
    revealed(held, officers)
    again = record_of(step("draw", officers[0], held).record)
    assert verify(again) == ()
    assert again.earlier == (record.scheme,)
    assert again.order != record.order
    assert ListedNumber.objects.filter(round=2).count() == 9


def test_a_party_that_never_commits_makes_the_round_void(officers: Any, clock: Any) -> None:
    held = scheme(*officers)
    step("commit", officers[0], held, party=names(held)[0], commitment=commitment(SEEDS[0], held.name, names(held)[0]))
    clock(3 * HOURS)
    with pytest.raises(SchemeRefused, match="Not every party"):
        step("freeze", officers[0], held)
    record = record_of(step("declare_void", officers[0], held, reason="No commitment").record)
    assert (record.refused, verify(record)) == ((names(held)[1],), ())


def test_a_public_number_is_awaited(officers: Any, clock: Any) -> None:
    day = (timezone.now() + timedelta(days=6)).date()
    held = frozen(officers, clock, public_draw=PublicDraw("First prize", day))
    revealed(held, officers)
    with pytest.raises(LotteryUnusable, match="public number"):
        step("draw", officers[0], held)
    with pytest.raises(SchemeRefused, match="public draw is on"):
        step("public_number", officers[0], held, number="0451327")
    clock(timedelta(days=6))
    with pytest.raises(SchemeRefused, match="not a number"):
        step("public_number", officers[0], held, number="12a")
    step("public_number", officers[0], held, number="0451 327")
    record = record_of(step("draw", officers[0], held).record)
    assert verify(record) == ()
    assert record.public_number is not None
    assert record.public_number.number == "0451327"


def test_applications_of_the_order_stand_in_the_list_by_their_codes_alone(officers: Any, clock: Any) -> None:
    order = posted(officers[0])
    held = scheme(*officers, order=order)
    for name in ("Asha", "Bimala", "Chandra", "Dil"):
        applied(order, name, strata={"sex": "F", "village": "Kapan"})
    committed(held, officers)
    clock(3 * HOURS)
    step("freeze", officers[0], held)
    listed = ListedNumber.objects.filter(scheme=held)
    assert sorted(listed.values_list("number", flat=True)) == sorted(
        JobApplication.objects.values_list("code", flat=True)
    )
    assert {str(one.strata) for one in listed} == {"{'sex': 'F'}"}
    assert "Asha" not in json.dumps(records.published(held))


def test_one_pair_of_hands_holds_no_lottery(officers: Any, clock: Any) -> None:
    """Parties elsewhere are typed in by one ministry: it would know every seed while numbers are entered."""
    with pytest.raises(SchemeRefused, match="One party alone"):
        scheme(officers[0], public_draw=None)
    assert refusals() == ["open"]
    held = scheme(officers[0])
    assert held.draw_day is not None
    # A scheme from before this rule begins no round without a draw either.
    Scheme.objects.filter(pk=held.pk).update(state="void", draw_name="", draw_day=None)
    closes = timezone.now() + HOURS
    with pytest.raises(SchemeRefused, match="One party alone"):
        step("begin_again", officers[0], held, closes=closes, reveal_until=closes + timedelta(days=1), draw_day=None)


def test_a_list_frozen_too_late_blames_no_party(officers: Any, clock: Any) -> None:
    held = scheme(*officers)
    step("enter_numbers", officers[0], held, numbers=numbers())
    committed(held, officers)
    clock(timedelta(days=1))
    with pytest.raises(SchemeRefused, match="cannot be made void"):
        step("declare_void", officers[0], held, reason="I dislike it")
    clock(timedelta(days=2))
    with pytest.raises(SchemeRefused, match="time to reveal was over"):
        step("freeze", officers[0], held)
    record = record_of(step("declare_void", officers[0], held, reason="Nobody was in the office").record)
    assert (record.refused, record.frozen, verify(record)) == ((), None, ())
    assert record.reason.startswith("The list was not frozen in time. No party is at fault.")
    assert "No party is at fault" in client().get(f"/en/allotments/{held.slug}").content.decode()


def test_a_correction_after_the_list_closed_moves_no_quota(officers: Any, clock: Any) -> None:
    order = posted(officers[0])
    held = scheme(*officers, order=order)
    receipt = applied(order, strata={"sex": "M"}, reach="9841 234567")
    committed(held, officers)
    clock(3 * HOURS)
    kept = JobApplication.objects.get()
    page = client().post("/en/jobs-abroad/receipt", {"receipt": receipt}).content.decode()
    assert 's-sex"' not in page
    wanted = actions.AskedApplication("Asha Rai", "other@example.org", "", {"sex": "F"})
    actions.correct(application=kept, asked=wanted)
    now = JobApplication.objects.get()
    assert (now.name, now.strata, now.reach_hash) == ("Asha Rai", {"sex": "M"}, kept.reach_hash)
    step("freeze", officers[0], held)
    assert ListedNumber.objects.get().strata == {"sex": "M"}
    Scheme.objects.update(state="void")  # a new round opens the list again
    actions.correct(application=kept, asked=wanted)
    assert JobApplication.objects.get().strata == {"sex": "F"}


def test_who_applies_often_stands_in_the_list_once(officers: Any, clock: Any) -> None:
    order = posted(officers[0])
    held = scheme(*officers, order=order)
    receipts = [applied(order, strata={"sex": "F"}, reach=one) for one in ("+977 9841-234567", "९८४१ २३४५६७")]
    assert receipts[0] != receipts[1]
    first = JobApplication.objects.earliest("pk")
    assert [one.code for one in queries.applications_of(order)] == [first.code]
    committed(held, officers)
    clock(3 * HOURS)
    step("freeze", officers[0], held)
    assert [one.number for one in ListedNumber.objects.all()] == [first.code]


def test_terms_that_cannot_be_open_nothing(officers: Any) -> None:
    past = timezone.now() - HOURS
    with pytest.raises(SchemeRefused, match="closed already"):
        scheme(*officers, closes=past)
    with pytest.raises(LotteryUnusable):
        scheme(*officers, places=0)
    assert Scheme.objects.count() == 0
    assert refusals() == ["open", "open"]
