"""From answers to workers and payments: persons written by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.kernel.errors import UnknownCode
from fairway.recruitment.costs.frames import items_frame, workers_frame
from fairway.recruitment.modules import QUESTIONNAIRES, Workers, derive
from fairway.recruitment.modules.questions import ITEMS
from fairway.reference.questionnaires.answers import AnswersMisshapen

LONG, MEDIUM, SHORT = "recruitment_cost_long", "recruitment_cost_medium", "recruitment_cost_short"

PERSON = {
    "consent": "yes", "interview_date": "2024-05-10", "sex": "F", "age": 29, "education": "2", "moved_abroad": "yes",
    "origin": "NPL", "destination": "QAT", "stay_months": 24, "move_purpose": "employee",
    "first_job_status": "employee", "first_job_month": "2023-02-01", "deduction": "none",
    "earnings_month": "2023-03-01", "earnings_known": "amount", "earnings_amount": 1200, "earnings_basis": "same",
    "earnings_currency": "QAR", "earnings_hours": 60, "occupation_code": "9112",
}  # fmt: skip
"""Somebody who went to Qatar; what she paid is said by each test."""
OWN = {
    LONG: {"paid_anything": "no", "bonus_known": "none", "in_kind_known": "none"},
    MEDIUM: {"paid_anything": "no"},
    SHORT: {"total": "none"},
}
NOTHING = dict.fromkeys((code.lower() for code in ITEMS), "none")


def asked(module: str, *persons: dict[str, Any], **repeats: list[dict[str, Any]]) -> Workers:
    """The derivation of persons, each `PERSON` with the module's own answers, and what the test says."""
    rows = [{**PERSON, **OWN[module], "key": str(n), **said} for n, said in enumerate(persons, 1)]
    tables = {name: pl.DataFrame(rows) for name, rows in repeats.items()}
    return derive({"main": pl.from_dicts(rows, infer_schema_length=None), **tables}, module)


def cost(**said: Any) -> dict[str, Any]:
    """One payment of the long module."""
    usual = {
        "parent_key": "1", "cost_item": "RC1", "cost_payee": "provider", "cost_paid_by": "self",
        "cost_known": "amount", "cost_amount": 9000.0, "cost_currency": "NPR", "cost_month": "2022-11-01",
        "cost_receipt": "yes", "cost_back": "none", "cost_back_amount": None, "cost_back_currency": None,
        "cost_back_month": None,
    }  # fmt: skip
    return usual | said


def reasons(found: Workers) -> list[tuple[str, str, str]]:
    return found.faults.select("table", "key", "reason").rows()


@pytest.mark.parametrize("module", QUESTIONNAIRES)
def test_the_worker_is_the_same_in_each_module(module: str) -> None:
    found = asked(module, {"weight": 2.5, "stratum": "a", "psu": "7"})
    worker = found.workers.row(0, named=True)
    expected = {
        "person": "1", "weight": 2.5, "stratum": "a", "psu": "7", "sex": "F", "age": 29.0, "education": "2",
        "occupation": "9112", "origin": "NPL", "destination": "QAT", "stay_months": 24.0, "reason": "work",
        "status": "employee", "first_job_month": "2023-02", "paid": "no", "earnings": 1200.0,
        "earnings_reason": None, "earnings_currency": "QAR", "earnings_month": "2023-03", "earnings_basis": "net",
        "hours": 60.0, "interview_month": "2024-05",
    }  # fmt: skip
    assert {name: worker[name] for name in expected} == expected
    assert found.items.is_empty()
    assert found.faults.is_empty()


def test_the_three_modules_give_the_same_columns() -> None:
    paid = {
        LONG: asked(LONG, {"paid_anything": "yes", "borrowed": "no"}, cost=[cost()]),
        MEDIUM: asked(MEDIUM, {**NOTHING, "paid_anything": "yes", "costs_currency": "NPR", "costs_month": "2022-11",
                               "rc1": "amount", "rc1_amount": 9000, "rc1_back": "none", "interest": "none"}),
        SHORT: asked(SHORT, {"total": "amount", "total_amount": 9000, "total_currency": "NPR",
                             "total_month": "2022-11", "total_back": "none"}),
    }  # fmt: skip
    assert len({tuple(one.workers.schema.items()) for one in paid.values()}) == 1
    assert len({tuple(one.items.schema.items()) for one in paid.values()}) == 1
    columns = ["person", "amount", "currency", "month", "reimbursed", "reason", "reimbursed_reason"]
    for module, one in paid.items():
        assert one.items.select(columns).rows() == [("1", 9000.0, "NPR", "2022-11", 0.0, None, None)], module
        assert one.items["item"].to_list() == ["bundle" if module == SHORT else "RC1"]
        assert one.workers["paid"].to_list() == ["yes"]
        assert one.faults.is_empty(), module
        # What costs are computed from takes them as they are.
        workers_frame(one.workers)
        items_frame(one.items)


def test_payments_in_two_currencies_with_what_was_given_back() -> None:
    ticket = cost(cost_item="RC6", cost_amount=400, cost_currency="USD", cost_back="amount", cost_back_amount=100,
                  cost_back_currency="QAR", cost_back_month="2023-06-30")  # fmt: skip
    lump = cost(cost_item="bundle", cost_payee="agency", cost_amount=120000, cost_receipt="refused")
    found = asked(LONG, {"paid_anything": "yes", "borrowed": "no"}, cost=[ticket, lump])
    columns = [
        "item",
        "payee",
        "amount",
        "currency",
        "reimbursed",
        "reimbursed_currency",
        "reimbursed_month",
        "receipt",
    ]
    assert found.items.select(columns).rows() == [
        ("RC6", "provider", 400.0, "USD", 100.0, "QAR", "2023-06", "yes"),
        ("bundle", "agency", 120000.0, "NPR", 0.0, "NPR", None, None),
    ]


def test_what_somebody_else_paid_is_not_the_workers_cost() -> None:
    costs = [cost(cost_paid_by="employer"), cost(cost_paid_by="refused", cost_amount=50)]
    found = asked(LONG, {"paid_anything": "yes", "borrowed": "no"}, cost=costs)
    assert found.items["amount"].to_list() == [50.0]
    assert reasons(found) == [("cost", "1", "who paid is not known: counted as paid by the worker")]


@pytest.mark.parametrize(("state", "reason"), [
    ("amount_unknown", "amount_unknown"), ("dont_know", "dont_know"), ("refused", "refused"), (None, "not_answered"),
    ("amount", "amount_missing"),
])  # fmt: skip
def test_an_amount_that_is_not_known_has_a_row_and_a_reason(state: str | None, reason: str) -> None:
    long = asked(LONG, {"paid_anything": "yes", "borrowed": "no"}, cost=[cost(cost_known=state, cost_amount=None)])
    medium = asked(MEDIUM, {**NOTHING, "paid_anything": "yes", "interest": "none", "rc1": state, "rc1_amount": None})
    short = asked(SHORT, {"total": state})
    for found in (long, medium, short):
        assert found.items.select("amount", "reason").rows() == [(None, reason)]
        # Who was not asked what came back has not failed to answer it.
        assert state == "amount" or found.items["reimbursed_reason"].to_list() == [None]


def test_nothing_is_not_the_same_as_not_known() -> None:
    none = asked(MEDIUM, {**NOTHING, "paid_anything": "yes", "interest": "none"})
    assert none.items.is_empty()
    unknown = asked(MEDIUM, {"paid_anything": "dont_know"})
    assert unknown.items.select("item", "amount", "reason").rows()[0] == ("bundle", None, "dont_know")
    assert unknown.workers["paid"].to_list() == [None]
    refused = asked(LONG, {"paid_anything": "refused"})
    assert refused.items.select("item", "amount", "reason").rows()[0] == ("bundle", None, "refused")
    assert asked(LONG, {"paid_anything": "yes", "borrowed": "no"}).items["reason"].to_list() == ["not_listed"]


def test_who_does_not_know_what_came_back_is_told() -> None:
    found = asked(SHORT, {"total": "amount", "total_amount": 10, "total_currency": "NPR", "total_back": "dont_know"})
    assert found.items.select("amount", "reimbursed", "reimbursed_reason").rows() == [(10.0, None, "dont_know")]
    assert [one[0] for one in reasons(found)] == ["items"]


def test_deductions_are_paid_month_by_month_over_the_turn_of_the_year() -> None:
    kept = {"deduction": "amount", "deduction_amount": 100, "deduction_currency": "QAR", "deduction_months": 3,
            "deduction_from": "2023-11-01", "earnings_after_deduction": "yes"}  # fmt: skip
    found = asked(SHORT, kept)
    columns = ["item", "payee", "amount", "currency", "month"]
    months = ("2023-11", "2023-12", "2024-01")
    assert found.items.select(columns).rows() == [("deduction", "employer", 100.0, "QAR", month) for month in months]
    assert found.workers["earnings_basis"].to_list() == ["take_home"]
    assert found.workers["paid"].to_list() == ["no"]
    year = asked(SHORT, kept | {"deduction_from": None, "first_job_month": "2023", "deduction_months": 2})
    assert year.items["month"].to_list() == ["2023", "2023"]
    without = asked(SHORT, kept | {"deduction_months": None})
    assert without.items.select("amount", "reason").rows() == [(None, "months_unknown")]


def test_interest_is_what_was_paid_or_follows_from_the_terms() -> None:
    def loan(**said: Any) -> dict[str, Any]:
        usual = {"parent_key": "1", "loan_amount": 1000, "loan_currency": "NPR", "loan_month": "2022-10",
                 "loan_rate_per": "year", "loan_rate": 36, "loan_months": 6, "loan_interest_known": "dont_know",
                 "loan_interest_amount": None}  # fmt: skip
        return usual | said

    loans = [
        loan(loan_interest_known="amount", loan_interest_amount=75),
        loan(),
        loan(loan_rate_per="month", loan_rate=3),
        loan(loan_rate_per="whole", loan_rate=10),
        loan(loan_rate=None),
        loan(loan_rate_per="none", loan_interest_known=None),
        loan(loan_interest_known="none"),
    ]
    found = asked(LONG, {"paid_anything": "yes", "borrowed": "yes"}, cost=[cost()], loan=loans)
    interest = found.items.filter(pl.col("item") == "interest")
    assert interest["amount"].to_list() == pytest.approx([75.0, 180.0, 180.0, 100.0, None])
    assert interest["reason"].to_list() == [None, None, None, None, "dont_know"]
    assert set(interest["payee"]) == {"lender"}
    assert [one[0] for one in reasons(found)] == ["loan"] * 3
    unknown = asked(LONG, {"paid_anything": "yes", "borrowed": "refused"}, cost=[cost()])
    assert unknown.items.select("item", "amount", "reason").rows()[-1] == ("interest", None, "refused")


def test_earnings_hold_bonuses_but_not_goods() -> None:
    found = asked(
        LONG,
        {"bonus_known": "amount", "bonus_amount": 300, "in_kind_known": "amount", "in_kind_amount": 200},
        {"bonus_known": "refused"},
        {"earnings_known": "none", "earnings_amount": None},
        {"earnings_known": "dont_know", "earnings_amount": None},
        {"in_kind_known": "amount_unknown"},
    )
    columns = ["earnings", "earnings_in_kind", "earnings_reason"]
    assert found.workers.select(columns).rows() == [
        (1500.0, 200.0, None),
        (None, 0.0, "bonus_refused"),
        (0.0, 0.0, None),
        (None, 0.0, "dont_know"),
        (1200.0, None, None),
    ]


def test_who_is_meant_stays_open_where_it_was_not_said() -> None:
    found = asked(
        SHORT,
        {"move_purpose": "family"},
        {"move_purpose": "refused"},
        {"move_purpose": "self_employed", "first_job_status": "own_account"},
        {"moved_abroad": "no", "move_purpose": None, "first_job_status": None, "first_job_month": None},
        {"first_job_status": "none", "first_job_month": None},
        {"consent": "no", **dict.fromkeys((name for name in PERSON if name != "consent"), None), "total": None},
    )
    columns = ["moved_abroad", "reason", "status"]
    assert found.workers.select(columns).rows() == [
        ("yes", "family", "employee"),
        ("yes", None, "employee"),
        ("yes", "other", "own_account"),
        ("no", None, None),
        ("yes", "work", None),
        (None, None, None),
    ]
    assert "6" not in found.items["person"]


def test_documented_entry_may_be_refused() -> None:
    found = asked(MEDIUM, *({"documented_entry": said} for said in ("yes", "no", "refused", "dont_know", None)))
    assert found.workers["documented"].to_list() == ["yes", "no", None, None, None]


@pytest.mark.parametrize(("said", "reason"), [
    ({"first_job_month": "2024-06", "earnings_month": None}, "a month after the interview"),
    ({"origin": "QAT"}, "left a country for the same country"),
    ({"moved_abroad": "no"}, "did not move, but tells of a job there"),
    ({"first_job_status": "none"}, "never worked there, but began a job"),
    ({"earnings_month": "2023-01"}, "a full month of work before the job began"),
    ({"earnings_basis": "gross", "earnings_after_deduction": "yes"}, "before tax, but after a deduction for costs"),
    ({"total": "none", "total_amount": 5}, "nothing, but an amount: the amount is kept"),
    ({"total": "amount", "total_amount": 5, "total_back": "amount", "total_back_amount": 6}, "more was given back"),
])  # fmt: skip
def test_a_contradiction_is_kept_and_listed(said: dict[str, Any], reason: str) -> None:
    found = asked(SHORT, said)
    assert [one for one in reasons(found) if one[2].startswith(reason)] != []
    assert len(found.faults) == 1
    worker = found.workers.row(0, named=True)
    assert all(worker[name] == value for name, value in said.items() if name in worker)
    if "total_amount" in said:
        assert found.items["amount"].to_list() == [5.0]
        assert found.workers["paid"].to_list() == ["yes"]


def test_payments_of_who_said_no_are_kept_and_listed() -> None:
    found = asked(LONG, {"paid_anything": "no"}, cost=[cost()])
    assert found.items["amount"].to_list() == [9000.0]
    assert found.workers["paid"].to_list() == ["yes"]
    assert reasons(found) == [("main", "1", "said no, but has a row in “cost”: it is kept")]


def test_what_cannot_be_read_is_left_out_and_listed() -> None:
    found = asked(
        SHORT,
        {"age": "old"},
        {"first_job_month": "2023-13"},
        {"destination": "Qatar"},
        {"earnings_amount": "-5"},
        {"occupation_code": "9999"},
    )
    worker = found.workers
    assert worker["age"].to_list() == [None, 29.0, 29.0, 29.0, 29.0]
    assert (worker["first_job_month"][1], worker["destination"][2], worker["occupation"][4]) == (None, None, None)
    assert (worker["earnings"][3], worker["earnings_reason"][3]) == (None, "amount_missing")
    assert sorted(found.faults.select("key", "questions", "found").rows()) == [
        ("1", "age", "old"),
        ("2", "first_job_month", "2023-13"),
        ("3", "destination", "Qatar"),
        ("4", "earnings_amount", "-5"),
        ("4", "earnings_known, earnings_amount", "amount | –"),
        ("5", "occupation_code", "9999"),
    ]


def test_a_row_of_nobodys_is_listed() -> None:
    found = asked(LONG, {"paid_anything": "yes", "borrowed": "no"}, cost=[cost(), cost(parent_key="9")])
    assert found.items["person"].to_list() == ["1"]
    assert reasons(found) == [("cost", "9", "no interview has this key: the row is left out")]


def test_the_tables_of_odk_central_are_read_as_they_are() -> None:
    pages = {"KEY": "uuid:1", "paying-paid_anything": "yes", "borrowing-borrowed": "no", "earnings-bonus_known": "none"}
    main = pl.DataFrame([{f"page-{name}": value for name, value in PERSON.items()} | pages])
    one = cost()
    one.pop("parent_key")
    costs = pl.DataFrame([{f"cost/{name}": value for name, value in one.items()} | {"PARENT_KEY": "uuid:1"}])
    found = derive({"main": main, "cost": costs}, LONG)
    assert found.items.select("person", "amount").rows() == [("uuid:1", 9000.0)]
    assert found.workers["earnings"].to_list() == [1200.0]


@pytest.mark.parametrize(("tables", "title"), [
    ({}, "no main table"),
    ({"main": pl.DataFrame({"age": [3]})}, "no column key"),
    ({"main": pl.DataFrame({"key": ["1", "1"]})}, "there twice"),
    ({"main": pl.DataFrame({"key": ["1", None]})}, "empty"),
    ({"main": pl.DataFrame({"key": ["1"]}), "cost": pl.DataFrame({"cost_amount": [1]})}, "no column parent_key"),
    ({"main": pl.DataFrame({"key": ["1"], "a-age": [1], "b-age": [2]})}, "two columns age"),
])  # fmt: skip
def test_tables_that_cannot_be_told_apart_are_refused(tables: dict[str, pl.DataFrame], title: str) -> None:
    with pytest.raises(AnswersMisshapen, match=title):
        derive(tables, LONG)


def test_an_unknown_module_is_refused() -> None:
    with pytest.raises(UnknownCode, match="recruitment_cost_tiny"):
        derive({}, "recruitment_cost_tiny")
