"""Columns that are asked to be numbers."""

from __future__ import annotations

import polars as pl

from fairway.exchange.numbers import text_in_numbers


def test_text_among_numbers_is_counted_with_examples_and_rows():
    fault = text_in_numbers(pl.Series("pay", ["1", "abc", " 2.5 ", "abc", "1,5"]))
    assert fault is not None
    assert fault.count == 3
    assert fault.examples[0] == "“abc” (2×, first in row 2)"
    assert text_in_numbers(pl.Series("pay", ["1", "NA", None, "2,5", ""]), decimal_comma=True) is None


def test_no_fault_without_text():
    assert text_in_numbers(pl.Series([1, 2])) is None
    assert text_in_numbers(pl.Series(["1", "-2e3", "NA"])) is None
    fault = text_in_numbers(pl.Series("pay", ["x"]))
    assert fault is not None
    assert "cells of pay" in fault.said
