"""Labels that fit, and ticks that are round."""

from __future__ import annotations

import pytest

from fairway.charts.measure import cut, width, wrap
from fairway.charts.scales import from_zero, moments, number, round_years


def test_a_long_label_is_wrapped_and_then_cut() -> None:
    lines = wrap("Wholesale and retail trade; repair of motor vehicles and motorcycles", 12.5, 140)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width(line, 12.5) <= 140 for line in lines)


def test_a_short_label_is_left_alone() -> None:
    assert wrap("Education", 12.5, 140) == ["Education"]
    assert wrap("", 12.5, 140) == [""]
    assert cut("Education", 12.5, 140) == "Education"


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.0, 11_313_000.0], (0, 2.5e6, 5e6, 7.5e6, 10e6, 12.5e6)),
        ([3.0, 6.9], (0, 2, 4, 6, 8)),
        ([], (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([-4.0, 4.0], (-4, -2, 0, 2, 4)),
        ([0.0], (0, 0.2, 0.4, 0.6, 0.8, 1)),
    ],
)
def test_ticks_are_round_and_hold_zero(values: list[float], ticks: tuple[float, ...]) -> None:
    assert from_zero(values, 0, 100).ticks == pytest.approx(ticks)


def test_quarters_and_months_lie_between_years() -> None:
    assert moments(["2020Q3", "2021", 2022, "2020-07"]) == [2020.5, 2021, 2022, 2020.5]
    assert moments(["1990–1995"]) is None


def test_round_years_are_few() -> None:
    assert round_years(1991, 2024, 4) == [2000, 2010, 2020]
    assert round_years(2011, 2013.75, 5) == [2011, 2012, 2013]


def test_what_is_not_finite_is_unknown() -> None:
    assert number(float("nan")) is None
    assert number(float("inf")) is None
    assert number("12") is None
    assert number(0) == 0.0
