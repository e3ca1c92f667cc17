"""Columns that are asked to be numbers."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.exchange.errors import TextInNumbers
from fairway.exchange.numbers import as_numbers, text_in_numbers


def test_text_is_refused_with_count_examples_and_rows():
    frame = pl.DataFrame({"pay": ["1", "abc", " 2.5 ", "abc", "1,5"]})
    with pytest.raises(TextInNumbers) as refused:
        as_numbers(frame, "pay")
    assert refused.value.details["cells"] == 3
    assert "“abc” (2×, first in row 2)" in refused.value.title
    assert "pay" in refused.value.title


def test_numbers_pass_and_words_for_no_answer_are_counted():
    series, fault = as_numbers(pl.DataFrame({"pay": ["1", "NA", None, "2,5", ""]}), "pay", decimal_comma=True)
    assert series.to_list() == [1.0, None, None, 2.5, None]
    assert fault is not None
    assert (fault.count, fault.examples) == (1, ("NA",))


def test_numbers_and_truth_are_as_they_are():
    frame = pl.DataFrame({"n": [1, 2], "yes": [True, None], "day": ["x", "y"]}).with_columns(
        pl.lit(0).cast(pl.Date).alias("day")
    )
    assert as_numbers(frame, "n")[0].to_list() == [1, 2]
    assert as_numbers(frame, "yes")[0].to_list() == [True, None]
    with pytest.raises(TextInNumbers, match="Date"):
        as_numbers(frame, "day")


def test_no_fault_without_text():
    assert text_in_numbers(pl.Series([1, 2])) is None
    assert text_in_numbers(pl.Series(["1", "-2e3", "NA"])) is None
    fault = text_in_numbers(pl.Series("pay", ["x"]))
    assert fault is not None
    assert "cells of pay" in fault.said
