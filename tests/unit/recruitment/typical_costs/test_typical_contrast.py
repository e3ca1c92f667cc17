"""Government against private recruitment with the same mix: by hand, by a slow way, and against a known truth."""

from __future__ import annotations

from math import sqrt

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.recruitment.typical_costs.contrast import Arm, difference, stratified
from fairway.recruitment.typical_costs.reference import (
    Answer,
    adjusted_difference,
    jackknife_error,
    raw_difference,
)
from fairway.recruitment.typical_costs.simulation import TRUE_DIFFERENCE, simulated_costs
from fairway.recruitment.typical_costs.tables import PLACE

SIMPLE = Design("weight", (Stage(None),))
Row = tuple[str, str, float, float]


def workers(rows: list[Row]) -> pl.DataFrame:
    """Workers by sector, channel, cost and weight, alike in everything else."""
    frame = pl.DataFrame(rows, schema=["sector", "channel", "cost", "weight"], orient="row")
    return frame.with_columns(
        pl.lit("QAT").alias(PLACE),
        pl.lit("9").alias("occupation"),
        pl.lit("M").alias("sex"),
        pl.lit(2023).alias("departure_year"),
        pl.lit(None, pl.String).alias("agency"),
    )


BY_HAND: list[Row] = [
    *[("construction", "private", cost, 1.0) for cost in (900.0, 1000.0, 1100.0, 1000.0, 1000.0, 1000.0)],
    *[("care", "private", cost, 1.0) for cost in (2900.0, 3100.0)],
    *[("construction", "government", cost, 1.0) for cost in (600.0, 800.0)],
    *[("care", "government", cost, 1.0) for cost in (2500.0, 2700.0, 2600.0, 2600.0, 2600.0, 2600.0)],
    ("trade", "private", 50_000.0, 1.0),
    ("construction", "informal", 9_999.0, 1.0),
]


def test_a_worked_example() -> None:
    """Construction: 700 − 1,000 = −300; care: 2,600 − 3,000 = −400. The trader is like nobody of the government's."""
    rows = stratified(workers(BY_HAND).filter(pl.col("sector") != "trade"))
    private = difference(rows, SIMPLE, "cost", "private")
    government = difference(rows, SIMPLE, "cost", "government")
    assert private is not None
    assert government is not None
    # The government's workers are in care, the dear sector: (2 × 700 + 6 × 2,600) / 8 = 2,125 against 1,500.
    assert private.raw == pytest.approx(625.0)
    assert private.adjusted == pytest.approx((6 * -300 + 2 * -400) / 8)
    assert government.adjusted == pytest.approx((2 * -300 + 6 * -400) / 8)


def test_who_is_like_nobody_of_the_other_channel_is_in_the_raw_difference_alone() -> None:
    rows = stratified(workers(BY_HAND))
    found = difference(rows, SIMPLE, "cost", "private")
    assert found is not None
    assert found.adjusted == pytest.approx(-325.0)
    assert found.raw == pytest.approx(2125.0 - 62_000.0 / 9)
    assert rows.filter("(common)").height == 16


@pytest.mark.parametrize("standard", ["private", "government"])
def test_as_the_slow_way_finds_it(standard: Arm) -> None:
    draw = np.random.default_rng(11)
    sectors = draw.choice(["construction", "care", "garment"], 260)
    channels = draw.choice(["private", "government"], 260, p=[0.65, 0.35])
    cost = draw.lognormal(7, 0.5, 260) * np.where(sectors == "care", 2.0, 1.0)
    weight = draw.uniform(0.5, 3.0, 260)
    rows = list(zip(sectors.tolist(), channels.tolist(), cost.tolist(), weight.tolist(), strict=True))
    found = difference(stratified(workers(rows)), SIMPLE, "cost", standard)
    answers = [Answer(*one) for one in rows]
    assert found is not None
    assert found.high is not None
    assert found.raw == pytest.approx(raw_difference(answers))
    assert found.adjusted == pytest.approx(adjusted_difference(answers, standard))
    half = found.high - found.adjusted
    # Student's t at 259 degrees of freedom.
    assert half / 1.96913 == pytest.approx(jackknife_error(answers, standard), rel=0.05)


def test_the_error_of_one_stratum_is_that_of_two_means() -> None:
    private, government = [1000.0, 1200.0, 1400.0, 1000.0], [500.0, 700.0, 600.0]
    rows = [("care", "private", one, 1.0) for one in private] + [("care", "government", one, 1.0) for one in government]
    found = difference(stratified(workers(rows)), SIMPLE, "cost", "private")
    assert found is not None
    assert found.high is not None
    squares = sum((one - 1150.0) ** 2 for one in private) / 16 + sum((one - 600.0) ** 2 for one in government) / 9
    error = sqrt(squares * 7 / 6)
    assert found.high - found.adjusted == pytest.approx(2.446912 * error, rel=1e-6)
    assert found.adjusted == pytest.approx(found.raw) == pytest.approx(-550.0)


def test_without_a_common_stratum_there_is_no_comparison() -> None:
    rows = [("care", "private", 900.0, 1.0)] * 5 + [("trade", "government", 500.0, 1.0)] * 5
    assert difference(stratified(workers(rows)), SIMPLE, "cost", "private") is None
    one_alone = [("care", "private", 900.0, 1.0)] * 5 + [("care", "government", 500.0, 1.0)]
    assert difference(stratified(workers(one_alone)), SIMPLE, "cost", "private") is None


def test_the_truth_of_the_simulation_is_found_where_the_raw_difference_misleads() -> None:
    caught = 0
    for seed in range(12):
        rows = simulated_costs(seed, (("NPL", "QAT"),), workers=1500).with_columns(pl.col("destination").alias(PLACE))
        found = difference(stratified(rows), SIMPLE, "cost", "private")
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        assert found.raw > 0 > found.adjusted
        caught += found.low <= TRUE_DIFFERENCE <= found.high
    # 95 in 100 intervals hold the truth: 9 or fewer of 12 would be seen once in 500 times.
    assert caught >= 10
