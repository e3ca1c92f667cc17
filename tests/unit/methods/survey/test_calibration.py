"""Calibration by names of columns: what is met, and every way in which it cannot be."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.calibration import calibrate
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries, Margin
from fairway.methods.survey.calibration_errors import (
    AuxiliaryUnknown,
    CalibrationMisstated,
    CategoriesDisagree,
    MarginsDisagree,
    NoCalibration,
)
from fairway.methods.survey.calibration_residuals import ResidualProjection
from fairway.methods.survey.calibration_specs import Greg, PostStratification, Raking, calibrate_to, columns_of
from fairway.methods.survey.errors import SurveyColumnMissing

FRAME = pl.DataFrame(
    {
        "sex": ["f", "f", "m", "m", "m", "f"],
        "age": [1, 2, 1, 2, 1, 1],
        "income": [10.0, 30.0, 20.0, 25.0, 15.0, 5.0],
    }
)
WEIGHTS = np.array([10.0, 10.0, 20.0, 10.0, 10.0, 20.0])


def total(weights, **where) -> float:
    keep = np.ones(6, bool)
    for column, value in where.items():
        keep &= (FRAME[column] == value).to_numpy()
    return float(weights[keep].sum())


def test_post_strata_get_their_population() -> None:
    totals = {("f", 1): 33, ("f", 2): 12, ("m", 1): 45, ("m", 2): 5}
    found = calibrate_to(PostStratification(("sex", "age"), totals), FRAME, WEIGHTS)
    assert {key: total(found.weights, sex=key[0], age=key[1]) for key in totals} == pytest.approx(totals)
    np.testing.assert_allclose(found.g, [1.1, 1.2, 1.5, 0.5, 1.5, 1.1])
    assert found.iterations == 1


def test_margins_are_met_and_the_interaction_kept() -> None:
    found = calibrate_to(Raking({"sex": {"f": 50, "m": 40}, "age": {1: 65, 2: 25}}), FRAME, WEIGHTS)
    assert [total(found.weights, sex="f"), total(found.weights, age=2)] == pytest.approx([50, 25], rel=1e-12)
    odds = found.g[0] * found.g[3] / (found.g[1] * found.g[2])
    assert odds == pytest.approx(1)  # g is a product of a factor for sex and one for age


def test_greg_meets_numbers_categories_and_size() -> None:
    found = calibrate_to(Greg({"income": 1500.0, "sex": {"f": 45, "m": 42}}, size=87), FRAME, WEIGHTS)
    assert found.weights @ FRAME["income"].to_numpy() == pytest.approx(1500)
    assert found.weights.sum() == pytest.approx(87)
    assert total(found.weights, sex="m") == pytest.approx(42)


def test_negative_weights_are_counted_and_said() -> None:
    found = calibrate_to(Greg({"income": 2400.0}, size=80), FRAME, WEIGHTS)
    assert found.negative == int((found.weights < 0).sum()) > 0
    assert any(f"{found.negative} rows have a negative weight" in said for said in found.remarks)
    positive = calibrate_to(Greg({"income": 1900.0}, size=80, distance="raking"), FRAME, WEIGHTS)
    assert positive.negative == 0


def test_trimmed_weights_are_counted() -> None:
    bounded = Greg({"income": 1425.0}, size=80, distance="linear-bounded", bounds=(0.8, 1.3))
    found = calibrate_to(bounded, FRAME, WEIGHTS)
    assert found.at_bounds == int(((found.g == 0.8) | (found.g == 1.3)).sum()) > 0
    assert found.weights @ FRAME["income"].to_numpy() == pytest.approx(1425)


def test_rows_of_weight_zero_stay_at_zero_and_make_no_category_present() -> None:
    margins = Raking({"sex": {"f": 45}})
    found = calibrate_to(margins, FRAME, np.where(FRAME["sex"] == "m", 0.0, WEIGHTS))
    assert total(found.weights, sex="m") == 0
    assert total(found.weights, sex="f") == pytest.approx(45)


def test_dependent_columns_change_nothing() -> None:
    once = np.column_stack([np.ones(6), FRAME["income"].to_numpy()])
    twice = np.column_stack([once, once[:, 1] * 2e6])
    simple = calibrate(WEIGHTS, once, np.array([85.0, 1300.0]))
    doubled = calibrate(WEIGHTS, twice, np.array([85.0, 1300.0, 2.6e9]))
    np.testing.assert_allclose(doubled.weights, simple.weights, rtol=1e-11)


def test_dependent_columns_that_contradict_each_other() -> None:
    twice = np.column_stack([np.ones(6), np.ones(6)])
    with pytest.raises(NoCalibration, match="only 1 independent columns"):
        calibrate(WEIGHTS, twice, np.array([85.0, 90.0]))


def test_a_category_on_one_side_only_is_named() -> None:
    with pytest.raises(CategoriesDisagree, match="without a population total above 0: m"):
        calibrate_to(Raking({"sex": {"f": 40}}), FRAME, WEIGHTS)
    with pytest.raises(CategoriesDisagree, match="without weight in the sample: 3"):
        calibrate_to(Raking({"age": {1: 40, 2: 30, 3: 10}}), FRAME, WEIGHTS)
    with pytest.raises(CategoriesDisagree, match="text and the other a number"):
        calibrate_to(Raking({"age": {"1": 40, "2": 30}}), FRAME, WEIGHTS)
    with pytest.raises(CategoriesDisagree, match=r"sex × age .* without a population total above 0: .*'m', 2"):
        calibrate_to(PostStratification(("sex", "age"), {("f", 1): 1, ("f", 2): 1, ("m", 1): 1}), FRAME, WEIGHTS)


def test_a_category_of_no_population_that_was_not_sampled_is_left_out() -> None:
    found = calibrate_to(Raking({"age": {1: 40, 2: 30, 3: 0}}), FRAME, WEIGHTS)
    assert found.weights.sum() == pytest.approx(70)


def test_margins_of_two_populations_are_refused_or_scaled() -> None:
    margins = {"sex": {"f": 50, "m": 40}, "age": {1: 130, 2: 50}}
    with pytest.raises(MarginsDisagree, match=r"sex 90, age 180 \(they differ by 90\)"):
        calibrate_to(Raking(margins), FRAME, WEIGHTS)
    with pytest.raises(MarginsDisagree, match=r"\(population\) 85, sex 90"):
        calibrate_to(Greg({"sex": margins["sex"]}, size=85), FRAME, WEIGHTS)
    found = calibrate_to(Raking(margins, scaled=True), FRAME, WEIGHTS)
    assert total(found.weights, age=1) == pytest.approx(65)


def test_nulls_are_counted_and_refused() -> None:
    holes = FRAME.with_columns(
        age=pl.Series([1, None, 1, None, 1, 1]), income=pl.Series([1.0, float("nan"), 2, 3, 4, 5])
    )
    with pytest.raises(AuxiliaryUnknown, match="age: 2 of 6 rows; income: 1 of 6 rows"):
        calibrate_to(Greg({"age": {1: 50, 2: 30}, "income": 100.0}), holes, WEIGHTS)


@pytest.mark.parametrize("distance", ["logit", "linear-bounded"])
def test_bounds_that_cannot_be_kept_say_how_far_it_got(distance) -> None:
    # 1,650 is within reach of income alone (650 to 1,950), but not with 80 persons.
    asked = Greg({"income": 1650.0}, size=80, distance=distance, bounds=(0.5, 1.5))
    with pytest.raises(NoCalibration, match=r"should be .* and reached .* factors are at the bounds") as raised:
        calibrate_to(asked, FRAME, WEIGHTS)
    assert 0.01 < raised.value.residual < 0.2


def test_tight_bounds_where_newton_alone_stands_still() -> None:
    random = np.random.default_rng(409)
    size = int(random.integers(6, 16))
    auxiliaries = np.column_stack([np.ones(size), random.gamma(1, 10, size), random.random(size) < 0.4]).astype(float)
    weights = random.uniform(1, 30, size)
    inside = np.where(random.random(size) < 0.8, random.choice([0.6, 1.6], size), random.uniform(0.6, 1.6, size))
    totals = auxiliaries.T @ (weights * inside)
    found = calibrate(weights, auxiliaries, totals, distance="linear-bounded", bounds=(0.6, 1.6))
    np.testing.assert_allclose(auxiliaries.T @ found.weights, totals, rtol=1e-9)
    assert found.g.min() >= 0.6
    assert found.g.max() <= 1.6


@pytest.mark.parametrize(("income", "nearest"), [(2500.0, "1,950"), (100.0, "650")])
def test_a_total_out_of_reach_is_refused_at_once(income, nearest) -> None:
    asked = Greg({"income": income}, size=80, distance="logit", bounds=(0.5, 1.5))
    with pytest.raises(NoCalibration, match=rf"reached {nearest} .* can only lie from 650 to 1,950") as raised:
        calibrate_to(asked, FRAME, WEIGHTS)
    assert "after 0 iterations" in str(raised.value)
    with pytest.raises(NoCalibration, match="sex=m should be 70"):
        calibrate_to(Greg({"sex": {"f": 40, "m": 70}}, distance="logit", bounds=(0.5, 1.5)), FRAME, WEIGHTS)


def test_margins_that_the_sample_cannot_meet() -> None:
    codes = np.array([0, 1], np.int32)
    crossed = Auxiliaries((Margin(codes, ("a=0", "a=1")), Margin(codes, ("b=0", "b=1"))))
    with pytest.raises(NoCalibration, match=r"a=0 should be 1 and reached 1\.5 .* only 2 independent columns"):
        calibrate(np.ones(2), crossed, np.array([1.0, 2.0, 2.0, 1.0]), distance="raking", max_iterations=50)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"distance": "huber"}, "no calibration distance “huber”"),
        ({"distance": "logit"}, "needs finite bounds"),
        ({"distance": "linear-bounded", "bounds": (1.0, 2.0)}, "L < 1 < U"),
        ({"distance": "raking", "bounds": (0.5, 2.0)}, "has no bounds"),
        ({"q": np.zeros(6)}, "q must be above 0"),
        ({"totals": np.array([80.0, np.nan])}, "population total is not a number"),
        ({"totals": np.array([80.0])}, "6 weights and 1 totals"),
        ({"design_weights": np.array([1.0, -1, 1, np.nan, 1, 1])}, "2 of 6 design weights"),
        ({"design_weights": np.zeros(6)}, "No row has a design weight above 0"),
        ({"auxiliaries": np.ones((6, 0))}, "have the shape"),
    ],
)
def test_what_contradicts_itself_is_refused(change, said) -> None:
    asked = {
        "design_weights": WEIGHTS,
        "auxiliaries": np.column_stack([np.ones(6), FRAME["income"].to_numpy()]),
        "totals": np.array([85.0, 1300.0]),
    }
    with pytest.raises(CalibrationMisstated, match=said):
        calibrate(**{**asked, **change})


def test_columns_that_are_missing_or_not_numeric() -> None:
    with pytest.raises(SurveyColumnMissing, match="religion"):
        calibrate_to(Raking({"religion": {1: 4}}), FRAME, WEIGHTS)
    with pytest.raises(CalibrationMisstated, match="sex has one total but is not numeric"):
        calibrate_to(Greg({"sex": 4.0}), FRAME, WEIGHTS)
    with pytest.raises(CalibrationMisstated, match="names no totals"):
        calibrate_to(Greg({}), FRAME, WEIGHTS)


def test_the_columns_that_are_read() -> None:
    asked = Greg({("sex", "age"): {}, "sex": {}, "income": 1.0}, variance="spread")
    assert columns_of(asked) == ("sex", "age", "income", "spread")


def test_residuals_of_what_the_auxiliaries_explain_are_zero() -> None:
    found = calibrate_to(Greg({"income": 1300.0, "sex": {"f": 45, "m": 42}}), FRAME, WEIGHTS)
    projection = ResidualProjection.of(found.auxiliaries, WEIGHTS, found.g)
    explained = 3 * FRAME["income"].to_numpy() + 7.0 * (FRAME["sex"] == "f").to_numpy()
    unit, domain = np.array([0, 0, 1, 1, 2, 2], np.int32), np.array([0, 0, 0, -1, 0, 0], np.int32)
    cross = projection.cross(explained, np.zeros(6, np.int32), 1)
    left = np.bincount(unit, weights=found.weights * explained) - (
        projection.unit_totals(unit, 3) @ projection.coefficients(cross)[0]
    )
    np.testing.assert_allclose(left, 0, atol=1e-9)
    without = projection.cross(explained, domain, 1)
    spread_out = projection.cross(explained * (domain == 0), np.zeros(6, np.int32), 1)
    np.testing.assert_allclose(without, spread_out)


def test_sweeps_need_margins() -> None:
    with pytest.raises(CalibrationMisstated, match="an auxiliary is numeric"):
        ResidualProjection.of(np.ones((6, 1)), WEIGHTS, np.ones(6), sweeps=10)


def test_many_margins_do_not_overflow_their_crossing() -> None:
    random = np.random.default_rng(3)
    margins = tuple(
        Margin(random.integers(0, 500, 40).astype(np.int32), tuple(f"{name}={code}" for code in range(500)))
        for name in "abcdefgh"
    )
    cell, small = Auxiliaries(margins).cells()  # type: ignore[misc]  # 500⁸ > 2⁶³
    assert small.size == 40
    for full, reduced in zip(margins, small.blocks, strict=True):
        np.testing.assert_array_equal(reduced.codes[cell], full.codes)  # type: ignore[union-attr]
