"""The content of a report: what goes in comes out, and what does not belong is refused or named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.reference.wording import voice
from fairway.safe_reporting.report import (
    CONCERNS,
    FIELDS,
    ReportMisread,
    accepted,
    answer_from_json,
    answer_json,
    as_json,
    case_type,
    from_json,
    read,
    shown,
)
from fairway.safe_reporting.time_limits import CASE_TYPES

ANYTHING = st.one_of(st.text(), st.lists(st.text(), max_size=4), st.integers(), st.none())
ANSWERS = {"happened": ("forced", "wages"), "words": "ደመወዜ\nአልተከፈለም", "country": "LBN", "year": "2026", "safe": "no"}


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from([one.code for one in FIELDS]), ANYTHING, max_size=6))
def test_whatever_is_accepted_comes_back(given_answers: dict[str, object]) -> None:
    taken = {code: one for code, said in given_answers.items() if (one := accepted(code, said)) is not None}
    assert from_json(as_json(taken)) == taken


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.recursive(ANYTHING, lambda one: st.dictionaries(st.text(), one)).map(
    lambda said: json.dumps(said).encode())))  # fmt: skip
def test_no_content_breaks_the_forgiving_reading(content: bytes) -> None:
    assert read(content).answers == {} or not read(content).faults


def test_the_same_answers_give_the_same_bytes() -> None:
    assert as_json(ANSWERS) == as_json(dict(reversed(ANSWERS.items())))


@pytest.mark.parametrize(
    ("code", "said"),
    [("country", "XXX"), ("year", "26"), ("year", "1۱"), ("safe", "maybe"), ("words", " \0 "), ("passport", "A1"),
     ("agency", "'; drop"), ("language", "xx"), ("happened", ["status"])],
)  # fmt: skip
def test_what_is_no_answer_is_not_taken(code: str, said: object) -> None:
    assert accepted(code, said) is None


@pytest.mark.parametrize("said", ["2026", "٢٠٢٦", "२०२६", " ২০২৬ "])
def test_a_year_in_any_digits(said: str) -> None:
    assert accepted("year", said) == "2026"


def test_an_answer_that_does_not_belong_is_refused() -> None:
    with pytest.raises(ReportMisread, match="safe"):
        as_json({"safe": "perhaps"})


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"schema": 2}, "newer"), ({"schema": None}, "which form"), ({"form": "x"}, "not the content"),
     ({"answers": []}, "no answers"), ({"answers": {"height": "1 m", "safe": "no"}}, "height")],
)  # fmt: skip
def test_strict_reading_refuses_what_the_forgiving_one_names(changed: dict[str, object], said: str) -> None:
    content = json.dumps({**json.loads(as_json(ANSWERS)), **changed}).encode()
    with pytest.raises(ReportMisread, match=said):
        from_json(content)
    assert said in read(content).faults[0].plain()


def test_a_newer_report_is_shown_as_far_as_it_is_understood() -> None:
    content = json.dumps(
        {"form": "fairway-report", "schema": 9, "answers": {"safe": "no", "shelter": ["yes"]}}
    ).encode()
    found = read(content)
    assert found.answers == {"safe": "no"}
    assert found.schema == 9
    assert found.rest == (("shelter", '["yes"]'),)


def test_a_report_reads_in_the_order_of_its_questions() -> None:
    lines = shown({"country": "LBN", "happened": ("wages",)})
    assert [one.code for one in lines] == ["happened", "country"]
    assert voice("fr").say(lines[1].said[0]) == "Liban"  # type: ignore[arg-type]


def test_the_gravest_concern_makes_the_case() -> None:
    assert case_type(["fees", "wages", "forced"]) == "forced_labour"
    assert case_type(["other", "contract"]) == "contract_substitution"
    assert case_type([]) == "complaint"
    assert {one.case_type for one in CONCERNS} <= set(CASE_TYPES)


def test_nothing_asks_for_a_status() -> None:
    asked = " ".join(f"{one.code} {one.label.plain()} {one.choices}" for one in FIELDS).casefold()
    assert not [word for word in ("visa", "passport", "permit", "nationality", "status", "birth") if word in asked]


def test_an_answer_to_handlers_and_a_bare_text() -> None:
    assert answer_from_json(answer_json("እሺ <b>")) == "እሺ <b>"
    assert answer_from_json(b"Come on Friday") == "Come on Friday"
    assert answer_from_json(b"\xff") == "�"
