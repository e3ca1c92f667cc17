"""The check of charges: against the slow reference, its properties, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.kernel.errors import IdenticalPlaces, InputError, UnknownCode
from fairway.kernel.text import Text
from fairway.recruitment.fees import items, reference
from fairway.recruitment.fees.advice import advice
from fairway.recruitment.fees.amounts import Amount, Exchange
from fairway.recruitment.fees.checking import check_charges
from fairway.recruitment.fees.errors import NothingAsked
from fairway.recruitment.fees.fitting import Charge, Facts, fit
from fairway.recruitment.fees.judging import STRICTNESS
from fairway.recruitment.fees.rules import Cap, FeeRule, RuleBook, shipped_rules
from fairway.recruitment.fees.values import FeeCheck, Usual
from fairway.recruitment.ratings.items import SECTORS

DAY = date(2026, 11, 1)
PAY = Amount(Decimal(2), "NPR")
STANDARD = tuple(rule for rule in shipped_rules().rules if not rule.country)


def money(value: int | str, currency: str = "NPR") -> Amount:
    return Amount(Decimal(value), currency)


def check(charges: Sequence[Charge], book: Sequence[FeeRule] | None = None, **known: object) -> FeeCheck:
    """From Nepal to Qatar on the day, by rules of one's own beside the international ones."""
    rules = None if book is None else RuleBook("own", (*STANDARD, *book), "own.toml")
    facts: dict[str, object] = {"origin": "NPL", "destination": "QAT", "on": DAY, "currency": "NPR", **known}
    return check_charges(charges, book=rules, **facts)  # type: ignore[arg-type]


def rule(
    id: str, stance: str = "forbidden", *, side: str = "origin", of: tuple[str, ...] = ("F1",), **more: object
) -> FeeRule:
    plain: dict[str, object] = {
        "id": id, "country": "NPL" if side == "origin" else "QAT", "side": side, "items": of, "parts": (),
        "workers": "*", "sector": "*", "counterparts": (), "payees": (), "stance": stance, "cap": None,
        "says": Text("A rule."), "law": Text("A law"), "article": "", "standing": "national_law", "valid_from": None,
        "valid_to": None, "refundable": False, "verified": False, "url": "", "note": "",
    }  # fmt: skip
    return FeeRule(**{**plain, **more})  # type: ignore[arg-type]


@st.composite
def charges_of(draw: st.DrawFn, most: int = 3) -> list[Charge]:
    found = []
    for _ in range(draw(st.integers(1, most))):
        item = draw(st.sampled_from(["F1", "F2", "RC1", "RC7", "X", "bundle"]))
        part = draw(st.sampled_from(["", "visa", "passport"])) if item == "RC7" else ""
        payee = draw(st.sampled_from(["", "agency", "abroad"]))
        found.append(Charge(item, money(draw(st.integers(0, 4))), part, payee))
    return found


@st.composite
def rules_of(draw: st.DrawFn) -> list[FeeRule]:
    found = []
    for count in range(draw(st.integers(0, 4))):
        stance = draw(st.sampled_from(["forbidden", "employer_pays", "capped", "worker_may_pay"]))
        of = draw(st.sampled_from([("F1",), ("F1", "F2"), ("RC7",), ("*",), ("RC1", "RC7"), items.CODES[:-1]]))
        cap = draw(st.sampled_from([Cap(Decimal(2), "NPR"), Cap(Decimal(1), "")])) if stance == "capped" else None
        workers = draw(st.sampled_from(["*", "*", "domestic", "seafarers"]))
        sector = draw(st.sampled_from(["*", "*", "construction"])) if workers == "*" else "*"
        found.append(
            rule(
                f"rule-{count}", stance, side=draw(st.sampled_from(["origin", "destination"])), of=of, cap=cap,
                parts=draw(st.sampled_from([(), ("visa",)])) if of == ("RC7",) else (), workers=workers, sector=sector,
                payees=draw(st.sampled_from([(), (), ("abroad",)])),
                counterparts=draw(st.sampled_from([(), (), ("QAT", "NPL"), ("MYS",)])),
                valid_from=draw(st.sampled_from([None, DAY, DAY + timedelta(days=1)])),
                valid_to=draw(st.sampled_from([None, None, DAY, DAY - timedelta(days=1)])),
            )
        )  # fmt: skip
    return found


FACTS = st.builds(
    Facts, st.just("NPL"), st.just("QAT"), st.sampled_from([None, "domestic", "transport", "construction", "trade"]),
    st.sampled_from([None, None, "seafarers", "domestic"]), st.just(DAY),
)  # fmt: skip
PAYS = st.sampled_from([None, PAY])


def known(facts: Facts, pay: Amount | None) -> dict[str, object]:
    return {"sector": facts.sector, "workers": facts.workers, "monthly_pay": pay}


@settings(max_examples=120, deadline=None)
@given(charges_of(), rules_of(), FACTS, PAYS)
def test_verdicts_equal_those_of_the_slow_reference(
    charges: list[Charge], rules: list[FeeRule], facts: Facts, pay: Amount | None
) -> None:
    found = check(charges, rules, **known(facts, pay))
    assert [one.verdict for one in found.items] == reference.verdicts(charges, rules, facts, pay)


@settings(max_examples=60, deadline=None)
@given(charges_of(), rules_of(), FACTS, PAYS)
def test_the_overcharge_is_never_more_than_it_is_and_exact_where_limits_do_not_overlap(
    charges: list[Charge], rules: list[FeeRule], facts: Facts, pay: Amount | None
) -> None:
    found = check(charges, rules, **known(facts, pay)).totals
    least = reference.least_overcharge(charges, rules, facts, pay)
    assert found.overcharge.value <= least
    limits = [one for one in rules if one.cap]
    if all(sum(reference.covers(one, charge, facts) for one in limits) <= 1 for charge in charges):
        assert found.overcharge.value == least
    parts = (found.not_allowed, found.above_limits, found.may_be_asked, found.unknown)
    assert sum(one.value for one in parts) == found.asked.value
    assert all(one.value >= 0 for one in parts)


@settings(max_examples=40, deadline=None)
@given(charges_of(), rules_of(), FACTS, PAYS, st.integers(0, 4))
def test_one_more_illegal_charge_never_lowers_the_overcharge(
    charges: list[Charge], rules: list[FeeRule], facts: Facts, pay: Amount | None, value: int
) -> None:
    before = check(charges, rules, **known(facts, pay)).totals.overcharge.value
    after = check([*charges, Charge("X", money(value))], rules, **known(facts, pay)).totals.overcharge.value
    assert after == before + value


@settings(max_examples=40, deadline=None)
@given(charges_of(), rules_of(), FACTS, PAYS, st.randoms())
def test_the_order_of_the_charges_and_of_the_rules_does_not_matter(
    charges: list[Charge], rules: list[FeeRule], facts: Facts, pay: Amount | None, chance: object
) -> None:
    order = list(range(len(charges)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    one = check(charges, rules, **known(facts, pay))
    other = check([charges[at] for at in order], rules[::-1], **known(facts, pay))
    assert [one.items[at].verdict for at in order] == [item.verdict for item in other.items]
    assert one.totals == other.totals
    assert one.headline == other.headline


@settings(max_examples=40, deadline=None)
@given(charges_of(), rules_of(), FACTS, PAYS)
def test_the_stricter_side_decides(
    charges: list[Charge], rules: list[FeeRule], facts: Facts, pay: Amount | None
) -> None:
    for item in check(charges, rules, **known(facts, pay)).items:
        strictest = min((item.origin.finding, item.destination.finding), key=STRICTNESS.index)
        assert item.verdict == ("unknown" if strictest == "no_rule" else strictest)


@settings(max_examples=40, deadline=None)
@given(charges_of(), rules_of(), FACTS, PAYS)
def test_a_day_outside_its_validity_a_rule_is_as_if_it_were_not_there(
    charges: list[Charge], rules: list[FeeRule], facts: Facts, pay: Amount | None
) -> None:
    past = [replace(one, id=f"{one.id}-past", valid_from=None, valid_to=DAY - timedelta(days=1)) for one in rules]
    coming = [replace(one, id=f"{one.id}-coming", valid_from=DAY + timedelta(days=1), valid_to=None) for one in rules]
    one = check(charges, rules, **known(facts, pay))
    other = check(charges, [*past, *rules, *coming], **known(facts, pay))
    assert one.items == other.items


def test_the_slow_reference_agrees_on_every_shipped_rule() -> None:
    """Every item and part, by every sector and payee, of every corridor that the rules name."""
    book = shipped_rules()
    national = [one for one in book.rules if one.country]
    for origin in ("PHL", "NPL", "ETH", "BGD"):
        for sector in (None, *SECTORS):
            facts = Facts(origin, "QAT", sector, None, DAY)
            for item in (*items.CODES, items.BUNDLE):
                for part in ("", *items.PARTS.get(item, {})):
                    charge = Charge(item, money(1), part)
                    for one in national:
                        whole = fit(one, charge, facts) == "whole" and one in book.of(
                            origin if one.side == "origin" else "QAT", one.side, DAY
                        )
                        assert whole == reference.covers(one, charge, facts), (one.id, item, part, sector)


def test_amounts_without_a_rate_stand_apart_and_are_said_to() -> None:
    found = check([Charge("F1", money(9000)), Charge("X", money(50, "QAR")), Charge("X", money(1, "QAR"))])
    assert found.totals.asked == money(9000)
    assert found.totals.apart == (money(51, "QAR"),)
    assert "QAR 51 is not in the sums" in " ".join(note.plain() for note in found.notes)
    assert found.answer == "yes"
    assert found.headline.plain() == "Yes. You are asked for something that is not allowed."


def test_with_a_rate_a_limit_holds_across_currencies() -> None:
    rates = Exchange("NPR", {"QAR": Decimal("0.025")}, "2026-11-01", "invented")
    found = check([Charge("F1", money(300, "QAR"))], exchange=rates, monthly_pay=money(1000, "QAR"))
    (item,) = found.items
    assert (item.verdict, found.totals.overcharge) == ("over_cap", money(2000))
    assert found.months == pytest.approx(0.3)
    without = check([Charge("F1", money(300, "QAR"))])
    assert without.items[0].verdict == "unknown"
    assert any("exchange rate" in reason.plain() for reason in without.items[0].reasons)


def test_limits_that_share_a_charge_count_once() -> None:
    both = [
        rule("one", "capped", of=("F1", "F2"), cap=Cap(Decimal(10), "NPR")),
        rule("two", "capped", of=("F2", "RC1"), cap=Cap(Decimal(5), "NPR"), side="destination"),
    ]
    charges = [Charge("F1", money(10)), Charge("F2", money(10)), Charge("RC1", money(1))]
    assert check(charges, both).totals.above_limits == money(10)


def test_one_sum_for_everything_is_illegal_only_where_everything_is() -> None:
    every = [rule("fees", of=items.FEES), rule("costs", "employer_pays", of=items.COSTS)]
    bundle = [Charge("bundle", money(100))]
    assert check(bundle, every).items[0].verdict == "illegal"
    assert (
        check(bundle, [rule("fees", of=items.FEES), rule("costs", of=items.COSTS[:-1])]).items[0].verdict == "unknown"
    )
    assert check(bundle, [*every[:1], rule("costs", of=items.COSTS, side="destination")]).items[0].verdict == "unknown"
    assert "Ask for a list" in " ".join(one.plain() for one in check(bundle, []).items[0].reasons)


def test_a_rule_for_what_was_not_said_is_a_caution_and_does_not_decide() -> None:
    (item,) = check([Charge("F1", money(5000))]).items
    assert (item.verdict, [one.id for one in item.cautions]) == ("legal", ["QAT-recruiter"])
    assert "It depends." in " ".join(one.plain() for one in item.reasons)
    (said,) = check([Charge("F1", money(5000), payee="agency")]).items
    assert said.cautions == ()


@pytest.mark.parametrize(
    ("item", "kinds", "missing"),
    [
        ("F1", {"wait", "evidence", "report", "refund", "debt"}, {"list", "unknown", "refuse"}),
        ("RC5", {"unknown", "contract", "receipt", "help"}, {"wait", "report", "debt"}),
        ("bundle", {"list", "unknown"}, {"report"}),
        ("X", {"refuse", "wait", "report"}, {"list"}),
        ("RC1", {"contract", "receipt", "help", "safety"}, {"wait", "unknown", "report"}),
    ],
)
def test_the_advice_fits_the_verdict(item: str, kinds: set[str], missing: set[str]) -> None:
    found = {step.kind for step in check([Charge(item, money(50_000))]).advice}
    assert kinds <= found
    assert not missing & found


def test_what_may_be_given_back_is_said() -> None:
    found = check([Charge("RC1", money(900, "ETB"))], origin="ETH", currency="ETB")
    assert any("not your fault" in step.text.plain() for step in found.advice if step.kind == "refund")


def test_the_usual_amount_is_said_or_that_nothing_is_known() -> None:
    usual = Usual(money(40_000), money(20_000), money(80_000), 2.5, 1.0, 5.0, "50–99", "2025", Text("Invented."))
    asked = [Charge("F1", money(90_000))]
    said = " ".join(one.plain() for one in check(asked, usual=usual).usual_said)
    assert "Half of the workers paid NPR 40000 or less" in said
    assert "more than most workers paid" in said
    assert "50–99" in said
    assert check(asked).usual_said[0].plain() == "We do not know yet what workers usually pay here."
    within = check([Charge("F1", money(30_000))], usual=usual)
    assert not any("more than most" in one.plain() for one in within.usual_said)


def test_a_figure_is_in_months_or_in_money_and_ends_with_what_is_left() -> None:
    charges = [Charge("F1", money(90_000)), Charge("RC7", money(20_000), "visa"), Charge("RC1", money(5_000))]
    figure = check(charges, monthly_pay=money(50_000)).figure
    assert figure is not None
    assert figure.values("months") == pytest.approx([1.8, 0.4, 0.1, 2.3, -0.4, -1.6, 0.3])
    assert figure.chart is not None
    assert figure.sentence.plain() == (
        "You are asked for NPR 115000: 2.3 months of pay. At least NPR 100000 of it may not be asked: 2.0 months."
    )
    plain = check(charges).figure
    assert plain is not None
    assert [column.key for column in plain.columns] == ["step", "amount", "verdict"]
    assert check([Charge("F1", money(0))]).figure is None


@pytest.mark.parametrize(
    ("charge", "named"),
    [(("RC9", ""), "RC9"), (("RC7", "ticket"), "ticket"), (("F1", "visa"), "visa")],
)
def test_a_charge_on_nothing_known_is_refused_with_the_codes(charge: tuple[str, str], named: str) -> None:
    with pytest.raises(UnknownCode, match=named) as caught:
        Charge(charge[0], money(5), charge[1])
    assert caught.value.advice


def test_bad_input_is_refused() -> None:
    with pytest.raises(InputError, match="no sum"):
        Charge("F1", money("-1"))
    with pytest.raises(InputError, match="no sum"):
        Charge("F1", money("NaN"))
    with pytest.raises(UnknownCode, match="cousin"):
        Charge("F1", money(5), payee="cousin")
    with pytest.raises(NothingAsked):
        check([])
    with pytest.raises(UnknownCode, match="mining"):
        check([Charge("F1", money(5))], sector="mining")
    with pytest.raises(IdenticalPlaces):
        check([Charge("F1", money(5))], destination="NPL")
    with pytest.raises(InputError, match="above zero"):
        check([Charge("F1", money(5))], monthly_pay=money(0))
    with pytest.raises(InputError, match="in order"):
        Usual(money(1), money(2), money(3), None, None, None, "", "", Text(""))


def test_what_workers_read_is_short_and_plain() -> None:
    """No sentence of more than 20 words in what a check says."""
    every = [Charge(item, money(50_000), part) for item in items.ITEMS for part in ("", *items.PARTS.get(item, {}))]
    found = check(every, monthly_pay=money(30_000), sector="transport")
    texts = [found.headline, *found.usual_said, *found.notes, *(step.text for step in found.advice)]
    texts += [reason for one in found.items for reason in one.reasons]
    for text in texts:
        for sentence in re.split(r"(?<=[.?!]) ", text.plain()):
            assert len(sentence.split()) <= 20, sentence
    assert len(found.advice) <= 13
    assert advice(found.items, Facts("NPL", "QAT", None, None, DAY)) == found.advice


def test_a_limit_that_cannot_be_worked_out_is_stricter_than_one_that_is_kept() -> None:
    both = [
        rule("kept", "capped", cap=Cap(Decimal(10), "NPR")),
        rule("unclear", "capped", cap=Cap(Decimal(1), ""), side="destination"),
    ]
    assert check([Charge("F1", money(5))], both).items[0].verdict == "unknown"
    assert check([Charge("F1", money(5))], both, monthly_pay=money(5)).items[0].verdict == "legal"


def test_what_may_not_be_asked_at_all_takes_no_room_under_a_limit() -> None:
    both = [rule("limit", "capped", of=("F1", "F2"), cap=Cap(Decimal(10), "NPR")), rule("barred", of=("F2",))]
    found = check([Charge("F1", money(10)), Charge("F2", money(10))], both)
    assert [one.verdict for one in found.items] == ["legal", "illegal"]
    assert found.totals.overcharge == money(10)


def test_a_sector_that_may_hold_seafarers_brings_their_rule_as_a_caution() -> None:
    asked = [Charge("F1", money(1000, "PHP"))]
    facts = {"origin": "PHL", "destination": "SAU", "currency": "PHP", "monthly_pay": money(20_000, "PHP")}
    (item,) = check(asked, sector="transport", **facts).items
    assert (item.verdict, [one.id for one in item.cautions]) == ("legal", ["PHL-placement-fee-seafarers"])
    (other,) = check(asked, sector="construction", **facts).items
    assert other.cautions == ()


def test_the_sums_are_in_the_currency_of_most_charges_in_any_order() -> None:
    asked = [
        Charge("F1", money(1, "QAR")),
        Charge("F1", money(1)),
        Charge("F2", money(1)),
        Charge("X", money(1, "USD")),
    ]
    for order in (asked, asked[::-1]):
        assert check(order, currency=None).totals.asked == money(2)
    for order in (asked[:2], asked[1::-1]):
        assert check(order, currency=None).totals.asked == money(1, "NPR")


def test_what_is_not_known_stays_in_what_is_left() -> None:
    figure = check([Charge("X", money(10)), Charge("RC5", money(30))]).figure
    assert figure is not None
    assert figure.values("amount") == [10, 30, 40, -10, 30]
    assert figure.values("step")[-1] == Text("Left, with what is not known")
