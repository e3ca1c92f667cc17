"""Answers against their questionnaire: each fault found, and nothing else."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from fairway.kernel.errors import UnknownCode
from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from fairway.methods.routing_answers import AnswersMisshapen, answers_faults

E = {"en": "x"}
FORM = Questionnaire(
    "form",
    "1",
    E,
    ("en",),
    {"sex": (Choice("F", E), Choice("M", E)), "why": (Choice("01", E), Choice("02", E))},
    (
        Page(
            "person",
            E,
            (
                Question("age", "integer", E, required=True, constraint=". >= 0 and . <= 120"),
                Question("sex", "one_of", E, choices="sex", required=True),
                Question("adult", "calculated", calculation="if(${age} >= 15, 'yes', 'no')"),
            ),
        ),
        Page(
            "work",
            E,
            (
                Question("why", "some_of", E, choices="why"),
                Question("wage", "decimal", E, required=True, relevant="selected(${why}, '01')"),
                Question("left", "month", E, constraint=". <= today()"),
                Question("born", "year", E, constraint=". < ${left}"),
                Question("debt", "integer", E, required=True, sensitive=True, constraint=". > 0"),
                Question("said", "text", E, relevant="${wage} > 100"),
            ),
            relevant="${adult} = 'yes'",
        ),
        Page(
            "costs",
            E,
            (Question("cost", "decimal", E, required=True, constraint=". >= 0 and . < ${wage}"),),
            repeated=True,
        ),
    ),
)
GOOD = {"age": 30, "sex": "F", "why": "01 02", "wage": 250.5, "left": "2019-07", "born": 1989, "debt": 5, "said": "x"}


def faults(*changes: dict[str, object], today: date = date(2024, 5, 31)) -> list[tuple[int, str, str]]:
    frame = pl.DataFrame([GOOD | change for change in changes], strict=False, infer_schema_length=None)
    found = answers_faults(FORM, frame, today=today)
    assert found.unchecked == ()
    return [(row["row"], row["question"], row["fault"]) for row in found.frame.iter_rows(named=True)]


def test_good_answers_have_no_fault() -> None:
    assert faults({}, {"why": None, "wage": None, "said": None}, {"why": "02", "wage": None, "said": ""}) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"age": None},
            [
                ("age", "missing"),
                ("debt", "not asked"),
                *[(n, "not asked") for n in ("why", "left", "born", "said", "wage")],
            ],
        ),
        ({"age": "old"}, [("age", "not of its kind")]),
        ({"age": "30.5"}, [("age", "not of its kind")]),
        ({"age": 130}, [("age", "against the constraint")]),
        ({"sex": "X"}, [("sex", "not in the list")]),
        ({"sex": " "}, [("sex", "missing")]),
        ({"why": "01 03"}, [("why", "not in the list")]),
        ({"wage": None, "said": None}, [("wage", "missing")]),
        ({"why": "02"}, [("wage", "not asked"), ("said", "not asked")]),
        ({"wage": 99.0}, [("said", "not asked")]),
        ({"left": "2024-13"}, [("left", "not of its kind"), ("born", "against the constraint")]),
        ({"left": "2024-06"}, [("left", "against the constraint")]),
        ({"left": "2024-05-31"}, []),
        ({"born": 2019}, []),
        ({"born": "2020-01-01"}, [("born", "against the constraint")]),
        ({"debt": None}, []),
        ({"debt": 0}, [("debt", "against the constraint")]),
    ],
)
def test_each_fault(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    if change.get("age") == "old":
        # What is no number is below no age: the person is not asked about work.
        change = change | dict.fromkeys(("why", "wage", "left", "born", "debt", "said"))
    assert sorted(faults({}, change)) == sorted((2, *one) for one in expected)


def test_a_code_that_the_file_made_a_number_is_the_code() -> None:
    frame = pl.DataFrame([GOOD | {"why": 1}, GOOD | {"why": 3, "wage": None, "said": None}])
    found = answers_faults(FORM, frame, today=date(2024, 5, 31)).frame
    assert found.rows() == [(2, "why", "not in the list", "3", None)]


def test_the_nearest_code_and_what_is_hidden() -> None:
    found = answers_faults(FORM, pl.DataFrame([GOOD | {"why": "01 2", "debt": -7}]), today=date(2024, 5, 31)).frame
    assert found.rows() == [
        (1, "why", "not in the list", "01 2", "02"),
        (1, "debt", "against the constraint", "…", None),
    ]


def test_what_the_table_lacks_is_said_and_not_guessed() -> None:
    frame = pl.DataFrame({"wage": [1.0, None], "left": ["2019-07", None], "born": ["2030", None]})
    found = answers_faults(FORM, frame, today=date(2024, 5, 31))
    assert found.frame.select("row", "question", "fault").rows() == [(1, "born", "against the constraint")]
    said = " ".join(found.unchecked)
    for words in (
        "No column: age, sex, why, debt, said.",
        "“adult” is not calculated: the table lacks age",
        "page “work” is asked",
        "“wage” is asked",
    ):
        assert words in said


def test_the_table_of_a_repeated_page() -> None:
    frame = pl.DataFrame({"costs/cost": ["5", "-1", ""], "wage": [10, 10, 10]})
    found = answers_faults(FORM, frame, page="costs")
    assert found.frame.select("row", "question", "fault").rows() == [
        (2, "cost", "against the constraint"),
        (3, "cost", "missing"),
    ]
    without = answers_faults(FORM, frame.drop("wage"), page="costs")
    assert without.frame["row"].to_list() == [3]
    assert without.unchecked == ("The constraint of “cost” is not checked: the table lacks wage.",)
    with pytest.raises(UnknownCode, match="costs"):
        answers_faults(FORM, frame, page="cost")


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(AnswersMisshapen, match="No column"):
        answers_faults(FORM, pl.DataFrame({"x": [1]}))


def test_no_rows_have_no_fault() -> None:
    found = answers_faults(FORM, pl.DataFrame(GOOD).clear())
    assert (found.rows, len(found.frame)) == (0, 0)
    assert found.counts().is_empty()


def test_counts_name_codes_and_no_other_answer() -> None:
    frame = pl.DataFrame([GOOD | {"sex": "X", "age": 130}] * 3 + [GOOD | {"sex": "f"}])
    counts = answers_faults(FORM, frame, today=date(2024, 5, 31)).counts()
    assert sorted(counts.rows(), key=str) == sorted(
        [
            ("sex", "not in the list", "X", None, 3, 1),
            ("age", "against the constraint", None, None, 3, 1),
            ("sex", "not in the list", "f", None, 1, 4),
        ],
        key=str,
    )


def test_calculations_and_texts_in_order() -> None:
    """A calculated column that is there is believed; `today()` is the day given."""
    form = Questionnaire(
        "f",
        "",
        E,
        ("en",),
        {},
        (
            Page(
                "p",
                E,
                (
                    Question("c", "calculated", calculation="today() > date('2024-01-01')"),
                    Question("t", "text", E, required=True, relevant="${c} = 'true'"),
                ),
            ),
        ),
    )
    frame = pl.DataFrame({"t": [None]}, schema={"t": pl.String})
    assert len(answers_faults(form, frame, today=date(2024, 5, 31)).frame) == 1
    assert len(answers_faults(form, frame, today=date(2023, 5, 31)).frame) == 0
    assert len(answers_faults(form, frame.with_columns(c=pl.lit("false")), today=date(2024, 5, 31)).frame) == 0
