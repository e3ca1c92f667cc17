"""The Gini index: known values, invariances, its error against the jackknife's, and what is refused."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.replicate_making import Bootstrap, Jackknife, ReplicateMethod
from fairway.warehouse.surveys import Survey, open_survey


def survey(values: list[float], weights: list[float] | None = None) -> Survey:
    frame = pl.DataFrame({"w": weights or [1.0] * len(values), "y": values, "g": [0, 1] * (len(values) // 2)})
    return open_survey(frame, Design("w", (Stage(None),)))


def index(values: list[float], weights: list[float] | None = None) -> float | None:
    found: float | None = survey(values, weights).estimate([Gini("y")]).frame["estimate"].item()
    return found


def test_known_values() -> None:
    assert index([3.0, 3.0, 3.0, 3.0]) == pytest.approx(0.0, abs=1e-15)
    assert index([0.0, 0.0, 0.0, 8.0]) == pytest.approx(0.75)
    values, weights = [1.0, 2.0, 4.0, 9.0], [3.0, 1.0, 2.0, 1.0]
    pairs = sum(a * b * abs(x - y) for x, a in zip(values, weights) for y, b in zip(values, weights))  # noqa: B905
    amount = sum(x * a for x, a in zip(values, weights))  # noqa: B905
    assert index(values, weights) == pytest.approx(pairs / (2 * sum(weights) * amount), rel=1e-14)


def test_a_weight_is_so_many_persons_and_the_unit_of_money_has_no_say() -> None:
    weighted = index([1.0, 5.0, 5.0, 20.0], [2.0, 1.0, 3.0, 2.0])
    assert weighted == pytest.approx(index([1.0, 1.0, 5.0, 5.0, 5.0, 5.0, 20.0, 20.0]), rel=1e-14)
    assert weighted == pytest.approx(index([1000.0, 5000.0, 5000.0, 20000.0], [2.0, 1.0, 3.0, 2.0]), rel=1e-14)


def clustered() -> Survey:
    random = np.random.default_rng(7)
    size = 3000
    psu = random.integers(0, 150, size)
    value = np.round(np.exp(random.normal(0, 0.8, size) + random.normal(0, 0.3, 150)[psu]), 2)
    rows = {
        "w": random.uniform(1, 4, size),
        "psu": psu,
        "stratum": psu % 10,
        "y": value,
        "g": random.integers(0, 2, size),
    }
    return open_survey(pl.DataFrame(rows), Design("w", (Stage("psu", "stratum"),)))


def test_the_linearised_error_is_the_jackknifes_and_the_bootstraps_in_a_large_sample() -> None:
    one = clustered()

    def errors(replicate: ReplicateMethod | None = None) -> np.ndarray:
        return one.estimate([Gini("y")], by=["g"], margins=True, replicate=replicate).frame["se"].to_numpy()

    assert errors(Jackknife()) == pytest.approx(errors(), rel=0.03)
    assert errors(Bootstrap(600, seed=2)) == pytest.approx(errors(), rel=0.12)


def test_a_difference_needs_replicates() -> None:
    one = clustered()
    with pytest.raises(MeasureMisstated, match="needs replicates"):
        one.estimate([Difference(Gini("y"), "g", 0, 1)], by=["g"])
    each = one.estimate([Gini("y")], by=["g"]).frame["estimate"].to_list()
    row = one.estimate([Difference(Gini("y"), "g", 0, 1)], by=["g"], replicate=Jackknife()).frame.row(0, named=True)
    assert row["estimate"] == pytest.approx(each[0] - each[1])
    assert row["se"] > 0
    assert row["measure"] == "Gini y, g 0 less 1"


def test_negative_values_are_refused_and_counted_and_a_total_of_zero_says_so() -> None:
    with pytest.raises(MeasureMisstated, match="negative in 2 rows"):
        survey([-1.0, 4.0, -2.5, 3.0]).estimate([Gini("y")])
    row = survey([0.0, 0.0, 0.0, 0.0]).estimate([Gini("y")]).frame.row(0, named=True)
    assert row["estimate"] is None
    assert row["se"] is None
    assert row["reason"] == "the total is zero"
