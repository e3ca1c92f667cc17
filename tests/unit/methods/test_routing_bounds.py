"""Expressions of somebody else's form: none takes more time or memory than its size allows."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from fairway.methods import routing_functions
from fairway.methods.routing import ExpressionMisstated, parse
from fairway.methods.routing_functions import LONGEST_TEXT
from fairway.methods.routing_patterns import pattern_fault


def test_texts_are_joined_up_to_a_length_and_not_beyond() -> None:
    joins = parse("concat(${a}, ${b})")
    assert joins.evaluate({"a": "a" * (LONGEST_TEXT - 1), "b": "b"}) == "a" * (LONGEST_TEXT - 1) + "b"
    assert joins.evaluate({"a": "a" * LONGEST_TEXT, "b": "b"}) == ""
    assert parse("concat(${a})").evaluate({"a": "a" * (LONGEST_TEXT + 1)}) == ""


@pytest.mark.parametrize("function", ["concat", "coalesce", "max"])
def test_an_expression_of_many_long_texts_takes_little_memory(function: str) -> None:
    long = ", ".join(["substr(concat(${a}, 'b'), 1)"] * 200)
    read = parse(f"{function}({'' if function == 'concat' else repr(''[:0]) + ', '}{long})")
    tracemalloc.start()
    read.evaluate({"a": "é" * 99_000})
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3_000_000


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("a" * 501, "longer than 500"),
        ("((a{0,50}){0,50}){0,50}", "repetitions within repetitions"),
        ("((a{0,50})+){0,50}", "repetitions within repetitions"),
        ("((?:a{60}|b)c){60}", "repetitions within repetitions"),
        ("a{60}{60}", "repetitions within repetitions"),
        ("a{1001,}", "repetitions within repetitions"),
        (r"([)]a{50}){50}", "repetitions within repetitions"),
        ("a{0,1000}" * 3, "spelled out"),
        ("(?x)a#", "flag x"),
        ("(a{0,50}[[a])]){0,50}", "set within a set"),
        ("a)(", "unopened group"),
    ],
)
def test_a_pattern_that_is_too_large_or_none_is_refused_when_it_is_read(pattern: str, said: str) -> None:
    assert said in (pattern_fault(pattern) or "")
    with pytest.raises(ExpressionMisstated, match=said):
        parse(f"regex(., '{pattern}')")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a" * 500, "a" * 500),
        ("[0-9]{1,500}-[0-9]{1,500}", "1-2"),
        ("(a{0,30}){0,30}", "aaa"),
        (r"\x{2019}\u{1F600}?[\]\[(]{2}", "\u2019]("),
        ("(a+)+b", "aab"),
        (r"\(?x[{(]a{2}", "x{aa"),
    ],
)
def test_a_pattern_of_ordinary_size_is_matched(pattern: str, text: str) -> None:
    assert pattern_fault(pattern) is None
    assert parse(f"regex(., '{pattern}')").holds(this=text)


def test_the_slowest_pattern_that_is_read_is_not_slow() -> None:
    began = time.monotonic()
    parse("regex(., '((a{0,9}){0,10}){0,10}[^a]')").holds(this="a" * 5_000)
    assert time.monotonic() - began < 5


def test_no_answer_is_kept_once_it_was_matched() -> None:
    assert not hasattr(routing_functions._matched, "cache_info")
