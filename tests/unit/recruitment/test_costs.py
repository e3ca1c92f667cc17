"""Costs and earnings of single workers, rows written out; what is refused, and how it is said."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.recruitment.costs.composition import with_rare_items_together
from fairway.recruitment.costs.errors import CostsMisshapen, RateMissing, RatesUnusable
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.rates import Rates

COVERAGE = Coverage("NPL", "origin", "2024-05")
RATES = Rates.of(
    pl.DataFrame(
        {
            "currency": ["NPR", "NPR", "QAR", "QAR"],
            "month": ["2023-01", "2023-04", "2023-01", "2023-04"],
            "rate": [100.0, 125.0, 4.0, 5.0],
        }
    ),
    base="USD",
    window_months=1,
    source="invented",
)
WORKER = {
    "person": "a",
    "status": "employee",
    "reason": "work",
    "origin": "NPL",
    "destination": "QAT",
    "first_job_month": "2023-04",
    "stay_months": 13,
    "paid": "yes",
    "earnings": 1000.0,
    "earnings_currency": "QAR",
    "earnings_month": "2023-04",
    "earnings_basis": "net",
}
FEE = {"person": "a", "item": "F1", "amount": 5000.0, "currency": "NPR", "month": "2023-01"}


def costs(*items: dict[str, Any], method: Method | None = None, rates: Rates = RATES, **changes: Any) -> Personal:
    schema = {name: pl.Float64 if name == "amount" else pl.String for name in FEE}
    made = [FEE | one for one in items]
    frame = pl.DataFrame(made, infer_schema_length=None) if made else pl.DataFrame(schema=schema)
    workers = pl.DataFrame([{**WORKER, **changes}], infer_schema_length=None)
    return personal_costs(workers, frame, rates, coverage=COVERAGE, method=method or Method("net"))


def answer(found: Personal) -> tuple[Any, ...]:
    return found.persons.select("cost", "earned", "reason_out").row(0)


def test_each_amount_has_the_rate_of_its_own_month() -> None:
    found = costs({}, {"item": "RC6", "month": "2023-04"})
    assert answer(found) == (50.0 + 40.0, 200.0, None)
    assert found.persons["ratio"].item() == 0.45
    assert found.persons.select("item_F1", "item_RC6", "item_RC1").row(0) == (50.0, 40.0, 0.0)
    assert found.rates_used.filter(pl.col("currency") == "NPR")["rate"].to_list() == [0.01, 0.008]


def test_an_earlier_rate_serves_within_the_window_and_no_further() -> None:
    assert answer(costs({"month": "2023-02"}))[0] == 50.0
    with pytest.raises(RateMissing, match=r"NPR, 2023-03: 1 amount"):
        costs({"month": "2023-03"})


def test_without_a_rate_the_worker_is_left_out_where_that_is_the_method() -> None:
    found = costs({"month": "2023-03"}, method=Method("net", without_rate="exclude"))
    assert answer(found) == (None, None, "no_rate")
    assert found.rejects.rows() == [
        ("workers", 1, "There is no exchange rate for an amount"),
        ("items", 1, "There is no exchange rate for an amount"),
    ]


def test_a_missing_rate_of_somebody_who_does_not_count_anyway_stops_nothing() -> None:
    assert answer(costs({"month": "2023-03"}, status="own_account"))[2] == "not_employee"


def test_what_is_given_back_is_not_paid() -> None:
    assert answer(costs({"reimbursed": 2000.0}))[0] == 30.0
    assert answer(costs({"reimbursed": 5000.0, "reimbursed_month": "2023-04"}))[0] == 0.0


def test_a_gain_from_the_rates_is_no_negative_cost() -> None:
    # 5,000 NPR were 50 dollars; 255 riyal of April are 51.
    found = costs({"reimbursed": 255.0, "reimbursed_currency": "QAR", "reimbursed_month": "2023-04"})
    assert answer(found)[0] == 0.0
    assert found.persons["paid_any"].item() == "none"


def test_more_back_than_paid_is_no_answer() -> None:
    assert answer(costs({"reimbursed": 5001.0}))[2] == "reimbursed_more_than_paid"
    other = {"reimbursed": 300.0, "reimbursed_currency": "QAR", "reimbursed_month": "2023-04"}
    assert answer(costs(other))[2] == "reimbursed_more_than_paid"


def test_a_reimbursement_that_is_not_known_is_not_none() -> None:
    unknown = {"reimbursed": None, "reimbursed_reason": "refused"}
    found = costs(unknown)
    assert answer(found) == (None, None, "unknown_reimbursement")
    assert found.unknown_reimbursements == 1
    assert found.rejects.rows()[1] == ("items", 1, "Whether or how much was given back is not known")
    counted = costs(unknown, method=Method("net", unknown_reimbursement="zero"))
    assert answer(counted)[0] == 50.0
    assert counted.unknown_reimbursements == 1
    # An empty cell with no reason beside it was none, and so was one of an item that does not count.
    assert answer(costs({"reimbursed": None, "reimbursed_reason": None}))[0] == 50.0
    assert costs({}, {"item": "interest", **unknown}).unknown_reimbursements == 0


def test_a_wage_deduction_counts_once() -> None:
    deduction = {"item": "deduction", "amount": 100.0, "currency": "QAR", "month": "2023-04"}
    assert answer(costs(deduction, earnings=900.0, earnings_basis="take_home"))[:2] == (20.0, 200.0)
    assert answer(costs(deduction, earnings=1000.0, earnings_basis="net"))[:2] == (20.0, 200.0)
    later = {**deduction, "month": "2023-05"}
    assert answer(costs(later, earnings=900.0, earnings_basis="take_home"))[:2] == (20.0, 180.0)


def test_net_and_gross_differ_by_taxes() -> None:
    assert answer(costs({}, earnings_basis="gross", earnings_taxes=100.0))[1] == 180.0
    assert answer(costs({}, earnings_taxes=100.0, method=Method("gross")))[1] == 220.0
    assert answer(costs({}, earnings_basis="gross"))[2] == "other_earnings_basis"
    assert answer(costs({}, earnings_basis=None))[2] == "other_earnings_basis"
    assert answer(costs({}, earnings_basis=None, method=Method("net", earnings_recorded="net")))[1] == 200.0


def test_interest_counts_only_where_it_is_asked_for() -> None:
    interest = {"item": "interest", "amount": 1000.0}
    assert answer(costs({}, interest))[0] == 50.0
    assert answer(costs({}, interest, method=Method("net", include_interest=True)))[0] == 60.0
    informal = {"item": "informal", "amount": 1000.0}
    assert answer(costs({}, informal, method=Method("net", include_informal=False)))[0] == 50.0


def test_zero_payers_are_kept_and_silence_is_not_zero() -> None:
    assert answer(costs(paid="no")) == (0.0, 200.0, None)
    assert answer(costs(paid=None))[2] == "missing_costs"
    assert answer(costs(paid=None, method=Method("net", no_items="zero"))) == (0.0, 200.0, None)
    assert answer(costs(paid="yes"))[2] == "missing_costs"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"moved_abroad": "no", "status": None}, "did_not_move"),
        ({"moved_abroad": "yes", "status": None}, "status_unknown"),
        ({"status": "own_account"}, "not_employee"),
        ({"status": None}, "status_unknown"),
        ({"reason": "family"}, "not_for_work"),
        ({"origin": "IND"}, "another_country"),
        ({"first_job_month": "2021-04"}, "not_recent"),
        ({"first_job_month": "2021"}, "first_job_unknown"),
        ({"first_job_month": "2024-06"}, "impossible_dates"),
        ({"first_job_month": "2023-13"}, "impossible_dates"),
        ({"arrival_month": "2023-05", "return_month": "2023-02"}, "impossible_dates"),
        ({"stay_months": 11}, "short_stay"),
        ({"stay_months": None, "arrival_month": "2023-05"}, "stay_unknown"),
        ({"earnings": 0.0}, "no_earnings"),
        ({"earnings": None}, "no_earnings"),
        ({"earnings": -5.0}, "negative_amount"),
    ],
)
def test_who_does_not_count(changes: dict[str, Any], reason: str) -> None:
    if reason == "stay_unknown":
        changes = {"stay_months": None, "arrival_month": "2023"}
    found = costs({}, **changes)
    assert answer(found) == (None, None, reason)
    assert found.excluded.rows() == [(reason, 1)]
    assert found.eligible == 0


def test_an_amount_without_a_month() -> None:
    assert answer(costs({"month": None}))[2] == "unknown_payment_month"
    assert answer(costs({"month": None}, method=Method("net", unknown_month="first_job_month")))[0] == 40.0
    assert answer(costs({"month": None, "currency": "USD", "amount": 7.0}))[0] == 7.0


def test_payments_of_strangers_are_rejected() -> None:
    found = costs({}, {"person": "b"})
    assert found.rejects.rows() == [("items", 2, "No worker of the other file has this identifier")]


def test_an_unknown_item_names_the_nearest() -> None:
    with pytest.raises(CostsMisshapen, match=r"bundel: 1\. Did you mean “bundle”"):
        costs({"item": "bundel"})


def test_text_among_amounts_is_named_with_its_row() -> None:
    with pytest.raises(CostsMisshapen) as raised:
        costs({"amount": "12"}, {"amount": "a lot"})
    assert "“a lot” in row 2" in raised.value.advice


def test_two_rows_of_one_worker_are_refused() -> None:
    twice = pl.DataFrame([WORKER, WORKER])
    with pytest.raises(CostsMisshapen, match=r"1 have that of another"):
        personal_costs(twice, pl.DataFrame([FEE]), RATES, coverage=COVERAGE, method=Method("net"))


def test_a_minimum_stay_that_nothing_tells_is_refused() -> None:
    with pytest.raises(CostsMisshapen, match=r"nothing tells how long"):
        costs({}, stay_months=None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"rate": 0.0}, "no rate above 0"),
        ({"month": "May 2023"}, "no month"),
        ({"currency": "Rs"}, "no currency"),
        ({"month": "2023-02"}, "there twice"),
    ],
)
def test_rates_that_cannot_be_used(row: dict[str, Any], said: str) -> None:
    good = {"currency": "NPR", "month": "2023-02", "rate": 100.0}
    frame = pl.DataFrame([good, {**good, "month": "2023-03", **row}])
    with pytest.raises(RatesUnusable, match=said):
        Rates.of(frame, base="USD", window_months=0, source="invented")


def test_rare_items_stand_together_and_lose_nothing() -> None:
    rows = pl.DataFrame(
        {
            "eligible": [1] * 8,
            "item_F1": [1.0] * 8,
            "item_RC1": [2.0] * 6 + [0.0] * 2,
            "item_X": [3.0] + [0.0] * 7,
            "item_RC2": [0.0] * 8,
        }
    )
    made = with_rare_items_together(rows, 5)
    # One paid X: it takes in what fewest of the others paid.
    assert made.columns == ["eligible", "item_F1", "item__O"]
    assert made["item__O"].sum() == 6 * 2.0 + 3.0
