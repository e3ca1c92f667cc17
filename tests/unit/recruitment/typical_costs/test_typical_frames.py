"""Who is in the frame of typical costs, and who is not and why: nothing is dropped in silence."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.typical_costs.channels import sector_of
from fairway.recruitment.typical_costs.errors import TypicalCostsMisshapen
from fairway.recruitment.typical_costs.frames import REASONS, SCHEMA, CostFrame, cost_frame
from fairway.recruitment.typical_costs.monitored import monitored
from fairway.recruitment.typical_costs.surveyed import surveyed

RATES = Rates.of(
    pl.DataFrame(
        {"currency": ["NPR", "NPR", "QAR", "QAR"], "month": ["2023", "2023-05", "2023", "2023-05"],
         "rate": [130.0, 125.0, 3.64, 3.64]}
    ),
    base="USD", window_months=0, source="invented",
)  # fmt: skip
ANSWER = {
    "rating": "a", "agency": "one", "origin": "NPL", "destination": "QAT", "sector": "construction",
    "found_by": "agency",
    "paid": "yes", "total": 130_000.0, "currency": "NPR", "pay": 1820.0, "pay_currency": "QAR", "departure_year": 2023,
}  # fmt: skip


def answers(*rows: dict[str, Any]) -> pl.DataFrame:
    """Answers that are each a good one but for what is said."""
    made = [{**ANSWER, "rating": f"r{at}", **row} for at, row in enumerate(rows)]
    return pl.DataFrame(made, infer_schema_length=None, strict=False)


def reasons(found: CostFrame) -> dict[str, str]:
    return dict(found.excluded.select("worker", "reason").rows())


def test_an_answer_is_converted_at_its_year() -> None:
    row = monitored(answers({}), RATES, national_currency="NPR").rows.row(0, named=True)
    assert (row["cost"], row["earned"], row["cost_national"]) == pytest.approx((1000.0, 500.0, 130_000.0))
    assert (row["channel"], row["source"], row["weight"]) == ("private", "monitor", 1.0)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"currency": "RUPEES"}, "unknown_currency"),
        ({"currency": None}, "unknown_currency"),
        ({"currency": "XXX"}, "no_rate"),
        ({"departure_year": 1987}, "no_rate"),
        ({"departure_year": None}, "unknown_payment_month"),
        ({"total": -5.0}, "negative_amount"),
        ({"total": None}, "amount_unknown"),
        ({"total": None, "paid": None}, "payment_unknown"),
        ({"total": 5.0, "paid": "no"}, "amount_contradicts"),
        ({"total": 0.0, "paid": "yes"}, "amount_contradicts"),
        ({"destination": None}, "no_corridor"),
        ({"destination": "NPL"}, "no_corridor"),
        ({"quarantined": True}, "quarantined"),
        ({"weight": 0.0}, "weight_unusable"),
        ({"rating": " "}, "worker_unnamed"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(said: dict[str, Any], reason: str) -> None:
    found = monitored(answers(said, {"weight": 1.0} if "weight" in said else {}), RATES)
    assert found.excluded["reason"].to_list() == [reason]
    assert found.excluded["row"].to_list() == [1]
    assert len(found.rows) == 1
    assert reason in REASONS


def test_an_amount_in_words_is_named() -> None:
    frame = answers({}, {}).with_columns(pl.Series("total", ["1,30,000 rupees", "130000"]))
    found = monitored(frame, RATES)
    assert reasons(found) == {"r0": "unreadable_amount"}
    assert found.rows["cost"].to_list() == pytest.approx([1000.0])


def test_one_worker_twice_counts_once() -> None:
    found = monitored(answers({"rating": "x"}, {"rating": "x", "total": 9.0}, {}), RATES)
    assert reasons(found) == {"x": "worker_twice"}
    assert found.rows["cost"].to_list() == pytest.approx([1000.0, 1000.0])
    assert found.counts() == {"worker_twice": 1}


def test_who_paid_nothing_needs_no_currency() -> None:
    found = monitored(answers({"paid": "no", "total": None, "currency": None, "pay_currency": None}), RATES)
    assert found.rows["cost"].to_list() == [0.0]
    assert found.without_earnings == {"unknown_currency": 1}


def test_who_says_nothing_of_pay_stays_for_the_figures_in_money() -> None:
    found = monitored(answers({"pay": None}, {"pay": 0.0}, {"pay": -1.0}, {"pay_currency": "XXX"}, {}), RATES)
    assert found.excluded.is_empty()
    assert found.without_earnings == {"no_earnings": 2, "negative_amount": 1, "no_rate": 1}
    assert found.rows["earned"].null_count() == 4


def test_a_code_that_is_not_known_is_refused_with_the_nearest() -> None:
    with pytest.raises(TypicalCostsMisshapen, match="construction") as fault:
        monitored(answers({"sector": "constructon"}), RATES)
    assert fault.value.details["column"] == "sector"
    with pytest.raises(TypicalCostsMisshapen, match="no column total"):
        monitored(answers({}).drop("total"), RATES)
    with pytest.raises(TypicalCostsMisshapen, match="paid_Z9"):
        cost_frame(ready({}).with_columns(pl.lit(1.0).alias("paid_Z9")))


def ready(*rows: dict[str, Any]) -> pl.DataFrame:
    plain = {"origin": "NPL", "destination": "QAT", "channel": "private", "cost": 100.0, "source": "survey"}
    made = [{"worker": f"w{at}", **plain, **row} for at, row in enumerate(rows)]
    return pl.DataFrame(made, infer_schema_length=None, strict=False)


def test_a_frame_that_is_ready_is_checked_as_well() -> None:
    found = cost_frame(
        ready({}, {"worker": "w0"}, {"cost": None}, {"cost": -1.0}, {"cost": float("inf")}, {"earned": -3.0},
              {"item_F1": 40.0}, {"item_F1": 100.0})
    )  # fmt: skip
    assert found.excluded["reason"].to_list() == [
        "items_do_not_add_up", "worker_twice", "payment_unknown", "negative_amount", "unreadable_amount",
        "negative_amount", "items_do_not_add_up",
    ]  # fmt: skip
    assert found.rows["worker"].to_list() == ["w7"]
    assert found.rows.columns[: len(SCHEMA)] == list(SCHEMA)


def personal(currency: str) -> Personal:
    usual = {
        "status": "employee", "reason": "work", "origin": "NPL", "destination": "QAT", "first_job_month": "2023-05",
        "departure_month": "2023-05", "stay_months": 24, "earnings": 1820.0, "earnings_currency": "QAR",
        "earnings_month": "2023-05", "earnings_basis": "net", "paid": "yes", "occupation": "7112", "industry": "43",
    }  # fmt: skip
    said = [
        {"person": "1", "recruiter": "licensed_agency", "psu": 1, "w": 2.0},
        {"person": "2", "recruiter": "government", "psu": 2, "w": 3.0},
        {"person": "3", "recruiter": "refused", "job_found": "employer", "psu": 2, "w": 1.0},
        {"person": "4", "recruiter": "broker", "status": "own_account", "psu": 3, "w": 1.0},
    ]
    items = [
        {"person": one["person"], "item": "F1", "amount": 12_500.0, "currency": "NPR", "month": "2023-05"}
        for one in said
    ]
    return personal_costs(
        pl.DataFrame([{**usual, "job_found": None, **one} for one in said], infer_schema_length=None),
        pl.DataFrame(items), RATES, coverage=Coverage("NPL", "origin", "2024-05"),
        method=Method("net", currency=currency),
    )  # fmt: skip


def test_the_workers_of_a_survey_keep_their_design_and_tell_their_channel() -> None:
    found = surveyed(personal("USD"), personal("NPR"), design=Design("w", (Stage("psu"),)))
    assert found.rows.select("worker", "channel", "cost", "cost_national", "weight").rows() == [
        ("1", "private", 100.0, 12_500.0, 2.0),
        ("2", "government", 100.0, 12_500.0, 3.0),
        ("3", "direct", 100.0, 12_500.0, 1.0),
    ]
    assert found.rows.select("sector", "occupation", "departure_year").unique().rows() == [("construction", "7", 2023)]
    assert reasons(found) == {"4": "not_employee"}
    # Who does not count was sampled all the same.
    assert found.others is not None
    assert found.others.rows() == [(1.0, 3)]


@pytest.mark.parametrize(
    ("industry", "occupation", "sector"),
    [
        ("F", None, "construction"), ("43", "9313", "construction"), ("C14", None, "garment"),
        ("03", None, "agriculture"),
        ("97", None, "domestic"), ("81", "9111", "domestic"), ("81", None, "cleaning"), ("N", None, "other"),
        ("84", None, "other"), (None, "5120", "hospitality"), (None, "9111", "domestic"), (None, "2411", None),
        (None, None, None),
    ],
)  # fmt: skip
def test_the_sector_is_that_of_the_industry_else_of_the_occupation(
    industry: str | None, occupation: str | None, sector: str | None
) -> None:
    schema = {"industry": pl.String, "occupation": pl.String}
    frame = pl.DataFrame({"industry": [industry], "occupation": [occupation]}, schema=schema)
    assert frame.select(sector_of("industry", "occupation")).item() == sector
