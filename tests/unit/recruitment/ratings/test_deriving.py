"""From the answers to a rating to rows that are scored and rows of costs, and the signs of abuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from fairway.kernel.errors import UnknownCode
from fairway.recruitment.ratings.deriving import (
    DerivedRatings,
    derived,
    item_codes,
    item_columns,
    reveals_abuse,
    signs_of_abuse,
)
from fairway.recruitment.ratings.items import ITEMS, NAMES
from fairway.recruitment.ratings.modules import QUESTIONNAIRES, SHEETS, derive
from fairway.reference.questionnaires.answers import AnswersMisshapen

WHOLE, SHORT = "recruitment_rating", "recruitment_rating_short"
TODAY = date(2025, 3, 1)
WORKER: dict[str, Any] = {
    "key": "r1", "received": "2025-02-10", "tier": "voucher", "batch": "union-7", "language": "ne", "consent": "yes",
    "agency": "NPL-1042/077", "voucher": "1234567890123456", "found_by": "sub_agent", "licence_shown": "no",
    "oriented": "yes", "origin": "NPL", "destination": "QAT", "departure_year": "2023", "sector": "construction",
    "sex": "M", "paid_anyone": "yes", "fee_items": "F1 RC6 not_told", "fee_total": 150000, "fee_currency": "NPR",
    "receipt": "no", "borrowed": "yes", "loan_months": 14, "deduction": "refused", "contract_given": "spoken",
    "contract_second": "no", "job_as_promised": "yes", "pay_as_promised": "no", "hours_as_promised": "yes",
    "place_as_promised": "yes", "housing_as_promised": "not_promised", "documents_held": "no", "threatened": "no",
    "paid_on_time": "yes", "pay_amount": 1200, "pay_currency": "QAR", "rest_day": "yes", "injury_care": "not_needed",
    "complained": "no", "recommend": "no", "comment": "Ask for a receipt.",
}  # fmt: skip
SAID = {
    "licence_shown": 0, "paid_anyone": 0, "receipt": 0, "borrowed": 0, "contract_given": 0, "contract_second": 1,
    "job_as_promised": 1, "pay_as_promised": 0, "hours_as_promised": 1, "place_as_promised": 1, "oriented": 1,
    "documents_held": 1, "threatened": 1, "paid_on_time": 1, "rest_day": 1, "recommend": 0,
}  # fmt: skip
"""What WORKER says of each item that he answers."""
SHORT_NAMES = {one.name for sheet in SHEETS[SHORT]() for one in sheet.asked}
BESIDE = {"key", "received", "tier", "batch", "language"}


def asked(*workers: dict[str, Any], form: str = WHOLE) -> DerivedRatings:
    """The derivation of workers, each `WORKER` with what the test says; None leaves an answer out."""
    rows = [{**WORKER, "key": f"r{n}", **said} for n, said in enumerate(workers, 1)]
    return derived(rows, form, today=TODAY)


def reasons(found: DerivedRatings) -> list[tuple[str, str, str]]:
    return found.faults.select("key", "questions", "reason").rows()


def test_a_rating_is_one_row_of_the_frame() -> None:
    found = asked({})
    row = found.ratings.row(0, named=True)
    assert row == {
        "rating": "r1", "agency": "NPL-1042/077", "origin": "NPL", "destination": "QAT", "sector": "construction",
        "received": date(2025, 2, 10), "departure_year": 2023, "tier": "voucher", "batch": "union-7",
        "language": "ne", "comment": "Ask for a receipt.", **dict.fromkeys(NAMES), **SAID,
    }  # fmt: skip
    assert found.ratings.schema == {
        **dict.fromkeys(("rating", "agency", "origin", "destination", "sector"), pl.String), "received": pl.Date,
        "departure_year": pl.Int32, **dict.fromkeys(("tier", "batch", "language", "comment"), pl.String),
        **dict.fromkeys(NAMES, pl.Int8),
    }  # fmt: skip
    assert found.faults.is_empty()


def test_its_costs_are_one_row_too() -> None:
    assert asked({}).costs.row(0, named=True) == {
        "rating": "r1", "agency": "NPL-1042/077", "origin": "NPL", "destination": "QAT", "sector": "construction",
        "sex": "M", "channel": "informal", "departure_year": 2023, "paid": "yes", "fee_total": 150000.0,
        "fee_currency": "NPR", "fee_items": "F1 RC6 not_told", "pay_amount": 1200.0, "pay_currency": "QAR",
        "receipt": "no", "borrowed": "yes", "loan_months": 14,
    }  # fmt: skip


def test_the_short_form_gives_the_same_columns() -> None:
    said = {name: answer for name, answer in WORKER.items() if name in SHORT_NAMES | BESIDE}
    whole, short = asked({}), derived([said], SHORT, today=TODAY)
    assert (short.ratings.schema, short.costs.schema) == (whole.ratings.schema, whole.costs.schema)
    assert short.faults.is_empty()
    row = short.ratings.row(0, named=True)
    expected = {name: SAID[name] for name in SAID if name in SHORT_NAMES}
    assert {name: row[name] for name in NAMES if row[name] is not None} == expected
    assert short.costs.select("channel", "paid", "fee_total", "origin").rows() == [("informal", "yes", None, None)]


def test_who_paid_nothing_paid_0() -> None:
    none = {"fee_total": None, "fee_currency": None, "fee_items": None, "receipt": None, "borrowed": None,
            "loan_months": None}  # fmt: skip
    found = asked({"paid_anyone": "no", **none}, {"paid_anyone": "refused", **none}, {"paid_anyone": "yes", **none})
    assert found.costs.select("paid", "fee_total").rows() == [("no", 0.0), (None, None), ("yes", None)]
    assert found.faults.is_empty()


def test_tables_as_odk_central_exports_them_are_read() -> None:
    pages = {one.name: page.name for page in QUESTIONNAIRES[WHOLE]().pages for one in page.questions}
    exported = {f"{pages[name]}-{name}" if name in pages else name: answer for name, answer in WORKER.items()}
    exported = {name: answer for name, answer in exported.items() if name not in ("key", "received")}
    row = {
        **exported,
        "KEY": "r1",
        "SubmissionDate": "2025-02-10T08:15:00.000Z",
        "journey-departure_year": "2023-01-01",
    }
    found = derive({"main": pl.DataFrame([row])}, WHOLE)
    assert_frame_equal(found.ratings, asked({}).ratings)
    assert_frame_equal(found.costs, asked({}).costs)


def test_numbers_in_any_digits_and_answers_in_lists() -> None:
    found = asked(
        {"fee_total": "१५००००", "departure_year": "٢٠٢٣", "loan_months": "১৪", "fee_items": ["F1", "RC6", "not_told"]}
    )
    assert_frame_equal(found.costs, asked({}).costs)


@pytest.mark.parametrize("consent", ["no", "", None])
def test_who_did_not_agree_is_left_out_altogether(consent: str | None) -> None:
    found = asked({"consent": consent, "fee_total": "much", "origin": "QAT"}, {})
    assert found.ratings["rating"].to_list() == found.costs["rating"].to_list() == ["r2"]
    left = [("r1", "consent", "did not say yes to taking part: left out")]
    assert reasons(found) == ([] if consent == "no" else left)


def test_a_rating_of_nobody_counts_among_costs_only() -> None:
    found = asked({"agency": " "})
    assert (len(found.ratings), len(found.costs)) == (0, 1)
    assert reasons(found) == [("r1", "agency", "names no agency: nothing to rate")]


def test_what_stands_beside_is_taken_with_care() -> None:
    found = asked({"tier": None, "batch": None, "received": "yesterday"}, {"tier": "gold"})
    assert found.ratings.select("tier", "batch", "received").rows() == [
        ("open", None, None),
        ("open", "union-7", date(2025, 2, 10)),
    ]
    assert reasons(found) == [
        ("r1", "received", "the day of receipt is not known"),
        ("r2", "tier", "no tier of evidence: taken as “open”"),
    ]


@pytest.mark.parametrize(("said", "questions"), [
    ({"paid_anyone": "no", "fee_items": None, "receipt": None, "borrowed": None, "loan_months": None},
     "paid_anyone, fee_total"),
    ({"paid_anyone": "no", "fee_total": None, "receipt": None, "borrowed": None, "loan_months": None},
     "paid_anyone, fee_items"),
    ({"paid_anyone": "no", "fee_total": None, "fee_items": None, "borrowed": None, "loan_months": None},
     "paid_anyone, receipt"),
    ({"departure_year": "2026"}, "departure_year"),
    ({"departure_year": "99999999999"}, "departure_year"),
    ({"departure_year": "1969"}, "departure_year"),
    ({"destination": "NPL"}, "origin, destination"),
    ({"contract_copy": "yes"}, "contract_given, contract_copy"),
    ({"complaint_answered": "no"}, "complained, complained_to, complaint_answered"),
    ({"borrowed": "no"}, "borrowed, loan_months"),
    ({"fee_currency": None}, "fee_total, fee_currency"),
    ({"pay_currency": None}, "pay_amount, pay_currency"),
])  # fmt: skip
def test_a_contradiction_is_kept_and_listed(said: dict[str, Any], questions: str) -> None:
    found = asked(said)
    assert [each[1] for each in reasons(found)] == [questions]
    row = {**found.costs.row(0, named=True), **found.ratings.row(0, named=True)}
    for name, answer in said.items():
        if name in NAMES and answer is not None:
            assert row[name] == item_columns(pl.Series([item_codes({name: answer})]))[name][0]
        elif name in row and name != "departure_year" and answer is not None:
            assert row[name] == answer


def test_the_year_of_departure_is_held_against_the_day_of_receipt() -> None:
    assert [each[1] for each in reasons(asked({"received": "2022-12-31"}))] == ["departure_year"]
    without = asked({"received": None, "departure_year": "2025"}, {"received": None, "departure_year": "2026"})
    years = [each for each in reasons(without) if each[1] == "departure_year"]
    assert [each[0] for each in years] == ["r2"]


def test_what_cannot_be_read_is_left_out_and_listed() -> None:
    found = asked({"fee_total": "a lot"}, {"fee_items": "F1 F9"}, {"destination": "Qatar"}, {"threatened": "maybe"})
    assert found.costs["fee_total"].to_list()[0] is None
    assert found.costs["fee_items"].to_list()[1] == "F1"
    assert found.ratings["destination"].to_list()[2] is None
    assert found.ratings["threatened"].to_list() == [1, 1, 1, None]
    assert sorted(each[:2] for each in reasons(found)) == [
        ("r1", "fee_total"), ("r2", "fee_items"), ("r3", "destination"), ("r4", "threatened"),
    ]  # fmt: skip


def test_the_voucher_is_in_no_frame() -> None:
    found = asked({}, {"voucher": "not a voucher", "consent": ""}, {"voucher": "9" * 15})
    for frame in (found.ratings, found.costs, found.faults):
        assert "voucher" not in frame.columns
        written = frame.write_csv()
        assert not any(secret in written for secret in (WORKER["voucher"], "not a voucher", "9" * 15))


def test_ratings_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(AnswersMisshapen):
        asked({}, {"key": "r1"})
    with pytest.raises(AnswersMisshapen):
        derived({}, WHOLE)
    with pytest.raises(UnknownCode):
        derive([WORKER], "recruitment_cost_short")
    assert derived([], WHOLE).ratings.schema == asked({}).ratings.schema


def test_every_question_is_for_a_column_or_a_rule() -> None:
    found = asked({})
    rules = {"state of the translation", "consent", "scored item", "results of the survey"}
    for one in (one for sheet in SHEETS[WHOLE]() for one in sheet.asked):
        assert one.serves.split(":")[0] in {*found.ratings.columns, *found.costs.columns} | rules, one.name


ANSWERED = st.fixed_dictionaries(
    {}, optional={item.name: st.sampled_from((*item.good, *item.bad, "refused", "", None)) for item in ITEMS}
)


@settings(max_examples=15, deadline=None)
@given(st.lists(ANSWERED, min_size=1, max_size=20))
def test_codes_say_what_the_frame_says(answers: list[dict[str, str | None]]) -> None:
    frame = derived([{"key": str(n), "consent": "yes", "agency": "a", **one} for n, one in enumerate(answers)], WHOLE)
    codes = pl.Series([item_codes(one) for one in answers])
    assert codes.str.len_chars().unique().to_list() == [len(NAMES)]
    assert_frame_equal(item_columns(codes), frame.ratings.select(NAMES))


def test_codes_that_are_none_say_nothing() -> None:
    codes = pl.Series([None, "", "1x0", "1" * 40])
    rows = item_columns(codes).rows()
    assert rows[0] == rows[1] == (None,) * len(NAMES)
    assert rows[2][:3] == (1, None, 0)
    assert rows[3] == (1,) * len(NAMES)


@pytest.mark.parametrize(("said", "signs"), [
    ({}, ()),
    ({"threatened": "yes"}, ("threats",)),
    ({"documents_held": "yes", "paid_on_time": "no"}, ("documents", "wages")),
    ({"borrowed": "yes"}, ()),
    ({"borrowed": "yes", "deduction": "yes"}, ("debt",)),
    ({"injury_care": "no"}, ("care",)),
    ({"injury_care": "not_needed"}, ()),
    ({"contract_second": "yes"}, ()),
    ({"contract_second": "yes", "pay_as_promised": "no"}, ("deception",)),
    ({"contract_second": "yes", "job_as_promised": "no"}, ("deception",)),
    ({"rest_day": "no", "hours_as_promised": "no"}, ("overtime",)),
    ({"paid_anyone": "yes", "receipt": "no", "recommend": "no"}, ()),
    ({"threatened": "refused"}, ()),
])  # fmt: skip
def test_the_signs_of_abuse(said: dict[str, str], signs: tuple[str, ...]) -> None:
    assert tuple(sign.code for sign in signs_of_abuse(said)) == signs
    assert reveals_abuse(said) is bool(signs)


@given(ANSWERED, st.sets(st.sampled_from(ITEMS)))
def test_more_bad_answers_never_take_a_sign_away(answers: dict[str, str | None], worse: set[Any]) -> None:
    before = {sign.code for sign in signs_of_abuse(answers)}
    after = {sign.code for sign in signs_of_abuse({**answers, **{item.name: item.bad[0] for item in worse}})}
    assert before <= after
