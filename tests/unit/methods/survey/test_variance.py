"""The variance of a total, stratum by stratum, against figures worked by hand."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.methods.survey.design import Design, Singletons, Stage
from fairway.methods.survey.errors import SingleUnitStratum
from fairway.methods.survey.units import sampled_units
from fairway.methods.survey.variance import Scatter, combined


def scatter(strata, domain, unit, domains=1, singletons: Singletons = "certainty", **columns) -> Scatter:
    """Units 0, 1, 2 … in the strata given, and rows that name their domain and unit."""
    frame = pl.DataFrame({"stratum": strata, "psu": range(len(strata))} | columns)
    design = Design("w", (Stage("psu", "stratum", "N" if "N" in columns else None),), singletons)
    units, _ = sampled_units(frame, design)
    return Scatter.of(units, np.array(domain, np.int32), np.array(unit, np.int32), domains)


def test_two_strata_by_hand() -> None:
    # a: 1, 3, 5 about 3: 3/2 · 8 = 12.  b: 10, 14 about 12: 2/1 · 8 = 16.
    found = scatter(list("aaabb"), [0] * 5, [0, 1, 2, 3, 4]).variance(np.array([1.0, 3.0, 5.0, 10.0, 14.0]))
    assert found.tolist() == [28.0]


def test_units_without_a_member_count_as_zero() -> None:
    # a: 3, 3, 0 about 2: 3/2 · 6 = 9.
    assert scatter(list("aaa"), [0, 0], [0, 1]).variance(np.array([3.0, 3.0])).tolist() == [9.0]


def test_the_finite_population_counts() -> None:
    found = scatter(list("aaabb"), [0] * 5, range(5), N=[6, 6, 6, 2, 2]).variance(np.array([1.0, 3.0, 5.0, 10.0, 14.0]))
    assert found.tolist() == [6.0]  # half of 12, and a census


def test_two_stages_by_hand() -> None:
    """V₁ + f₁ Σ V₂: two of four clusters, in each two of three households."""
    frame = pl.DataFrame({"psu": [0, 0, 1, 1], "N": [4] * 4, "household": [0, 1, 0, 1], "M": [3] * 4})
    units, _ = sampled_units(frame, Design("w", (Stage("psu", None, "N"), Stage("household", None, "M"))))
    four = np.arange(4, dtype=np.int32)
    found = Scatter.of(units, np.zeros(4, np.int32), four, 1).variance(np.array([1.0, 3.0, 6.0, 8.0]))
    first = 0.5 * 2.0 * (5.0**2 + 5.0**2)  # totals 4 and 14 about 9
    second = 0.5 * (1.0 / 3.0) * 2.0 * (2.0 + 2.0)
    assert found == pytest.approx([first + second], rel=1e-14)


def test_domains_are_apart() -> None:
    found = scatter(list("aabb"), [0, 0, 1, 1], [0, 1, 1, 2], 2).variance(np.array([1.0, 3.0, 5.0, 5.0]))
    assert found.tolist() == [4.0, 50.0 / 2 * 2]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("certainty", 4.0), ("adjust", 4.0 + 49.0), ("average", 4.0 * 2 / 1)],
)
def test_the_rules_for_a_single_unit(rule, expected) -> None:
    found = scatter(list("aab"), [0, 0, 0], [0, 1, 2], singletons=rule).variance(np.array([1.0, 3.0, 7.0]))
    assert found.tolist() == [expected]


def test_nothing_to_average_gives_no_variance() -> None:
    assert np.isnan(scatter(list("ab"), [0, 0], [0, 1], singletons="average").variance(np.array([1.0, 3.0]))).all()


def test_fail_names_the_strata_that_a_domain_reaches() -> None:
    assert scatter(list("aabcc"), [0, 0], [0, 1], singletons="fail").variance(np.array([1.0, 3.0])).tolist() == [4.0]
    with pytest.raises(SingleUnitStratum) as refused:
        scatter(list("aabcd"), [0, 0, 0], [0, 2, 4], singletons="fail").variance(np.array([1.0, 3.0, 5.0]))
    assert refused.value.details == {"stage": 1, "strata": ["b", "d"]}
    assert "b, d" in refused.value.title


def test_a_census_of_one_unit_never_fails() -> None:
    assert scatter(list("a"), [0], [0], singletons="fail", N=[1]).variance(np.array([5.0])).tolist() == [0.0]


def test_degrees_of_freedom_are_units_less_strata_with_a_member() -> None:
    built = scatter(list("aaabb"), [0, 0, 0, 1], [0, 1, 3, 4], 2)
    assert built.degrees_of_freedom(np.array([True, True, True, True])).tolist() == [1.0, 0.0]
    assert built.degrees_of_freedom(np.array([True, False, True, False])).tolist() == [0.0, 0.0]


def test_a_contrast_carries_the_covariance_of_shared_units() -> None:
    """Domains in the very same units, with equal scores: their difference varies not at all, their sum fourfold."""
    built, scores = scatter(list("aa"), [0, 0, 1, 1], [0, 1, 0, 1], 2), np.array([1.0, 3.0, 1.0, 3.0])
    both, target = np.array([0, 1], np.int32), np.array([0, 0], np.int32)
    for coefficients, expected in (([1.0, -1.0], 0.0), ([1.0, 1.0], 16.0)):
        together, values = combined(built, scores, both, target, np.array(coefficients), 1)
        assert together.variance(values).tolist() == [expected]
