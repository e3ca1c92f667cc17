"""The Fay-Herriot model at its edges, and estimates that add up."""

from __future__ import annotations

import numpy as np
import pytest

from fairway.methods.survey.small_area import fay_herriot
from fairway.methods.survey.small_area_benchmarks import benchmarked
from fairway.methods.survey.small_area_errors import BenchmarkImpossible, SmallAreaFaulty

AREAS = np.arange(12.0)
X = np.stack([np.ones(12), AREAS], axis=1)
DIRECT = 3 + 2 * AREAS + np.array([1, -2, 3, -1, 0.5, 2, -3, 1, -1, 2, -2.5, 0.0])
PSI = np.full(12, 1.5)


def test_equal_variances_have_a_closed_form() -> None:
    beta, rest, *_ = np.linalg.lstsq(X, DIRECT, rcond=None)
    found = fay_herriot(DIRECT, PSI, X)
    assert found.sigma2 == pytest.approx(rest[0] / (12 - 2) - 1.5, rel=1e-12)
    np.testing.assert_allclose(found.beta, beta, rtol=1e-12)
    assert fay_herriot(DIRECT, PSI, X, method="ml").sigma2 == pytest.approx(rest[0] / 12 - 1.5, rel=1e-12)
    assert fay_herriot(DIRECT, PSI, X, method="fh-moment").sigma2 == pytest.approx(found.sigma2, rel=1e-12)


def test_no_variance_between_areas_is_said() -> None:
    found = fay_herriot(3 + 2 * AREAS + 0.01 * np.cos(AREAS), PSI, X)
    assert found.sigma2 == 0.0
    assert found.converged
    assert "estimated as 0" in found.remarks[0]
    np.testing.assert_array_equal(found.eblup, found.synthetic)


def test_an_area_without_a_direct_estimate_gets_the_synthetic_one() -> None:
    direct, variance = DIRECT.copy(), PSI.copy()
    direct[3], variance[3] = np.nan, np.nan
    found = fay_herriot(direct, variance, X)
    assert found.gamma[3] == 0
    assert found.eblup[3] == found.synthetic[3]
    assert found.mse[3] == pytest.approx(found.sigma2 + X[3] @ found.beta_covariance @ X[3])
    assert "1 areas have no direct estimate" in found.remarks[0]


def test_data_that_the_line_fits_exactly_have_no_variance_between() -> None:
    found = fay_herriot(np.zeros(12), PSI, X)
    assert (found.sigma2, found.converged) == (0.0, True)


@pytest.mark.parametrize("seed", [44, 819, 1586])
def test_variances_of_all_sizes_where_plain_scoring_runs_in_a_circle(seed) -> None:
    random = np.random.default_rng(seed)
    areas = int(random.integers(5, 12))
    variance = np.exp(random.normal(0, random.uniform(0.5, 4), areas))
    direct = random.normal(0, 1, areas) * np.sqrt(variance + random.uniform(0, 3))
    found = fay_herriot(direct, variance, np.ones((areas, 1)))
    assert found.converged
    assert found.iterations < 100
    precision = 1 / (found.sigma2 + variance)
    squares = float(((direct - found.beta[0]) ** 2 * precision**2).sum())
    trace = float(precision.sum() - (precision**2).sum() / precision.sum())
    assert found.sigma2 > 0
    assert squares == pytest.approx(trace, rel=1e-9)  # the restricted score is zero


def test_steps_that_run_out_are_said() -> None:
    found = fay_herriot(10 * DIRECT, PSI * (1 + AREAS), X, max_iterations=2)
    assert not found.converged
    assert "still moved" in found.remarks[0]


def test_an_error_estimated_below_zero_is_not_given() -> None:
    variance = np.array([1e-4] * 6 + [50.0] * 6)
    direct = 5 + 1e-3 * np.cos(AREAS)
    found = fay_herriot(direct, variance, np.ones((12, 1)), method="fh-moment")
    assert np.isnan(found.mse).any()
    assert any("below 0" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("direct", "variance", "auxiliaries", "said"),
    [
        (DIRECT, np.where(AREAS == 2, 0.0, 1.5), X, "1 areas have a direct estimate"),
        (np.where(AREAS == 2, np.inf, DIRECT), PSI, X, "1 areas have a direct estimate"),
        (DIRECT, np.where(AREAS < 2, np.nan, 1.5), X, "2 areas have a direct estimate"),
        (DIRECT, PSI, np.where(X == 11, np.nan, X), "1 of 12 areas have unknown auxiliaries"),
        (DIRECT, PSI, np.column_stack([X, 1e6 * AREAS]), "only 2 independent columns"),
        (np.where(AREAS > 2, np.nan, DIRECT), PSI, X, "3 areas have a direct estimate, for 2 coefficients"),
        (DIRECT[:4], PSI, X, "4 estimates, 12 variances"),
    ],
)
def test_faults_are_named(direct, variance, auxiliaries, said) -> None:
    with pytest.raises(SmallAreaFaulty, match=said):
        fay_herriot(direct, variance, auxiliaries)


def test_a_method_that_does_not_exist() -> None:
    with pytest.raises(SmallAreaFaulty, match="no method “mcmc”"):
        fay_herriot(DIRECT, PSI, X, method="mcmc")  # type: ignore[arg-type]


@pytest.mark.parametrize("how", ["ratio", "difference", "precision"])
def test_benchmarked_estimates_add_up(how) -> None:
    model = fay_herriot(DIRECT, PSI * (1 + AREAS), X)
    share = np.linspace(0.5, 3, 12)
    found = benchmarked(model, share, 500.0, how=how)
    assert share @ found.estimates == pytest.approx(500.0, rel=1e-12)
    assert found.adjusted_by == pytest.approx(500 - share @ model.eblup)
    np.testing.assert_allclose(found.mse, model.mse + (found.estimates - model.eblup) ** 2)


def test_adjustments_move_as_they_say() -> None:
    model = fay_herriot(DIRECT, PSI * (1 + AREAS), X)
    share = np.ones(12)
    ratios = benchmarked(model, share, 300.0, how="ratio").estimates / model.eblup
    np.testing.assert_allclose(ratios, ratios[0])
    shifts = benchmarked(model, share, 300.0, how="difference").estimates - model.eblup
    np.testing.assert_allclose(shifts, shifts[0])
    moved = benchmarked(model, share, 300.0, how="precision").estimates - model.eblup
    np.testing.assert_allclose(moved / model.mse, moved[0] / model.mse[0])


def test_an_impossible_benchmark() -> None:
    model = fay_herriot(DIRECT, PSI, X)
    with pytest.raises(BenchmarkImpossible, match="not all 0"):
        benchmarked(model, np.zeros(12), 1.0)
    with pytest.raises(BenchmarkImpossible, match="no adjustment “guess”"):
        benchmarked(model, np.ones(12), 1.0, how="guess")  # type: ignore[arg-type]
    nothing = fay_herriot(np.zeros(12), PSI, X)
    with pytest.raises(BenchmarkImpossible, match="cannot be scaled"):
        benchmarked(nothing, np.ones(12), 1.0, how="ratio")
