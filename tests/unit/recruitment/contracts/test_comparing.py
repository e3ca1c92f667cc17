"""The substitution check at its edges: thresholds, units, currencies, silence, names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fairway.recruitment.contracts.alike_employers import same_employer
from fairway.recruitment.contracts.alike_occupations import same_occupation
from fairway.recruitment.contracts.alike_places import same_workplace
from fairway.recruitment.contracts.comparing import Change, Comparison, compare
from fairway.recruitment.contracts.errors import TermsUnusable
from fairway.recruitment.contracts.terms import Money, Terms, Value


def against(earlier: dict[str, Value], later: dict[str, Value], **rates: Decimal) -> Comparison:
    return compare(Terms("promised", earlier), Terms("signed", later), rates=rates)


def change(found: Comparison, name: str) -> Change:
    return next(one for one in found.changes if one.field == name)


def pay(value: str, currency: str = "QAR", per: str = "month") -> Money:
    return Money(Decimal(value), currency, per)


@pytest.mark.parametrize(
    ("field", "earlier", "later", "grade"),
    [
        ("pay", pay("1000"), pay("950.01"), "minor"),
        ("pay", pay("1000"), pay("950"), "substantive"),
        ("pay", pay("1000"), pay("500.01"), "substantive"),
        ("pay", pay("1000"), pay("500"), "total"),
        ("weekly_hours", Decimal(50), Decimal("54.9"), "minor"),
        ("weekly_hours", Decimal(50), Decimal(55), "substantive"),
        ("overtime_rate", Decimal(125), Decimal(116), "minor"),
        ("overtime_rate", Decimal(125), Decimal(115), "substantive"),
        ("duration", Decimal(24), Decimal(29), "minor"),
        ("duration", Decimal(24), Decimal(30), "substantive"),
        ("duration", Decimal(24), Decimal(18), "substantive"),
        ("duration", Decimal(8), Decimal(6), "substantive"),
        ("annual_leave", Decimal(28), Decimal(22), "minor"),
        ("annual_leave", Decimal(28), Decimal(21), "substantive"),
        ("weekly_rest", Decimal(1), Decimal("0.6"), "minor"),
        ("weekly_rest", Decimal(1), Decimal("0.5"), "substantive"),
        ("food", "free", "allowance", "minor"),
        ("food", "allowance", "deducted", "substantive"),
        ("food", "deducted", "worker_pays", "minor"),
        ("local_transport", "free", "worker_pays", "minor"),
        ("pay_basis", "month", "piece", "substantive"),
        ("pay_basis", "month", "day", "none"),
        ("agency", "Sun Agency", "Moon Agency", "minor"),
    ],
)
def test_a_threshold_is_where_it_is_said_to_be(field: str, earlier: Value, later: Value, grade: str) -> None:
    assert against({field: earlier}, {field: later}).grade == grade


def test_the_reason_names_both_values() -> None:
    said = change(against({"pay": pay("1000")}, {"pay": pay("800")}), "pay").reason.plain()
    assert said == "QAR 1000 a month before, QAR 800 a month now: 20 % less."


def test_one_contract_alone_is_refused() -> None:
    with pytest.raises(TermsUnusable, match="alone"):
        compare(Terms("signed", {}))


def test_pay_of_an_hour_is_judged_where_the_month_is_the_same() -> None:
    found = against({"pay": pay("1000"), "daily_hours": Decimal(8), "weekly_rest": Decimal(1)},
                    {"pay": pay("1000"), "daily_hours": Decimal(12), "weekly_rest": Decimal(1)})  # fmt: skip
    assert change(found, "pay").direction == "worse"
    assert "33 % less" in change(found, "pay").reason.plain()
    assert change(found, "weekly_hours").later == Decimal(72)


def test_fewer_hours_at_pay_by_the_hour_are_less_pay() -> None:
    found = against({"pay": pay("15", "USD", "hour"), "weekly_hours": Decimal(40)},
                    {"pay": pay("15", "USD", "hour"), "weekly_hours": Decimal(24)})  # fmt: skip
    assert change(found, "pay").direction == "worse"
    assert found.grade == "substantive"


def test_pay_by_the_day_needs_the_days_of_rest() -> None:
    month, day = pay("1300"), pay("50", per="day")
    assert change(against({"pay": month}, {"pay": day}), "pay").direction == "same"
    assert change(against({"pay": pay("1400")}, {"pay": day}), "pay").direction == "unknown"
    rested = {"pay": pay("1400"), "weekly_rest": Decimal(1)}
    assert change(against(rested, rested | {"pay": day}), "pay").direction == "worse"
    assert change(against({"pay": pay("1600")}, {"pay": day}), "pay").direction == "worse"


def test_rates_are_units_for_one_dollar_or_for_the_currency_that_stands_with_one() -> None:
    here, there = {"pay": pay("1000", "QAR")}, {"pay": pay("200", "USD")}
    assert change(against(here, there), "pay").direction == "unknown"
    assert "no rate" in change(against(here, there), "pay").reason.plain()
    assert change(against(here, there, QAR=Decimal("3.64")), "pay").direction == "worse"
    nepal = {"pay": pay("36000", "NPR")}
    assert change(against(here, nepal, NPR=Decimal(36), QAR=Decimal(1)), "pay").direction == "same"
    assert change(against(here, there, NPR=Decimal(36), QAR=Decimal(1)), "pay").direction == "unknown"


@pytest.mark.parametrize(
    ("field", "value"),
    [("deductions", pay("100")), ("penalty_for_leaving", pay("100", per="once")), ("keeps_passport", False),
     ("free_to_leave", False), ("fees_repaid", False)],
)  # fmt: skip
def test_a_burden_that_nobody_spoke_of_is_new(field: str, value: Value) -> None:
    assert against({}, {field: value}).grade == "substantive"
    assert against({field: value}, {}).grade == "none"


def test_a_deduction_of_nothing_and_a_right_that_is_named_are_no_burden() -> None:
    assert against({}, {"deductions": pay("0"), "keeps_passport": True}).grade == "none"


def test_deductions_that_rise_count_by_their_share_of_pay() -> None:
    first = {"pay": pay("1000"), "deductions": pay("100")}
    assert against(first, first | {"deductions": pay("140")}).grade == "minor"
    assert against(first, first | {"deductions": pay("150")}).grade == "substantive"
    assert against({"deductions": pay("100")}, {"deductions": pay("140")}).grade == "substantive"


def test_a_core_term_left_out_is_to_be_asked_for() -> None:
    found = change(against({"pay": pay("1000")}, {}), "pay")
    assert found.direction == "unknown"
    assert "Ask for it in writing" in found.reason.plain()
    assert "Ask" not in change(against({"pay_slip": True}, {}), "pay_slip").reason.plain()


def test_longer_days_in_fewer_days_are_no_more_hours() -> None:
    first = {"weekly_hours": Decimal(48), "daily_hours": Decimal(8), "weekly_rest": Decimal(1)}
    assert against(first, first | {"daily_hours": Decimal("9.6"), "weekly_rest": Decimal(2)}).grade == "minor"
    # Twelve hours on six days are not forty-eight, whatever the paper says.
    assert against(first, first | {"daily_hours": Decimal(12)}).grade == "substantive"


def test_better_pay_offsets_nothing() -> None:
    first: dict[str, Value] = {"pay": pay("1000"), "keeps_passport": True}
    assert against(first, {"pay": pay("3000"), "keeps_passport": False}).grade == "substantive"


def test_codes_of_occupations_speak_where_titles_do_not() -> None:
    first: dict[str, Value] = {"occupation": "Xylophone tuner", "occupation_code": "7312"}
    assert against(first, first | {"occupation": "Mender of marimbas"}).grade == "none"
    other = against(first, {"occupation": "मारिम्बा", "occupation_code": "9312"})
    assert change(other, "occupation").direction == "worse"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Al Noor Trading", "Al Nasr Trading", "other"),
        ("Hassan Ali", "Hussain Ali", "other"),
        ("Saad Al Otaibi", "Fahad Al Otaibi", "other"),
        ("Fahd Al-Otaibi", "Fahad Al Otaibi", "same"),
        ("Gulf Star Cleaning Co.", "Gulf Star Manpower Supply", "other"),
        ("Classic Fashion Apparel Industry Ltd", "كلاسيك فاشن لصناعة الألبسة", "same"),
        ("Fatima Al Zahrani", "نورة القحطاني", "other"),
        ("Gulf Star 1", "Gulf Star 2", "other"),
    ],
)
def test_employers(one: str, other: str, alike: str) -> None:
    assert same_employer(one, other) == alike
    assert same_employer(other, one) == alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Housemaid", "Domestic helper", "same"), ("Cook", "Assistant cook", "other"), ("Welder", "Welder 6G", "same"),
        ("Mason", "डकर्मी", "same"), ("Driver", "Heavy truck driver", "other"), ("Cook", "زراعة الزهور", "unsure"),
        ("Domestic cleaners and helpers", "Housekeeper", "same"), ("Teacher", "Teaching assistant", "other"),
    ],
)  # fmt: skip
def test_occupations(one: str, other: str, alike: str) -> None:
    assert same_occupation(one, other) == alike
    assert same_occupation(other, one) == alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Doha", "Zone 24, Street 850, Doha, Qatar", "same"),
        ("King Fahd Road, Riyadh", "King Fahd Road, Dammam", "other"),
        ("Qatar", "Doha", "unsure"), ("Springfield", "Springfeild", "same"), ("Kathmandu", "काठमाडौं", "unsure"),
        ("الوكرة", "Building 5, Al Wakrah", "same"), ("Sundarpur", "Hilltop", "other"),
    ],
)  # fmt: skip
def test_workplaces(one: str, other: str, alike: str) -> None:
    assert same_workplace(one, other) == alike
    assert same_workplace(other, one) == alike
