"""From answers to standard variables: persons and absent members written by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.modules import QUESTIONNAIRES, Derived, derive
from fairway.statistics.modules.questions import SEQUENCE

OWN = {"interview_month", "monthly_earnings_reason", "reason_for_leaving", "remittances", "remittances_currency"}
OWN |= {"remittances_reason", "reported_by"}

IDLE = {**dict.fromkeys((*SEQUENCE, "absent_job"), "no"), "searched": "no", "starts_soon": "no", "available": "no"}
PERSON = {
    "consent": "yes", "interview_date": "2024-05-10", "sex": "F", "age": 29, "education": "3",
    "education_country": "NPL", "usual_resident": "yes", "present": "yes", "country_of_birth": "NPL",
    "citizenship": "NPL", "has_second_citizenship": "no", "ever_lived_abroad": "no", "worked_for_pay": "yes",
    "status_in_employment": "employee", "occupation_code": "5120", "industry_code": "I", "country_of_work": "NPL",
    "earnings_known": "amount", "earnings_amount": 30000, "earnings_currency": "NPR", "weekly_hours": 48,
}  # fmt: skip
JOB = ("status_in_employment", "occupation_code", "industry_code", "country_of_work", "earnings_known")
JOBLESS = dict.fromkeys((*JOB, "earnings_amount", "earnings_currency", "weekly_hours"))
CAME = {
    "ever_lived_abroad": "yes", "previous_residence": "IND", "arrival_month": "2021-03-01", "stay": "limited",
    "stay_months": 36, "reason_for_coming": "work", "permit_at_entry": "free_movement", "special_category": "none",
    "worked_abroad": "yes", "country_worked_abroad": "IND", "months_worked_abroad": 40,
    "occupation_abroad_code": "7112", "industry_abroad_code": "41", "occupation_before_code": "6111",
    "return_month": "2021-03-15", "reason_for_return": "contract_ended", "skills_used_after_return": "yes",
}  # fmt: skip
MEMBER = {
    "parent_key": "1", "absent_sex": "M", "absent_age": 34, "absent_education": "2", "absent_country": "QAT",
    "absent_departure": "2022-08-01", "absent_reason": "work", "absent_activity": "working",
    "absent_occupation_code": "7112", "absent_industry_code": "F", "remittances_known": "amount",
    "remittances_amount": 240000, "remittances_currency": "NPR",
}  # fmt: skip


def asked(*persons: dict[str, Any], absent: tuple[dict[str, Any], ...] = ()) -> Derived:
    """The derivation of persons, each `PERSON` with what the test says."""
    rows = [{**PERSON, "key": str(n), **said} for n, said in enumerate(persons, 1)]
    tables = {"main": pl.from_dicts(rows, infer_schema_length=None)}
    if absent:
        tables["absent_member"] = pl.from_dicts([MEMBER | said for said in absent], infer_schema_length=None)
    return derive(tables)


def reasons(found: Derived) -> list[str]:
    return sorted(found.faults["reason"])


def test_every_column_is_a_standard_variable_with_its_codes() -> None:
    found = asked({}, absent=({},))
    for frame in (found.persons, found.absent_members):
        assert set(frame.columns) - OWN <= set(VARIABLES)
    module = QUESTIONNAIRES["labour_force_migration"]()
    checked = 0
    for name, variable in VARIABLES.items():
        question = module.question(name)
        if question is None or variable.kind != "code":
            continue
        codes = {choice.code for choice in module.choices[question.choices]} - {"dont_know", "refused"}
        assert codes == set(variable.codes), name
        checked += 1
    assert checked >= 9
    left = set(VARIABLES) - set(found.persons.columns) - set(found.absent_members.columns)
    assert left == {"household"}


def test_somebody_who_never_left() -> None:
    found = asked({"weight": 12.5, "household": "h1"})
    person = {name: value for name, value in found.persons.row(0, named=True).items() if value is not None}
    assert person == {
        "person": "1", "weight": 12.5, "household": "h1", "interview_month": "2024-05", "sex": "F", "age": 29.0,
        "education": "3", "education_country": "NPL", "usual_resident": "yes", "present": "yes",
        "country_of_birth": "NPL", "citizenship": "NPL", "ever_lived_abroad": "no", "labour_force_status": "employed",
        "status_in_employment": "employee", "occupation": "5120", "industry": "I", "country_of_work": "NPL",
        "monthly_earnings": 30000.0, "earnings_currency": "NPR", "weekly_hours": 48.0,
    }  # fmt: skip
    assert found.faults.is_empty()
    assert found.absent_members.is_empty()


def test_somebody_who_returned() -> None:
    found = asked(CAME)
    person = found.persons.row(0, named=True)
    expected = {
        "previous_residence": "IND", "arrival_month": "2021-03", "intended_stay_months": 36.0,
        "reason_for_coming": "work", "permit_at_entry": "free_movement", "special_category": "none",
        "worked_abroad": "yes", "country_worked_abroad": "IND", "months_worked_abroad": 40.0,
        "occupation_abroad": "7112", "industry_abroad": "41", "occupation_before": "6111",
        "return_month": "2021-03", "reason_for_return": "contract_ended", "skills_used_after_return": "yes",
    }  # fmt: skip
    assert {name: person[name] for name in expected} == expected
    assert found.faults.is_empty()


@pytest.mark.parametrize(("said", "status"), [
    ({"worked_for_pay": "yes"}, "employed"),
    ({"worked_for_pay": "no", "worked_business": "yes"}, "employed"),
    ({"worked_for_pay": "no", "worked_business": "no", "helped_family": "yes"}, "employed"),
    ({"worked_for_pay": "refused", "worked_business": "yes"}, "employed"),
    (IDLE | {"absent_job": "yes", "absent_short": "yes"}, "employed"),
    (IDLE | {"absent_job": "yes", "absent_short": "no"}, "outside"),
    (IDLE | {"absent_job": "yes", "absent_short": "dont_know"}, None),
    (IDLE | {"absent_job": "yes", "absent_short": "no", "searched": "yes", "available": "yes"}, "unemployed"),
    (IDLE | {"searched": "yes", "starts_soon": None, "available": "yes"}, "unemployed"),
    (IDLE | {"starts_soon": "yes", "available": "yes"}, "unemployed"),
    (IDLE | {"searched": "yes", "starts_soon": None, "available": "no"}, "outside"),
    (IDLE | {"searched": "yes", "starts_soon": None, "available": "dont_know"}, None),
    (IDLE | {"available": "yes"}, "outside"),
    (IDLE | {"available": "refused"}, "outside"),
    (IDLE | {"searched": "refused", "available": "yes"}, None),
    (IDLE | {"searched": "refused", "available": "no"}, "outside"),
    (IDLE | {"worked_for_pay": "refused"}, None),
    (dict.fromkeys(IDLE), None),
])  # fmt: skip
def test_labour_force_status_follows_from_the_sequence(said: dict[str, Any], status: str | None) -> None:
    asked_of = {"worked_for_pay": None, "worked_business": None} | JOBLESS | said
    assert asked(asked_of).persons["labour_force_status"].to_list() == [status]


def test_the_country_of_who_looks_for_work_is_where_it_is_looked_for() -> None:
    found = asked(JOBLESS | IDLE | {"searched": "yes", "available": "yes", "country_of_search": "ARE"}, {})
    assert found.persons["country_of_work"].to_list() == ["ARE", "NPL"]


def test_earnings_and_stay_tell_nothing_from_not_known() -> None:
    found = asked(
        {"earnings_known": "none", "earnings_amount": None, "stay": "for_good"},
        {"earnings_known": "refused", "earnings_amount": None, "stay": "dont_know"},
        {"earnings_known": None, "earnings_amount": None},
        JOBLESS | IDLE | {"worked_for_pay": "no"},
    )
    columns = ["monthly_earnings", "monthly_earnings_reason", "intended_stay_months"]
    assert found.persons.select(columns).rows() == [
        (0.0, None, 1200.0),
        (None, "refused", None),
        (None, "not_answered", None),
        (None, None, None),
    ]


def test_what_was_refused_is_not_known() -> None:
    found = asked(CAME | {"permit_at_entry": "refused", "country_of_birth": "dont_know", "sex": "refused"})
    person = found.persons.row(0, named=True)
    assert (person["permit_at_entry"], person["country_of_birth"], person["sex"]) == (None, None, None)
    assert found.faults.is_empty()


def test_absent_members_are_told_of_by_who_answers_for_the_household() -> None:
    home = {"weight": 2.0, "psu": "a", "answers_for_household": "yes", "has_absent_members": "yes"}
    student = {"absent_activity": "studying", "remittances_known": "none", "remittances_amount": None,
               "absent_occupation_code": None, "absent_industry_code": None}  # fmt: skip
    unknown = {"parent_key": "2", "absent_activity": "dont_know", "remittances_known": "amount_unknown",
               "remittances_amount": None}  # fmt: skip
    found = asked(home, home | {"weight": 3.0}, absent=({}, unknown, student))
    columns = ["person", "reported_by", "weight", "psu", "country_of_residence", "labour_force_status", "remittances",
               "remittances_reason"]  # fmt: skip
    assert found.absent_members.select(columns).rows() == [
        ("1-1", "1", 2.0, "a", "QAT", "employed", 240000.0, None),
        ("2-1", "2", 3.0, "a", "QAT", None, None, "amount_unknown"),
        ("1-2", "1", 2.0, "a", "QAT", "outside", 0.0, None),
    ]
    first = found.absent_members.row(0, named=True)
    expected = {"sex": "M", "age": 34.0, "education": "2", "departure_month": "2022-08", "reason_for_leaving": "work",
                "occupation": "7112", "industry": "F", "remittances_currency": "NPR"}  # fmt: skip
    assert {name: first[name] for name in expected} == expected


@pytest.mark.parametrize(("said", "reason"), [
    ({"worked_abroad": "yes"}, "never lived abroad, but worked there"),
    ({"previous_residence": "IND"}, "never lived abroad, but came from another country"),
    ({"has_second_citizenship": "yes", "second_citizenship": "NPL"}, "the second citizenship is the first"),
    (CAME | {"stay_months": 6}, "lives here, but for less than a year"),
    (CAME | {"special_category": "tourist"}, "lives here, but is a visitor"),
    (CAME | {"arrival_month": "1990-01"}, "a month before birth"),
    (CAME | {"return_month": "2024-06"}, "a month after the interview"),
    (CAME | {"months_worked_abroad": 400}, "worked abroad for longer than the person has lived"),
    ({"worked_for_pay": "no", "worked_business": "no", "helped_family": "yes"},
     "only helped without pay, but is an employee"),
    (IDLE, "has no work, but tells of a main job"),
    ({"earnings_known": "none"}, "nothing, but an amount: the amount is kept"),
    ({"occupation_code": "5129"}, "not a code of ISCO-08: left out"),
])  # fmt: skip
def test_a_contradiction_is_kept_and_listed(said: dict[str, Any], reason: str) -> None:
    found = asked(said)
    assert reasons(found) == [reason]
    person = found.persons.row(0, named=True)
    kept = {name: value for name, value in said.items() if name in person and not name.endswith("_month")}
    assert all(person[name] == value for name, value in kept.items())


def test_absent_members_that_contradict_are_kept_and_listed() -> None:
    found = asked({"has_absent_members": "no"}, absent=({"absent_departure": "2025-01"}, {"parent_key": "7"}))
    assert found.absent_members["departure_month"].to_list() == ["2025-01"]
    assert reasons(found) == [
        "a month after the interview",
        "no interview has this key: the row is left out",
        "said no, but tells of one: it is kept",
    ]
