"""Rounding, on tables small enough to round by hand."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from fairway.methods.disclosure.rounding import (
    RoundingFault,
    implied_interval,
    round_conventionally,
    round_randomly,
    rounding_in_words,
)
from fairway.methods.disclosure.rounding_controlled import NoControlledRounding, round_controlled

THREE = csr_array(np.array([[1.0, 1.0, 1.0, -1.0]]))


def values(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=float)


def test_conventional_rounding_to_five_and_what_it_tells():
    rounded = round_conventionally(values(0, 2, 3, 7, 8, 12), 5)
    assert rounded.values.tolist() == [0, 0, 5, 5, 10, 10]
    assert rounded.low.tolist() == [0, 0, 3, 3, 8, 8]
    assert rounded.high.tolist() == [2, 2, 7, 7, 12, 12]


def test_halves_go_up_with_an_even_base():
    rounded = round_conventionally(values(4, 5, 14, 15), 10)
    assert rounded.values.tolist() == [0, 10, 10, 20]
    assert (rounded.low[1], rounded.high[1]) == (5, 14)


def test_amounts_have_the_limits_of_the_interval_and_may_be_negative():
    rounded = round_conventionally(values(-1.2, 3.7), 5, whole=False)
    assert rounded.values.tolist() == [0, 5]
    assert rounded.low.tolist() == [-2.5, 2.5]
    assert rounded.high.tolist() == [2.5, 7.5]


def test_random_rounding_goes_up_below_the_residue():
    rounded = round_randomly(values(7, 7, 5, 0), 5, values(0.39, 0.41, 0.0, 0.0))
    assert rounded.values.tolist() == [10, 5, 5, 0]
    assert rounded.low.tolist() == [6, 1, 1, 0]
    assert rounded.high.tolist() == [14, 9, 9, 4]


def test_random_rounding_leaves_multiples_alone_however_they_were_summed():
    assert round_randomly(values(0.1 + 0.2), 0.1, values(0.0), whole=False).values[0] == pytest.approx(0.3)


def test_random_rounding_needs_a_key_for_each_cell():
    for keys in (values(0.5), values(0.5, 1.0), values(0.5, np.nan)):
        with pytest.raises(RoundingFault, match="one key"):
            round_randomly(values(1, 2), 3, keys)


@pytest.mark.parametrize(
    ("numbers", "base", "said"),
    [((1, np.nan), 5, "1 of 2 values"), ((1, 2), 0, "more than 0"), ((1, 2.5), 5, "whole numbers")],
)
def test_what_cannot_be_rounded_is_refused(numbers, base, said):
    with pytest.raises(RoundingFault, match=said):
        round_conventionally(values(*numbers), base)


def test_controlled_rounding_keeps_the_sum_where_conventional_rounding_loses_it():
    table = values(1, 1, 1, 3)
    assert round_conventionally(table, 3).values.tolist() == [0, 0, 0, 3]
    rounded = round_controlled(table, THREE, 3)
    assert sorted(rounded.values[:3]) == [0, 0, 3]
    assert rounded.values[3] == 3
    assert rounded.low.tolist() == [0 if one == 0 else 1 for one in rounded.values]
    assert rounded.high.tolist() == [2 if one == 0 else 5 for one in rounded.values]


def test_controlled_rounding_takes_the_nearest_table():
    assert round_controlled(values(1, 2, 9, 12), THREE, 5).values.tolist() == [0, 0, 10, 10]


def test_a_relation_that_does_not_hold_before_is_named():
    with pytest.raises(RoundingFault) as refused:
        round_controlled(values(1, 1, 1, 4), THREE, 3)
    assert refused.value.details["relations"] == [0]
    with pytest.raises(RoundingFault, match="about 4 cells"):
        round_controlled(values(1, 1, 1), THREE, 3)
    with pytest.raises(RoundingFault, match="reach"):
        round_controlled(values(1, 1, 1, 3), THREE, 3, reach=0)


CYCLE = csr_array(
    np.array([[1.0, 1, 0, -1, 0, 0], [0, 1, 1, 0, -1, 0], [1, 0, 1, 0, 0, -1]])
)  # three cells, and the sum of each two of them


def test_a_table_without_zero_restricted_rounding_names_what_must_give_way_and_a_longer_reach_helps():
    table = values(1, 1, 1, 2, 2, 2)  # the sums are multiples of 2 and stay: no half of 2 is a multiple
    with pytest.raises(NoControlledRounding) as refused:
        round_controlled(table, CYCLE, 2)
    assert len(refused.value.details["relations"]) == 1
    assert "reach of 2" in refused.value.advice
    rounded = round_controlled(table, CYCLE, 2, reach=2)
    assert np.all(CYCLE @ rounded.values == 0)
    assert np.abs(rounded.values - table).sum() == 5
    assert np.all((rounded.low <= table) & (table <= rounded.high))


def test_negative_amounts_round_too():
    rounded = round_controlled(values(-1.5, 4.0, 2.5), csr_array(np.array([[1.0, 1, -1]])), 5, whole=False)
    assert rounded.values.tolist() == [0, 5, 5]
    assert rounded.low.tolist() == [-5, 0, 0]


def test_a_longer_reach_tells_less():
    assert implied_interval(values(10), 5, "controlled", reach=2)[1].tolist() == [19]
    assert implied_interval(values(10), 5, "controlled")[1].tolist() == [14]


@pytest.mark.parametrize("method", ["conventional", "random", "controlled"])
def test_the_report_names_base_and_source(method):
    said = rounding_in_words(method, 5)
    assert "5" in said
    assert "Handbook" in said
    assert method in said
