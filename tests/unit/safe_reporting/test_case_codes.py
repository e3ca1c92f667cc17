"""Indicators of forced labour, kinds of remedy, and the measures of a grievance mechanism: whole, and countable."""

from __future__ import annotations

import pytest
from django.apps import apps

from fairway.safe_reporting import indicators, remedies
from fairway.safe_reporting.measures import CRITERIA, MEASURES, Measure

FORBIDDEN = ("passport", "visa", "status", "permit")


def test_there_are_eleven_indicators_each_with_a_question() -> None:
    assert len(indicators.BY_CODE) == len(indicators.INDICATORS) == 11
    for one in indicators.INDICATORS:
        assert one.question.plain().endswith("?")
        assert len(one.code) <= 40


def test_no_question_asks_for_permission_to_stay() -> None:
    asked = " ".join(one.question.plain().lower() for one in indicators.INDICATORS)
    assert [word for word in FORBIDDEN if word in asked] == []


def test_a_kind_of_remedy_fits_the_column_and_none_is_no_remedy() -> None:
    assert len(remedies.BY_CODE) == len(remedies.REMEDIES)
    assert all(len(one.code) <= 40 for one in remedies.REMEDIES)
    assert [one.code for one in remedies.REMEDIES if not one.counts] == ["none"]
    assert {one.code for one in remedies.REMEDIES if one.money} == {
        "wages_recovered",
        "fees_reimbursed",
        "compensation",
    }


def test_each_of_the_eight_criteria_is_measured() -> None:
    assert len(CRITERIA) == 8
    assert {one.criterion for one in MEASURES} == set(CRITERIA)
    assert len({one.code for one in MEASURES}) == len(MEASURES)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_a_measure_names_columns_that_casework_has(measure: Measure) -> None:
    for name in measure.counted_in:
        part, model, field = name.split(".")
        apps.get_model(f"fairway_{part}", model)._meta.get_field(field)
    assert measure.source.startswith("A/HRC/17/31, 31(")
