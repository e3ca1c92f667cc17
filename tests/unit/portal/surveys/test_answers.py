"""Answers in the one form in which they are kept."""

from __future__ import annotations

from datetime import date

import pytest

from fairway_portal.surveys.answers import canonical, content_hash
from fairway_portal.surveys.errors import AnswersMisshapen, AnswersTooLarge
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.running.entries import Meant, fields, meant
from fairway_portal.surveys.running.interview import walked
from tests.unit.portal.surveys.sample import questionnaire

FORM = Form(questionnaire())
TODAY = date(2026, 11, 21)


def test_every_kind_becomes_the_text_that_odk_keeps() -> None:
    kept = canonical(
        FORM,
        {
            "name": " Sita ", "age": 31, "since": "2019-07", "pay": 1250.5, "began": date(2019, 7, 2), "left": 2019,
            "colours": ["red", "blue"], "comment": "", "worked": None, "strange": True,
            "cost": [{"item": "visa", "amount": 10}, {}],
        },
    )  # fmt: skip
    assert kept == {
        "name": "Sita", "age": "31", "since": "2019-07-01", "pay": "1250.5", "began": "2019-07-02",
        "left": "2019-01-01", "colours": "red blue", "strange": "true", "cost": [{"item": "visa", "amount": "10"}, {}],
    }  # fmt: skip


def test_the_hash_is_of_what_was_said_not_of_how_it_was_written() -> None:
    one, other = canonical(FORM, {"age": 5, "name": "x"}), canonical(FORM, {"name": "x ", "age": "5"})
    assert content_hash("1", one) == content_hash("1", other)
    assert content_hash("1", one) != content_hash("2", one)
    assert content_hash("1", one) != content_hash("1", canonical(FORM, {"age": 6, "name": "x"}))


@pytest.mark.parametrize(
    "answers",
    [{"name": "a\0b"}, {"name": "\ud800"}, {"n\0me": "x"}, {"name": {"a": 1}}, {"cost": "x"}, {"cost": [1]}],
    ids=["zero byte", "half a pair", "zero byte in a name", "table", "no rows", "no row"],
)
def test_what_cannot_be_kept_is_refused(answers: dict[str, object]) -> None:
    with pytest.raises(AnswersMisshapen):
        canonical(FORM, answers)


def test_a_book_is_refused_with_what_to_do() -> None:
    with pytest.raises(AnswersTooLarge) as refused:
        canonical(FORM, {"comment": "x" * 100_001})
    assert "Shorten" in refused.value.advice
    assert refused.value.http_status == 413


def test_faults_name_question_row_and_the_nearest_code() -> None:
    answers = canonical(
        FORM,
        {"age": 3, "worked": "yess", "pay": 5, "nobody": 1, "cost": [{"item": "a", "amount": -1}, {"amount": 2}]},
    )
    found = [fault.as_json() for fault in walked(FORM, answers, TODAY).faults]
    assert found == [
        {"question": "nobody", "fault": "not in the questionnaire"},
        {"question": "name", "fault": "missing"},
        {"question": "age", "fault": "against the constraint"},
        {"question": "worked", "fault": "not in the list", "nearest": "yes"},
        {"question": "pay", "fault": "not asked"},
        {"question": "amount", "fault": "against the constraint", "page": "cost", "row": 1},
        {"question": "item", "fault": "missing", "page": "cost", "row": 2},
    ]


def test_what_is_sent_is_what_was_asked_and_calculated() -> None:
    yes = canonical(FORM, {"name": "x", "worked": "yes", "pay": "10.5"})
    assert walked(FORM, yes, TODAY).standing() == {"name": "x", "worked": "yes", "pay": "10.5", "double": "21"}
    no = canonical(FORM, {"name": "x", "worked": "no", "pay": "10.5", "since": "2019-07"})
    assert walked(FORM, no, TODAY).standing() == {"name": "x", "worked": "no"}


@pytest.mark.parametrize(
    ("name", "entries", "answer"),
    [
        ("began", {"began.day": ["५"], "began.month": ["3"], "began.year": ["٢٠٢٤"]}, "2024-03-05"),
        ("since", {"since.month": ["03"], "since.year": ["2024"]}, "2024-03-01"),
        ("left", {"left.year": ["२०२४"]}, "2024-01-01"),
        ("colours", {"colours": ["red", "blue", "red"]}, "red blue"),
        ("worked", {"worked": [""]}, None),
        ("comment", {"comment": ["a\r\nb\x07"]}, "a\nb"),
        ("age", {"age": [" ३१ "]}, "31"),
    ],
)
def test_fields_mean_answers_and_show_them_again(name: str, entries: dict[str, list[str]], answer: str | None) -> None:
    one = FORM.singles[name]
    assert meant(FORM, one, entries, "en") == Meant(answer)
    if answer:
        assert meant(FORM, one, fields(one, answer), "en") == Meant(answer)


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("began", {"began.day": ["31"], "began.month": ["2"], "began.year": ["2024"]}),
        ("began", {"began.day": ["3"]}),
        ("left", {"left.year": ["24"]}),
        ("colours", {"colours": ["pink"]}),
        ("worked", {"worked": ["yes", "no"]}),
        ("age", {"age": ["many"]}),
        ("comment", {"comment": ["x" * 5001]}),
    ],
)
def test_what_is_no_answer_is_said(name: str, entries: dict[str, list[str]]) -> None:
    assert meant(FORM, FORM.singles[name], entries, "en").wrong is not None
