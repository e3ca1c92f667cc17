"""Any expression has the value that another engine of XPath 1.0 (libxml2) gives it, over any answers."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fairway.methods.routing import ExpressionMisstated, parse

NAMES = ("a", "b", "c")
ANSWERS = st.one_of(
    st.sampled_from(["", "0", "1", "x", "yes no", "-3", "2.5", " 7 ", ".5", "5.", "true", "नेपाल"]),
    st.integers(-50, 50).map(str),
)
NUMBERS = st.one_of(st.integers(0, 20).map(str), st.sampled_from(["0.5", "2.25", ".75", "3."]))
TEXTS = st.sampled_from(["''", "'x'", '"yes no"', "'0'", "'-3'", '"it\'s"'])
LEAVES = st.one_of(
    st.sampled_from([f"${{{name}}}" for name in NAMES]), NUMBERS, TEXTS, st.sampled_from(["true()", "false()"])
)
BINARY = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", " div ", " mod ", " and ", " or ")
ONE = ("not", "boolean", "number", "string", "string-length", "round", "floor", "ceiling", "-")
TWO = ("contains", "starts-with", "concat")


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Operators without brackets try precedence; brackets and functions try nesting."""
    return st.one_of(
        st.tuples(inner, st.sampled_from(BINARY), inner).map(" ".join),
        st.tuples(inner, st.sampled_from(BINARY), inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(st.sampled_from(ONE), inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(st.sampled_from(TWO), inner, inner).map(lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"),
    )


@st.composite
def expressions(draw: Any) -> str:
    return draw(st.recursive(LEAVES, larger, max_leaves=8))


def by_libxml2(written: str, answers: dict[str, str]) -> Any:
    return etree.XPath(re.sub(r"\$\{(\w+)\}", r"$\1", written))(etree.Element("form"), **answers)


@settings(max_examples=400, deadline=None)
@given(written=expressions(), answers=st.fixed_dictionaries(dict.fromkeys(NAMES, ANSWERS)))
def test_values_are_those_of_libxml2(written: str, answers: dict[str, str]) -> None:
    expected = by_libxml2(written, answers)
    found = parse(written).evaluate(answers)
    if isinstance(expected, float) and not isinstance(expected, bool):
        if not math.isfinite(expected):
            assert found == ""
        else:
            assert isinstance(found, float)
            assert math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)
    elif isinstance(expected, bool):
        assert found is expected
    else:
        assert same_text(str(found), str(expected))


def same_text(found: str, expected: str) -> bool:
    """Texts are the same; libxml2 writes numbers with 15 digits, and large ones with an exponent."""
    if found == expected:
        return True
    number = re.compile(r"-?[0-9.]+(?:e[+-]?[0-9]+)?|-?Infinity|NaN")
    ours, theirs = number.findall(found), number.findall(expected)
    return (
        bool(theirs)
        and number.sub("#", found) == number.sub("#", expected)
        and all(math.isclose(float(a), float(b), rel_tol=1e-12) for a, b in zip(ours, theirs, strict=True))
    )


@settings(max_examples=500, deadline=None)
@given(written=st.text(st.sampled_from(list("${}ab()'\"=<>!+-*., 12div and or selected/\\[]\n‘")), max_size=30))
def test_no_text_brings_down_the_parser(written: str) -> None:
    try:
        parse(written).evaluate({})
    except ExpressionMisstated as fault:
        position = fault.position
    else:
        position = 1
    assert 1 <= position <= len(written) + 1


@settings(max_examples=300, deadline=None)
@given(
    codes=st.lists(st.sampled_from(["a", "b", "ab", "01"]), unique=True),
    asked=st.sampled_from(["a", "b", "ab", "01", "1"]),
)
def test_selected_is_membership(codes: list[str], asked: str) -> None:
    answers = {"a": " ".join(codes)}
    assert parse(f"selected(${{a}}, '{asked}')").holds(answers) is (asked in codes)
    assert parse("count-selected(${a})").evaluate(answers) == len(codes)


@pytest.mark.parametrize("sign", ["=", "!=", "<", "<=", ">", ">="])
def test_of_several_answers_any_will_do(sign: str) -> None:
    """XPath 1.0 §3.4, by the definition: some answer of the one and some of the other."""
    python = {"=": "==", "!=": "!="}.get(sign, sign)
    for several in ([], [1], [1, 3], [2, 2], [5, 0, 3]):
        expected = any(eval(f"{one} {python} 2") for one in several)
        assert parse(f"${{a}} {sign} 2").holds({"a": several}) is expected
