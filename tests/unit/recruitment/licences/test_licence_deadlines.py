"""The officer's work-list: what falls due, when, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fairway.recruitment.licences.deadlines import Backing, DayFixed, HeldLicence, OpenAppeal, deadlines
from fairway.recruitment.licences.principles import REQUIREMENTS, at_agency
from fairway.recruitment.licences.rules import CountryRules, rules_of
from fairway.recruitment.licences.states import State

TODAY = date(2026, 11, 22)
RULES = CountryRules(country="PHL", on=TODAY, decision_days=30, renewal_window_days=45)
HELD = HeldLicence("licence 1", "Blue Door", State.LICENSED, date(2024, 1, 1), date(2026, 12, 31))


def lines(*held: HeldLicence, rules: CountryRules = RULES) -> list[tuple[str, date, bool]]:
    return [(one.kind, one.due, one.overdue) for one in deadlines(today=TODAY, rules=rules, licences=held)]


def test_an_application_is_due_by_the_countrys_rule_or_by_our_reminder() -> None:
    applied = replace(HELD, state=State.APPLIED, since=date(2026, 10, 1), valid_to=None)
    assert lines(applied) == [("decide_application", date(2026, 10, 31), True)]
    ours = deadlines(today=TODAY, rules=rules_of("FRA", TODAY), licences=[applied])
    assert [(one.due, one.overdue) for one in ours] == [(date(2026, 11, 30), False)]
    assert "set by Fairway" in ours[0].basis.plain()


def test_a_licence_near_its_end_is_due_for_renewal_unless_it_was_applied_for() -> None:
    assert lines(HELD) == [("renewal_due", date(2026, 12, 31), False)]
    assert lines(replace(HELD, valid_to=date(2027, 1, 7))) == [("runs_out", date(2027, 1, 7), False)]
    assert lines(replace(HELD, valid_to=date(2027, 1, 6))) == [("renewal_due", date(2027, 1, 6), False)]
    under_way = replace(HELD, state=State.RENEWAL, since=date(2026, 11, 20))
    assert lines(under_way) == [("decide_renewal", date(2026, 12, 20), False), ("runs_out", date(2026, 12, 31), False)]
    assert lines(replace(HELD, valid_to=date(2027, 6, 1))) == []


def test_a_licence_whose_days_are_over_waits_for_its_entry() -> None:
    assert lines(replace(HELD, valid_to=TODAY - timedelta(days=1))) == [("record_expiry", TODAY, False)]
    assert lines(replace(HELD, valid_to=TODAY)) == [("renewal_due", TODAY, False)]
    assert lines(replace(HELD, valid_to=date(2026, 1, 1))) == [("record_expiry", date(2026, 1, 2), True)]
    for over in (State.REVOKED, State.EXPIRED, State.SURRENDERED, State.BARRED, State.REFUSED):
        assert lines(replace(HELD, state=over, valid_to=date(2026, 1, 1))) == []


def test_a_suspension_that_ends_and_conditions_are_listed() -> None:
    suspended = replace(HELD, state=State.SUSPENDED, until=date(2026, 12, 1), valid_to=None)
    assert lines(suspended) == [("suspension_ends", date(2026, 12, 1), False)]
    assert lines(replace(suspended, until=date(2026, 11, 21))) == []
    conditional = replace(HELD, state=State.CONDITIONAL, since=date(2026, 6, 1), valid_to=None)
    assert lines(conditional) == [("review_conditions", date(2026, 11, 28), False)]
    assert lines(replace(conditional, review=date(2026, 11, 1))) == [("review_conditions", date(2026, 11, 1), True)]


def test_everything_else_comes_in_the_order_of_its_days() -> None:
    found = deadlines(
        today=TODAY,
        rules=rules_of("BGD", TODAY),
        appeals=[OpenAppeal("appeal 1", "A", date(2026, 9, 1)), OpenAppeal("appeal 2", "B", TODAY, date(2026, 11, 30))],
        guarantees=[
            Backing("guarantee 1", "C", "BDT", 40, required=100, ends=date(2027, 1, 1)),
            Backing("guarantee 2", "D", "BDT", 100, required=100),
            Backing("guarantee 3", "E", "BDT", 0),
        ],
        inspections=[
            DayFixed("inspection 1", "F", date(2026, 12, 24)),
            DayFixed("inspection 2", "G", date(2028, 1, 1)),
        ],
        findings=[DayFixed("finding 1", "H", date(2026, 11, 1))],
    )
    assert [(one.kind, one.subject, one.overdue) for one in found] == [
        ("decide_appeal", "appeal 1", True),
        ("remedy", "finding 1", True),
        ("guarantee_short", "guarantee 1", False),
        ("decide_appeal", "appeal 2", False),
        ("inspection", "inspection 1", False),
        ("guarantee_ends", "guarantee 1", False),
    ]
    assert found[0].due == date(2026, 10, 31)
    assert "Section 12(3)" in found[0].basis.plain()
    assert "60 BDT are missing" in found[2].basis.plain()
    assert found[5].title.plain() == "The guarantee runs out: C"


def test_the_officer_may_look_further_ahead() -> None:
    far = replace(HELD, valid_to=date(2027, 6, 1))
    assert [one.kind for one in deadlines(today=TODAY, rules=RULES, licences=[far], horizon_days=365)] == ["runs_out"]


def test_there_are_13_principles_and_31_guidelines_and_none_is_said_to_be_checked() -> None:
    assert list(REQUIREMENTS) == [f"P{n}" for n in range(1, 14)] + [f"G{n}" for n in range(1, 32)]
    assert not any(one.verified for one in REQUIREMENTS.values())
    assert {one.code for one in REQUIREMENTS.values() if one.addressed_to == "governments"} == {
        f"G{n}" for n in range(1, 15)
    }
    assert len({one.title.plain() for one in REQUIREMENTS.values()}) == 44
    inspected = {one.code for one in at_agency()}
    assert {"P7", "P8", "P11", "G17", "G18", "G24"} <= inspected
    assert not inspected & {f"G{n}" for n in (*range(1, 15), *range(26, 32))}
