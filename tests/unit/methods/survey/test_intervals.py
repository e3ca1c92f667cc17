"""Confidence intervals at their edges; their middle is held to R and to the reference elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from fairway.methods.survey.intervals import proportion_interval, t_interval, t_quantile

KINDS = ("logit", "wilson", "korn-graubard", "t")


def one(kind, p, se, df=20.0, n=100.0, level=0.95) -> tuple[float, float]:
    low, high = proportion_interval(kind, *(np.array([value]) for value in (p, se, df, n)), level)
    return float(low[0]), float(high[0])


def test_quantiles_of_student_from_a_printed_table() -> None:
    found = t_quantile(np.array([1.0, 10.0, 30.0, np.inf]), 0.95)
    assert found == pytest.approx([12.7062, 2.2281, 2.0423, 1.9600], abs=5e-5)


def test_no_quantile_without_degrees_of_freedom() -> None:
    assert np.isnan(t_quantile(np.array([0.0, -1.0, np.nan]), 0.95)).all()


def test_t_reaches_as_far_on_both_sides() -> None:
    low, high = t_interval(np.array([10.0]), np.array([2.0]), np.array([10.0]), 0.95)
    assert (low[0], high[0]) == pytest.approx((10 - 4.4563, 10 + 4.4563), abs=1e-4)


def test_clopper_and_pearson_where_the_design_is_simple() -> None:
    """10 of 100, se² = p(1 − p)/n and df = n − 1: the effective size is n. Clopper–Pearson: 0.0490 to 0.1762."""
    assert one("korn-graubard", 0.1, (0.1 * 0.9 / 100) ** 0.5, 99.0) == pytest.approx(
        (0.04900469, 0.17622260), abs=1e-7
    )


def test_wilson_where_the_design_is_simple() -> None:
    """10 of 100. Wilson: 0.0552 to 0.1744."""
    assert one("wilson", 0.1, (0.1 * 0.9 / 100) ** 0.5, 99.0) == pytest.approx((0.05522914, 0.17436566), abs=1e-7)


@pytest.mark.parametrize("kind", KINDS[:3])
def test_a_proportion_stays_between_0_and_1(kind) -> None:
    low, high = one(kind, 0.02, 0.02)
    assert 0.0 < low < 0.02 < high < 1.0


@pytest.mark.parametrize("kind", KINDS[:3])
@pytest.mark.parametrize("p", [0.0, 1.0])
def test_no_interval_where_all_or_none_have_it(kind, p) -> None:
    assert np.isnan(one(kind, p, 0.0)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_census_has_an_interval_without_width(kind) -> None:
    assert one(kind, 0.3, 0.0) == pytest.approx((0.3, 0.3), rel=1e-15)


@pytest.mark.parametrize("se", [0.1, 0.0])
@pytest.mark.parametrize("kind", KINDS)
def test_no_interval_without_degrees_of_freedom(kind, se) -> None:
    assert np.isnan(one(kind, 0.3, se, df=0.0)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_more_confidence_is_wider(kind) -> None:
    narrow, wide = one(kind, 0.3, 0.05, level=0.8), one(kind, 0.3, 0.05, level=0.99)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]
