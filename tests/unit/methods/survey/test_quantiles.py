"""Weighted quantiles: the rules at their edges, ties, merged rows, and Woodruff's interval."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.quantile_rules import Ordered, QuantileRule, quantiles
from fairway.methods.survey.quantiles import Quantile
from fairway.warehouse.surveys import Survey, open_survey

NUMPY_NAMES: dict[QuantileRule, str] = {
    "hf1": "inverted_cdf",
    "hf2": "averaged_inverted_cdf",
    "hf4": "interpolated_inverted_cdf",
    "hf5": "hazen",
    "hf6": "weibull",
    "hf7": "linear",
    "hf8": "median_unbiased",
    "hf9": "normal_unbiased",
}
RULES: tuple[QuantileRule, ...] = ("math", "school", "shahvaish", "hf3", *NUMPY_NAMES)


def ordered(values: list[float], weights: list[float], counts: list[float] | None = None) -> Ordered:
    size = len(values)
    count = np.ones(size) if counts is None else np.array(counts)
    return Ordered.of(np.zeros(size, np.int32), np.array(values), np.array(weights), count, 1)


def one(rule: QuantileRule, rows: Ordered, share: float) -> float:
    return float(quantiles(rule, rows, np.array([share]))[0])


@pytest.mark.parametrize("rule", NUMPY_NAMES)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.25, 0.33, 0.5, 0.9, 0.99])
def test_with_equal_weights_the_rules_are_those_of_hyndman_and_fan(rule: QuantileRule, share: float) -> None:
    values = sorted([3.0, 1.5, 8.0, 2.0, 2.0, 9.5, 4.0, 7.0, 6.5, 5.0])
    expected = np.quantile(values, share, method=NUMPY_NAMES[rule])
    assert one(rule, ordered(values, [1.0] * 10), share) == pytest.approx(expected, rel=1e-12)


FIVE = ordered([10, 20, 30, 40, 50], [1, 2, 4, 2, 1])
TIED = ordered([1, 1, 2, 2, 2, 3, 3, 5], [1, 3, 1, 2, 4, 1, 2, 2])

# R survey 4.1.1, qrule_…: FIVE at 0.3, 0.5 and 0.8; TIED at 0.1, 0.3, 0.5, 0.75 and 0.8.
FROM_R: dict[QuantileRule, tuple[list[float], list[float]]] = {
    "math": ([20, 30, 40], [1, 2, 2, 3, 3]),
    "school": ([25, 30, 40], [1, 2, 2, 3, 3]),
    "hf1": ([20, 30, 40], [1, 2, 2, 3, 3]),
    "hf2": ([25, 30, 40], [1, 2, 2, 3, 3]),
    "hf3": ([20, 30, 40], [2, 2, 2, 3, 3]),
    "hf4": ([20, 25, 35], [1, 1.8, 2, 3, 3]),
    "hf5": ([23.333333333333332, 30, 40], [1, 2, 2, 3, 3]),
    "hf6": ([20.75, 26.25, 39], [1, 2, 2, 3, 3.4]),
    "hf7": ([28.5, 33.75, 41], [1.1333333333333333, 2, 2, 2.875, 3]),
    "hf8": ([22.3, 28.5, 39.75], [1, 2, 2, 3, 3]),
    "hf9": ([22.538461538461537, 28.846153846153847, 39.81818181818182], [1, 2, 2, 3, 3]),
}


@pytest.mark.parametrize("rule", FROM_R)
def test_unequal_weights_and_ties_as_r_has_them(rule: QuantileRule) -> None:
    five, tied = FROM_R[rule]
    if rule == "hf3":
        # R takes the second value where the share lies below the first one's; here it is the first.
        tied = [1, *tied[1:]]
    assert [one(rule, FIVE, share) for share in (0.3, 0.5, 0.8)] == pytest.approx(five, rel=1e-12)
    assert [one(rule, TIED, share) for share in (0.1, 0.3, 0.5, 0.75, 0.8)] == pytest.approx(tied, rel=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_below_the_first_share_it_is_the_first_value_and_never_decreases(rule: QuantileRule) -> None:
    shares = [0.001, 0.05, 0.2, 0.4, 0.7, 0.999]
    found = [one(rule, FIVE, share) for share in shares]
    # hf7 puts the first value at the share 0 and climbs from there.
    assert found[0] == (pytest.approx(10.09) if rule == "hf7" else 10.0)
    assert found == sorted(found)


@pytest.mark.parametrize("rule", RULES)
def test_one_value_is_every_quantile_and_no_value_is_none(rule: QuantileRule) -> None:
    assert one(rule, ordered([7.0], [3.0]), 0.5) == 7.0
    assert np.isnan(one(rule, ordered([], []), 0.5))
    assert np.isnan(one(rule, FIVE, float("nan")))


@pytest.mark.parametrize("rule", RULES)
def test_the_order_of_equal_values_has_no_say_and_merged_rows_are_their_rows(rule: QuantileRule) -> None:
    some = ordered([1, 2, 2, 2, 3, 3], [1, 4, 1, 2, 1, 3])
    other = ordered([1, 2, 2, 2, 3, 3], [1, 2, 4, 1, 3, 1])
    merged = ordered([1, 2, 3], [2, 6, 2], [1, 3, 1])
    apart = ordered([1, 2, 2, 2, 3], [2, 2, 2, 2, 2])
    for share in (0.05, 0.12, 0.3, 0.72, 0.95):
        assert one(rule, some, share) == one(rule, other, share)
        assert one(rule, merged, share) == one(rule, apart, share)


def test_rows_of_weight_zero_are_nobody() -> None:
    with_nobody = ordered([10, 15, 20, 30, 40, 50, 60], [1, 0, 2, 4, 2, 1, 0])
    assert [one("school", with_nobody, share) for share in (0.3, 0.9, 0.99)] == [25.0, 45.0, 50.0]


def test_domains_do_not_mix() -> None:
    rows = Ordered.of(np.array([0, 0, 0, 2, 2], np.int32), np.array([1.0, 2, 3, 10, 20]), np.ones(5), np.ones(5), 3)
    found = quantiles("hf7", rows, np.array([0.5, 0.5, 0.5]))
    assert found[0] == 2.0
    assert np.isnan(found[1])
    assert found[2] == 15.0


def survey(values: list[float | None], group: list[str] | None = None) -> Survey:
    size = len(values)
    frame = pl.DataFrame({"w": [1.0] * size, "y": values, "g": group or ["a"] * size})
    return open_survey(frame, Design("w", (Stage(None),)))


def test_a_limit_beyond_the_shares_is_null_with_its_reason() -> None:
    ladder = survey([float(value) for value in range(20)])
    low, high = ladder.estimate([Quantile("y", 0.05), Quantile("y", 0.93)]).frame.to_dicts()
    assert (low["estimate"], low["low"], low["se"]) == (0.0, None, None)
    assert low["high"] == 3.0
    assert low["reason"] == "no lower limit: its share is below 0"
    assert (high["estimate"], high["high"], high["se"]) == (18.0, None, None)
    assert high["reason"] == "no upper limit: its share is above 1"


def test_empty_lonely_and_level_domains_say_why() -> None:
    rows = survey([None, None, 5.0, 1.0, 1.0, 1.0], ["none", "none", "one", "same", "same", "same"])
    found = {row["g"]: row for row in rows.estimate([Quantile("y")], by=["g"]).frame.to_dicts()}
    assert found["none"]["estimate"] is None
    assert found["none"]["n"] == 0
    assert found["none"]["reason"] == "no row of the domain has a known value"
    assert (found["same"]["estimate"], found["same"]["low"], found["same"]["high"]) == (1.0, 1.0, 1.0)
    assert found["same"]["se"] == 0.0
    assert "no width" in found["same"]["reason"]


def test_margins_equal_the_same_question_asked_of_them_alone() -> None:
    random = np.random.default_rng(1)
    values = [float(value) for value in random.integers(0, 40, 300)]
    one_survey = survey(values, [str(code) for code in random.integers(0, 5, 300)])
    both = one_survey.estimate([Quantile("y", 0.3, "hf7")], by=["g"], margins=True).frame
    alone = one_survey.estimate([Quantile("y", 0.3, "hf7")]).frame
    assert both.filter(pl.col("g").is_null()).drop("g").equals(alone)


def test_what_makes_no_sense_is_refused() -> None:
    for wrong in ({"at": 0.0}, {"at": 1.5}, {"qrule": "best"}, {"interval": "wide"}):
        with pytest.raises(MeasureMisstated):
            Quantile("y", **wrong)
    with pytest.raises(MeasureMisstated, match="replicates"):
        survey([1.0, 2.0, 3.0]).estimate([Quantile("y", interval="replicates")])
