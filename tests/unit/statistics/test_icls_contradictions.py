"""Each rule on histories that cannot be true: a row that breaks it, a neighbour that does not."""

import polars as pl
import pytest

from fairway.statistics.icls import CONTRADICTIONS, Parameters, contradictions
from fairway.statistics.icls.classification import VariableMisshapen

MAY = Parameters(reference_month="2024-05")
CASES = {
    "arrival_month_impossible": ({"arrival_month": "2023-13"}, {"arrival_month": "2023"}),
    "departure_month_impossible": ({"departure_month": "23-05"}, {"departure_month": "2023-12"}),
    "return_month_impossible": ({"return_month": "2023-00"}, {"return_month": "2023-01"}),
    "arrival_after_interview": ({"arrival_month": "2024-06"}, {"arrival_month": "2024"}),
    "departure_after_interview": ({"departure_month": "2025"}, {"departure_month": "2024-05"}),
    "return_after_interview": ({"return_month": "2024-06"}, {"return_month": "2024-05"}),
    # Ten years old in May 2024: born from June 2013 at the earliest.
    "arrival_before_birth": ({"arrival_month": "2013-04", "age": 10}, {"arrival_month": "2013", "age": 10}),
    "departure_before_birth": ({"departure_month": "2012", "age": 10}, {"departure_month": "2013-06", "age": 10}),
    "return_before_birth": ({"return_month": "2013-04", "age": 10}, {"return_month": "2014-05", "age": 10}),
    "return_before_departure": (
        {"return_month": "2019-03", "departure_month": "2019-04"},
        {"return_month": "2019", "departure_month": "2019-04"},
    ),
    "worked_abroad_longer_than_life": (
        {"months_worked_abroad": 252, "age": 20},
        {"months_worked_abroad": 251, "age": 20},
    ),
    "worked_abroad_but_never_lived_abroad": (
        {"worked_abroad": "yes", "ever_lived_abroad": "no"},
        {"worked_abroad": "no", "ever_lived_abroad": "no"},
    ),
    "previous_residence_but_never_lived_abroad": (
        {"previous_residence": "QAT", "ever_lived_abroad": "no"},
        {"previous_residence": "QAT", "ever_lived_abroad": "yes"},
    ),
    "arrived_but_never_lived_abroad": (
        {"arrival_month": "2019", "ever_lived_abroad": "no"},
        {"arrival_month": "2019", "ever_lived_abroad": "yes"},
    ),
    "came_but_never_lived_abroad": (
        {"permit_at_entry": "work", "ever_lived_abroad": "no"},
        {"permit_at_entry": "work", "reason_for_coming": "work"},
    ),
    "returned_but_never_lived_abroad": (
        {"return_month": "2019", "ever_lived_abroad": "no"},
        {"return_month": "2019", "ever_lived_abroad": "yes"},
    ),
    "lives_elsewhere_but_never_lived_abroad": (
        {"usual_resident": "no", "ever_lived_abroad": "no"},
        {"usual_resident": "yes", "ever_lived_abroad": "no"},
    ),
    "country_but_never_worked_abroad": (
        {"country_worked_abroad": "QAT", "worked_abroad": "no"},
        {"country_worked_abroad": "QAT", "worked_abroad": "yes"},
    ),
    "months_but_never_worked_abroad": (
        {"months_worked_abroad": 1, "worked_abroad": "no"},
        {"months_worked_abroad": 0, "worked_abroad": "no"},
    ),
    "worked_abroad_in_own_country": ({"country_worked_abroad": "NPL"}, {"country_worked_abroad": "IND"}),
    "previous_residence_in_own_country": ({"previous_residence": "NPL"}, {"previous_residence": "IND"}),
    "absent_in_own_country": (
        {"country_of_residence": "NPL", "usual_resident": "no"},
        {"country_of_residence": "NPL", "usual_resident": "yes"},
    ),
    "resident_of_two_countries": (
        {"country_of_residence": "QAT", "usual_resident": "yes"},
        {"country_of_residence": "QAT", "usual_resident": "no"},
    ),
    "visitor_but_resident": (
        {"special_category": "tourist", "usual_resident": "yes"},
        {"special_category": "seasonal", "usual_resident": "yes"},
    ),
    "serves_from_abroad_but_present": (
        {"special_category": "remote_service", "present": "yes"},
        {"special_category": "remote_service", "present": "no"},
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_names_the_row_that_breaks_it_and_no_other(rule):
    broken, sound = CASES[rule]
    frame = pl.DataFrame([sound, broken], infer_schema_length=None)
    found = contradictions(frame, "NPL", parameters=MAY)
    assert found.select("row", "rule").rows() == [(2, rule)]


def test_every_rule_has_a_case():
    assert list(CASES) == [one.rule for one in CONTRADICTIONS]
    for one in CONTRADICTIONS:
        assert set(CASES[one.rule][0]) <= set(one.variables)
        assert one.said.endswith(".")


def test_the_month_before_the_earliest_birth_is_certain_and_the_next_is_not():
    # Ten completed years on 31 May 2024: born from 1 June 2013 on; on 1 May 2024: from 2 May 2013 on.
    frame = pl.DataFrame({"arrival_month": ["2013-04", "2013-05", "2013-06"], "age": [10, 10, 10]})
    assert contradictions(frame, "NPL", parameters=MAY)["row"].to_list() == [1]


def test_without_a_reference_month_only_rules_that_need_none_are_applied():
    frame = pl.DataFrame({"arrival_month": ["2090", None], "country_worked_abroad": [None, "NPL"]})
    assert contradictions(frame, "NPL")["rule"].to_list() == ["worked_abroad_in_own_country"]


def test_nothing_known_contradicts_nothing():
    frame = pl.DataFrame({"person": ["a", "b"]})
    found = contradictions(frame, "NPL", parameters=MAY)
    assert found.is_empty()
    assert found.schema == {"row": pl.Int64, "rule": pl.String, "said": pl.String}


def test_a_row_that_breaks_several_rules_is_named_for_each_in_their_order():
    frame = pl.DataFrame([{"worked_abroad": "yes", "ever_lived_abroad": "no", "country_worked_abroad": "NPL"}])
    found = contradictions(frame.lazy(), "NPL", parameters=MAY)
    assert found.rows() == [
        (1, "worked_abroad_but_never_lived_abroad", "Worked while living abroad, but never lived abroad."),
        (1, "worked_abroad_in_own_country", "The country of work abroad is the country of the survey."),
    ]


def test_a_column_of_the_wrong_type_is_refused():
    with pytest.raises(VariableMisshapen, match="arrival_month"):
        contradictions(pl.DataFrame({"arrival_month": [201905]}), "NPL")
