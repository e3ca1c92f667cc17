"""Expressions: values worked out by hand, and errors that name the place."""

from __future__ import annotations

from datetime import date

import pytest

from fairway.kernel.questionnaire import Page, Question
from fairway.methods.routing import Expression, ExpressionMisstated, misstated_expressions, parse

DAY = date(2024, 5, 31)
ANSWERS = {
    "age": 31,
    "reason": "work study",
    "name": "",
    "born": "1993-02-01",
    "month": "2019-07",
    "text5": "5",
    "padded": "05",
    "costs": [100, 50.5],
    "gap": [1, None],
    "nobody": [],
}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 + 2 * 3 - 4 div 2", 5.0),
        ("(1 + 2) * 3", 9.0),
        ("7 - 2 - 1", 4.0),
        ("12 div 2 div 3", 2.0),
        ("-7 mod 3", -1.0),
        ("7 mod -3", 1.0),
        ("- - 2", 2.0),
        ("2 < 3 = true()", True),
        ("1 = 2 or 2 = 2 and 1 = 1", True),
        ("(1 = 2 or 2 = 2) and 1 = 2", False),
        ("${age} >= 15 and selected(${reason}, 'work')", True),
        ("selected(${reason}, 'stud')", False),
        ("selected(${name}, '')", False),
        ("count-selected(${reason})", 2.0),
        ("count-selected(${name})", 0.0),
        ("selected-at(${reason}, 1)", "study"),
        ("selected-at(${reason}, 2)", ""),
        ("${name} = ''", True),
        ("${nothing} = ''", True),
        ("${nothing} < 5", False),
        ("${nothing} >= 5", False),
        ("${nothing} != 'x'", True),
        ("not(${nothing})", True),
        ("${nothing} + 1", ""),
        ("1 div 0", ""),
        ("string(1 div 0)", "Infinity"),
        ("${text5} = 5", True),
        ("${padded} = 5", True),
        ("${padded} = '5'", False),
        ("'abc' < 'abd'", False),
        ("${born} < '2000-01-01'", True),
        ("today() = '2024-05-31'", True),
        ("today() - date('2024-05-01')", 30.0),
        ("int((today() - ${born}) div 365.25)", 31.0),
        ("${month} < ${born}", False),
        ("date(${month})", "2019-07-01"),
        ("date('2023-02-30')", ""),
        ("date(1)", "1970-01-02"),
        ("format-date(${born}, '%d.%m.%Y %y %n %e')", "01.02.1993 93 2 1"),
        ("if(${age} > 30, 'old', 1 div 0)", "old"),
        ("coalesce(${name}, ${reason})", "work study"),
        ("coalesce(${name}, '', 'last')", "last"),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),
        ("round(2.345, 2)", 2.35),
        ("round(1250, -2)", 1300.0),
        ("int(-2.7)", -2.0),
        ("floor(-2.1)", -3.0),
        ("ceiling(2.1)", 3.0),
        ("abs(-2)", 2.0),
        ("pow(2, 10)", 1024.0),
        ("pow(0 - 1, 0.5)", ""),
        ("min(3, 1, 2) + max(3, 1, 2)", 4.0),
        ("sum(${costs})", 150.5),
        ("sum(${gap})", ""),
        ("count(${costs})", 2.0),
        ("sum(${nobody}) + count(${nobody})", 0.0),
        ("${costs} > 99", True),
        ("${costs} = 50.5 and ${costs} != 50.5", True),
        ("${nobody} = ''", False),
        ("string(${costs})", "100"),
        ("string-length('नेपाल')", 5.0),
        ("concat('a', 1, true(), '\"')", 'a1true"'),
        ("contains('abc', 'bc') and starts-with('abc', 'ab') and ends-with('abc', 'bc')", True),
        ("substr('abcdef', 2)", "cdef"),
        ("substr('abcdef', 2, 4)", "cd"),
        ("regex('1234', '[0-9]{1,4}') and not(regex('12345', '[0-9]{1,4}'))", True),
        ("number('1e5')", ""),
        ("number(' 12 ') + boolean('false')", 13.0),
        ("0.1 + 0.2 = 0.3", False),
        ("string(0.0000001)", "0.0000001"),
        ("string(5.0)", "5"),
        ("5div 2", 2.5),
        ("'and' = \"and\"", True),
    ],
)
def test_values(written: str, value: object) -> None:
    found = parse(written).evaluate(ANSWERS, today=DAY)
    assert found == value
    assert type(found) is type(value)


def test_this_is_the_answer_under_check() -> None:
    expression = parse(". > 0 and . <= ${age}")
    assert expression.holds({"age": 31}, 31)
    assert not expression.holds({"age": 31}, 32)
    assert not expression.holds({"age": 31}, "")
    assert (expression.names, expression.uses_this, expression.uses_today) == (("age",), True, False)


def test_and_or_over_yes_no_and_nothing() -> None:
    """By hand: an answer that is there is true, the empty one false."""
    for a in ("", "x"):
        for b in ("", "x"):
            answers = {"a": a, "b": b}
            assert parse("${a} and ${b}").holds(answers) is (a == "x" == b)
            assert parse("${a} or ${b}").holds(answers) is (a == "x" or b == "x")
            assert parse("not(${a}) and not(${b})").holds(answers) is (a == "" == b)


@pytest.mark.parametrize(
    ("written", "position", "words"),
    [
        ("", 1, "ends where a value"),
        ("${age} >", 9, "ends where a value"),
        ("((1)", 5, "not closed"),
        ("1 2", 3, "operator is due"),
        ("age > 3", 1, "Write `${age}`"),
        ("${age > 3", 1, "${name}"),
        ("${last-saved#age}", 1, "last-saved"),
        ("${a} = 'x", 8, "not closed"),
        ("${a} = ‘x’", 8, "plain quotes"),
        ("../age > 3", 1, "Name the question"),
        ("/form/age", 1, "Name the question"),
        ("${a} && ${b}", 6, "`and`"),
        ("${a} ! ${b}", 6, "`!=`"),
        ("selectd(${a}, 'x')", 1, "Did you mean `selected`"),
        ("1 + selected(${a})", 5, "takes 2 arguments, not 1"),
        ("concat(1,)", 10, "argument is missing"),
        ("now() > 1", 1, "today()"),
        ("format-date(today(), '%q')", 1, "%Y"),
        ("regex(., '(a')", 1, "unclosed group"),
        ("regex(., ${a})", 1, "not written out"),
        ("jr:choice-name(${a}, 'a')", 1, "Compare the code"),
        ("1 # 2", 3, "means nothing"),
    ],
)
def test_errors_name_the_place_and_what_to_do(written: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionMisstated) as caught:
        parse(written)
    assert caught.value.position == position
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "written", ["(" * 5000 + "1" + ")" * 5000, "-" * 5000 + "1", "1" + "-1" * 5000, "not(" * 500 + "1" + ")" * 500]
)
def test_what_is_nested_too_deep_is_refused(written: str) -> None:
    with pytest.raises(ExpressionMisstated, match="nested too deep"):
        parse(written)


def test_long_chains_are_not_deep() -> None:
    chain = " or ".join(f"${{a}} = '{code}'" for code in range(800))
    assert parse(chain).holds({"a": "799"})
    assert not parse(chain).holds({"a": "800"})


def test_a_pattern_that_would_keep_python_busy_for_years_ends_at_once() -> None:
    assert not parse("regex(${a}, '(a+)+b')").holds({"a": "a" * 20_000})


def test_expressions_of_pages_and_their_places() -> None:
    asked = Question("age", "integer", {"en": "Age"}, constraint=". > ", calculation="", relevant=". = 1")
    page = Page("p", {"en": "P"}, (asked,), relevant="${age} >", repeated=True, count="x")
    found = [(fault.thing, fault.name, fault.part) for fault in misstated_expressions([page])]
    assert found == [
        ("page", "p", "relevant"),
        ("page", "p", "count"),
        ("question", "age", "relevant"),
        ("question", "age", "constraint"),
    ]


def test_parse_gives_the_same_expression_for_the_same_text() -> None:
    assert parse("${a} = 1") == parse("${a} = 1")
    assert isinstance(parse("1"), Expression)
