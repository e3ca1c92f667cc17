"""The rules that ship, faults in rules of one's own, and the check of laws."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fairway.recruitment.contracts.errors import ContractRulesUnusable
from fairway.recruitment.contracts.legality import Legality, check_terms
from fairway.recruitment.contracts.rules import shipped_rules
from fairway.recruitment.contracts.rules_reading import read_rules
from fairway.recruitment.contracts.terms import Money, Terms, Value

DAY = date(2026, 11, 1)
RULE = (
    '[[rule]]\nid = "A"\ncountry = "KHM"\nside = "origin"\nfield = "weekly_hours"\n'
    'test = "at_most"\nvalue = 48\nlaw = "C001"\n'
)


def checked(values: dict[str, Value], *, origin: str = "NPL", destination: str = "QAT", sector: str = "construction",
            on: date = DAY) -> Legality:  # fmt: skip
    return check_terms(Terms("signed", values, sector), origin=origin, destination=destination, on=on)


def verdict(found: Legality, rule: str) -> str:
    return next(one.verdict for one in found.findings if one.rule.id == rule)


def test_every_rule_that_ships_says_a_sentence_a_law_and_only_conventions_were_checked() -> None:
    for rule in shipped_rules().rules:
        assert rule.says.plain()
        assert rule.citation.plain()
        assert not rule.verified or rule.id.startswith("INT-C")
        said = "Checked against its source." if rule.verified else "Not yet checked against the printed law."
        assert rule.checked.plain() == said


def test_pay_is_held_against_the_minimum_wage_by_the_month() -> None:
    low, enough = Money(Decimal(999), "QAR"), Money(Decimal(12000), "QAR", "year")
    assert verdict(checked({"pay": low}), "QAT-wage") == "broken"
    assert verdict(checked({"pay": enough}), "QAT-wage") == "met"
    assert verdict(checked({"pay": Money(Decimal(40), "QAR", "day")}), "QAT-wage") == "unknown"
    daily: dict[str, Value] = {"pay": Money(Decimal(40), "QAR", "day"), "weekly_rest": Decimal(1)}
    assert verdict(checked(daily), "QAT-wage") == "met"
    assert verdict(checked({"pay": Money(Decimal(999), "NPR")}), "QAT-wage") == "unknown"
    assert verdict(checked({}), "QAT-wage") == "unknown"
    assert verdict(checked({"pay": low}, on=date(2020, 1, 1)), "QAT-wage") == "applies_not"


def test_hours_a_day_are_a_week() -> None:
    assert verdict(checked({"daily_hours": Decimal(9), "weekly_rest": Decimal(1)}), "QAT-hours") == "broken"
    found = checked({"daily_hours": Decimal(8), "weekly_rest": Decimal(1)})
    assert verdict(found, "QAT-hours") == "met"
    assert "weekly_hours" not in {field.name for field in found.missing}


def test_a_rule_is_for_its_kind_of_work_and_its_countries() -> None:
    assert verdict(checked({}, sector="domestic"), "QAT-hours") == "applies_not"
    assert verdict(checked({}, sector="domestic"), "INT-C189-10-rest") == "unknown"
    assert verdict(checked({"travel_there": "worker_pays"}), "NPL-ticket") == "broken"
    assert verdict(checked({"travel_there": "worker_pays"}, destination="KOR"), "NPL-ticket") == "applies_not"


def test_the_penalty_that_korea_forbids_is_broken_in_any_currency_and_absence_keeps_it() -> None:
    penalty: dict[str, Value] = {"penalty_for_leaving": Money(Decimal(500), "USD", "once")}
    assert verdict(checked(penalty, destination="KOR"), "KOR-penalty") == "broken"
    assert verdict(checked({}, destination="KOR"), "KOR-penalty") == "met"


def test_three_fourths_of_the_hours_are_guaranteed() -> None:
    hours: dict[str, Value] = {"weekly_hours": Decimal(40), "least_hours": Decimal(29)}
    asked = {"origin": "MEX", "destination": "USA", "sector": "agriculture"}
    assert verdict(checked(hours, **asked), "USA-H2A-three-fourths") == "broken"  # type: ignore[arg-type]
    assert verdict(checked(hours | {"least_hours": Decimal(30)}, **asked), "USA-H2A-three-fourths") == "met"  # type: ignore[arg-type]


def test_what_must_be_written_and_is_not_is_named() -> None:
    found = checked({"pay": Money(Decimal(1500), "QAR")}, origin="PHL")
    contents = next(one for one in found.findings if one.rule.id == "PHL-contents")
    assert contents.verdict == "broken"
    assert "pay" not in contents.missing
    assert "Overtime" in contents.reason.plain() or "overtime" in contents.reason.plain()
    assert {"keeps_passport", "employer"} <= {field.name for field in found.missing}


def test_where_rules_differ_the_better_one_for_the_worker_is_first() -> None:
    found = checked({"annual_leave": Decimal(18)})
    conflict = next(one for one in found.conflicts if one.field == "annual_leave")
    assert [one.rule.id for one in conflict.findings] == ["QAT-leave", "INT-C132"]
    assert [one.verdict for one in conflict.findings] == ["broken", "met"]
    there = checked({}, origin="PHL", destination="SAU")
    travel = next(one for one in there.conflicts if one.field == "travel_back")
    assert travel.findings[0].rule.id == "PHL-travel-back"


def test_an_aim_is_never_broken_and_a_country_without_rules_is_said() -> None:
    found = checked({"weekly_hours": Decimal(45)}, origin="KHM", destination="THA")
    assert verdict(found, "INT-C047") == "unknown"
    assert len(found.notes) == 2
    assert found.outcome == "broken" or found.outcome == "unknown"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", "is not TOML"),
        ("edition = 'x'", "has no rules"),
        (RULE + RULE, "is there twice"),
        (RULE.replace("weekly_hours", "weekly_hour"), "“weekly_hour” is not known"),
        (RULE.replace("at_most", "atmost"), "“atmost” is not known"),
        (RULE.replace("value = 48", "value = -1"), "number of 0 or more"),
        (RULE.replace("value = 48\n", ""), "number of 0 or more"),
        (RULE.replace("weekly_hours", "food"), "which is no number"),
        (RULE.replace("weekly_hours", "pay"), "currency must be"),
        (RULE.replace("KHM", "ZZZ"), "“ZZZ” is not known"),
        (RULE + "colour = 1\n", "colour is no field"),
        (RULE + "valid_from = 2020-01-01\nvalid_to = 2019-01-01\n", "lies before valid_from"),
        (RULE.replace("at_most", "stated").replace("value = 48", 'fields = ["pay"]'), "field “weekly_hours”"),
    ],
)
def test_a_fault_in_the_rules_is_named(text: str, said: str) -> None:
    with pytest.raises(ContractRulesUnusable) as caught:
        read_rules(text, "own.toml")
    assert said in caught.value.title
    assert caught.value.advice
