"""By when something must be done: limits of countries, our own, and the days on which they run out."""

from __future__ import annotations

from datetime import date

import pytest

from fairway.safe_reporting.time_limits import CASE_TYPES, due_dates, limits_of
from fairway.safe_reporting.time_limits.errors import TimeLimitsUnusable
from fairway.safe_reporting.time_limits.limits import TimeLimit, read_limits

TODAY = date(2026, 11, 22)
LIMIT = """
[[limit]]
id = "one"
case_types = ["wage_claim"]
step = "decision"
start = "filed"
days = 10
law = "Labour Act"
standing = "national_law"
country = "NPL"
"""


def months(count: int) -> TimeLimit:
    (found,) = read_limits(LIMIT.replace("days = 10", f"months = {count}"), "own.toml")
    return found


@pytest.mark.parametrize("case_type", CASE_TYPES)
def test_a_first_answer_in_seven_days_is_our_own_promise_for_every_type(case_type: str) -> None:
    (own,) = (one for one in limits_of("", case_type, TODAY) if one.ours)
    assert (own.step, own.days) == ("first_answer", 7)
    assert "our own promise" in own.says.plain()


def test_the_labour_arbiter_of_the_philippines_decides_in_ninety_days_of_filing() -> None:
    filed = date(2026, 12, 1)
    found = {one.limit.id: one.day for one in due_dates("PHL", "wage_claim", TODAY, {"filed": filed})}
    assert found["PHL-labour-arbiter"] == date(2027, 3, 1)
    assert found["fairway-first-answer"] == date(2026, 11, 29)


def test_a_limit_has_no_last_day_until_its_event_has_one() -> None:
    found = {one.limit.id: one.day for one in due_dates("QAT", "wage_claim", TODAY, {"filed": TODAY})}
    assert found["QAT-settlement"] == date(2026, 11, 29)
    assert found["QAT-committee"] is None


def test_a_limit_counts_when_it_was_in_force_on_the_day_from_which_it_runs() -> None:
    before = {one.limit.id for one in due_dates("ARE", "wage_claim", date(2022, 1, 1), {"filed": date(2022, 2, 1)})}
    after = {one.limit.id for one in due_dates("ARE", "wage_claim", date(2022, 1, 1), {"filed": date(2022, 2, 2)})}
    assert (before, after) == ({"fairway-first-answer"}, {"fairway-first-answer", "ARE-settlement"})


def test_a_country_of_which_nothing_is_known_has_our_own_limit_alone() -> None:
    assert [one.id for one in limits_of("LBN", "wage_claim", TODAY)] == ["fairway-first-answer"]


@pytest.mark.parametrize(
    ("since", "count", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 11, 30), 14, date(2028, 1, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(since: date, count: int, due: date) -> None:
    assert months(count).due(since) == due


@pytest.mark.parametrize(
    ("was", "becomes", "field"),
    [
        ('step = "decision"', 'step = "verdict"', "step"),
        ('start = "filed"', 'start = "dawn"', "start"),
        ("days = 10", "days = 0", "days"),
        ("days = 10", "days = true", "days"),
        ("days = 10", "", "days"),
        ("days = 10", "days = 10\nmonths = 1", "days"),
        ('"wage_claim"', '"divorce"', "case_types"),
        ('"NPL"', '"Nepal"', "country"),
        ('id = "one"', "", "id"),
    ],
)
def test_a_limit_that_breaks_the_form_is_refused_by_its_field(was: str, becomes: str, field: str) -> None:
    with pytest.raises(TimeLimitsUnusable) as refused:
        read_limits(LIMIT.replace(was, becomes), "own.toml")
    assert refused.value.details["field"] == field


def test_an_id_is_there_once() -> None:
    with pytest.raises(TimeLimitsUnusable):
        read_limits(LIMIT + LIMIT, "own.toml")
