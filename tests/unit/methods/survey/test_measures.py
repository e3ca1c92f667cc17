"""Measures as ratios of totals: values, slopes, simple variances and names."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.cube import Totals
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.measures import (
    Mean,
    MeanOfRatios,
    Proportion,
    Rate,
    Ratio,
    RatioOfTotals,
    Total,
    ratios_of_totals,
)


def totals(ratio: RatioOfTotals, weight, y, x=None) -> Totals:
    """What a cube of one domain would hold for the measure."""
    w, y, x = (np.asarray(values, float) for values in (weight, y, np.ones(len(y)) if x is None else x))
    named = {ratio.numerator: y, ratio.denominator: x}
    sums = {}
    for moment in ratio.moments:
        product = w.copy()
        for factor in moment.factors:
            product = product * named[factor]
        sums[moment] = np.array([product.sum()])
    return Totals(pl.DataFrame(height=1), sums, {ratio.rows: np.array([float(len(w))])})


def ratio_of(measure) -> RatioOfTotals:
    (ratio,) = ratios_of_totals((measure,), {})
    return ratio


@pytest.mark.parametrize(
    ("measure", "name", "value"),
    [
        (Total("y"), "total y", 2 * 3 + 3 * 7 + 5 * 1),
        (Mean("y"), "mean y", 32 / 10),
        (Ratio("y", "x"), "ratio y/x", 32 / (2 * 4 + 3 * 2 + 5 * 6)),
        (Rate("y", "x"), "rate y/x", 1000 * 32 / 44),
        (Ratio("y", "x", per=100.0), "ratio y/x", 100 * 32 / 44),
    ],
)
def test_values(measure, name, value) -> None:
    ratio = ratio_of(measure)
    sums = totals(ratio, [2, 3, 5], [3, 7, 1], [4, 2, 6]).sums
    assert ratio.name == name
    assert ratio.value(sums) == pytest.approx([value], rel=1e-15)


def test_slopes_are_derivatives() -> None:
    ratio = ratio_of(Rate("y", "x"))
    sums = dict(totals(ratio, [2, 3, 5], [3, 7, 1], [4, 2, 6]).sums)
    for moment, slope in ratio.slopes(sums):
        ahead = sums | {moment: sums[moment] + 1e-5}
        behind = sums | {moment: sums[moment] - 1e-5}
        assert (ratio.value(ahead) - ratio.value(behind)) / 2e-5 == pytest.approx(slope, rel=1e-8)


def test_nothing_below_gives_no_ratio() -> None:
    ratio = ratio_of(Ratio("y", "x"))
    assert np.isnan(ratio.value(totals(ratio, [2, 3], [3, 7], [0, 0]).sums)).all()


def test_the_simple_variance_of_a_mean_by_hand() -> None:
    """Equal weights: (1 − n/N) s²/n; y = 1, 2, 6, s² = 7, N = 12."""
    ratio = ratio_of(Mean("y"))
    assert ratio.simple_variance(totals(ratio, [4, 4, 4], [1, 2, 6])) == pytest.approx(
        [(1 - 3 / 12) * 7 / 3], rel=1e-14
    )
    whole = ratio_of(Total("y"))
    expected = 144 * (1 - 3 / 12) * 7 / 3
    assert whole.simple_variance(totals(whole, [4, 4, 4], [1, 2, 6])) == pytest.approx([expected], rel=1e-14)


@pytest.mark.parametrize("offset", [1e3, 1e5, 1e7, 1e9])
def test_far_from_zero_the_simple_variance_keeps_its_digits_or_is_not_given(offset) -> None:
    ratio = ratio_of(Mean("y"))
    near = ratio.simple_variance(totals(ratio, [4, 4, 4], [1, 2, 6]))
    far = ratio.simple_variance(totals(ratio, [4, 4, 4], [offset + 1, offset + 2, offset + 6]))
    assert np.isnan(far).all() or far == pytest.approx([0.0]) or far == pytest.approx(near, rel=1e-4)


@pytest.mark.parametrize(
    ("measure", "y"), [(Total(), [1, 1, 1]), (Total("y"), [7.3, 7.3, 7.3]), (Mean("y"), [7.3, 7.3, 7.3])]
)
def test_what_does_not_vary_has_no_simple_variance(measure, y) -> None:
    """Rounding must not become a design effect of 10¹⁶."""
    ratio = ratio_of(measure)
    for weight in np.arange(1, 2_000) / 7.0:
        simple = ratio.simple_variance(totals(ratio, [weight, 2 * weight, 4.2 * weight], y))
        assert np.isnan(simple).all() or (simple <= 0).all(), weight


def test_no_simple_variance_of_one_row_or_of_everybody() -> None:
    ratio = ratio_of(Mean("y"))
    assert np.isnan(ratio.simple_variance(totals(ratio, [4], [1]))).all()
    assert np.isnan(ratio.simple_variance(totals(ratio, [1, 1], [1, 2]))).all()


def test_a_proportion_of_every_value_is_one_for_each() -> None:
    found = ratios_of_totals((Proportion("sex", interval="wilson"),), {"sex": ("f", "m")})
    assert [(one.name, one.level, one.interval) for one in found] == [
        ("proportion sex", "f", "wilson"),
        ("proportion sex", "m", "wilson"),
    ]


def test_values_taken_together_are_one_proportion() -> None:
    ratio = ratio_of(Proportion("sector", ("farm", "shop")))
    assert ratio.level == "farm, shop"
    assert ratio.numerator.values == ("farm", "shop")


def test_a_proportion_of_no_value_and_an_interval_unheard_of_are_refused() -> None:
    with pytest.raises(MeasureMisstated):
        ratio_of(Proportion("sector", ()))
    with pytest.raises(MeasureMisstated):
        ratio_of(Proportion("sector", "farm", "walk"))  # type: ignore[arg-type]


def test_a_mean_of_ratios_divides_person_by_person() -> None:
    ratio = ratio_of(MeanOfRatios("y", "x"))
    assert (ratio.numerator.numerator, ratio.numerator.denominator) == ("y", "x")
    assert ratio.denominator is None


def test_what_is_no_measure_is_refused() -> None:
    with pytest.raises(MeasureMisstated):
        ratios_of_totals(("mean",), {})  # type: ignore[arg-type]
