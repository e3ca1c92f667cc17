"""Which pairs of domains a difference compares."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.contrasts import Difference, difference_of
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.measures import Mean

DOMAINS = pl.DataFrame({"sex": ["f", "m", "f", "m", "f"], "age": [1, 1, 2, 2, 3]})


def test_pairs_within_each_combination_of_the_other_dimensions() -> None:
    contrast = difference_of(DOMAINS, Difference(Mean("y"), "sex", "f", "m"))
    assert contrast.domains.rows() == [(None, 1), (None, 2)]  # age 3 has no men
    assert contrast.of(np.array([5.0, 2.0, 9.0, 4.0, 7.0])).tolist() == [3.0, 5.0]
    assert contrast.label == ", sex f less m"


def test_the_order_of_the_two_is_the_sign() -> None:
    contrast = difference_of(DOMAINS, Difference(Mean("y"), "sex", "m", "f"))
    assert contrast.of(np.array([5.0, 2.0, 9.0, 4.0, 7.0])).tolist() == [-3.0, -5.0]


@pytest.mark.parametrize(
    ("values", "first", "second"),
    [([1, 2], 1, 2), ([1, 2], "1", "2"), ([True, False], True, False), ([1.0, 2.0], 1, 2), (["1", "2"], "1", "2")],
)
def test_values_are_found_whatever_their_type(values, first, second) -> None:
    contrast = difference_of(pl.DataFrame({"code": values}), Difference(Mean("y"), "code", first, second))
    assert contrast.of(np.array([5.0, 2.0])).tolist() == [3.0]


def test_the_margin_of_a_difference_is_found_too() -> None:
    margin = DOMAINS.filter(pl.col("age") == 1).with_columns(age=pl.lit(None, pl.Int64))
    assert difference_of(margin, Difference(Mean("y"), "sex", "f", "m")).domains.rows() == [(None, None)]


@pytest.mark.parametrize(("first", "second"), [("f", "x"), ("x", "m"), ("x", "y")])
def test_a_value_that_does_not_occur_is_refused_with_those_that_do(first, second) -> None:
    with pytest.raises(MeasureMisstated) as refused:
        difference_of(DOMAINS, Difference(Mean("y"), "sex", first, second))
    assert "f, m" in refused.value.advice


def test_a_dimension_that_is_none_is_refused() -> None:
    with pytest.raises(MeasureMisstated, match="region"):
        difference_of(DOMAINS, Difference(Mean("y"), "region", "north", "south"))
