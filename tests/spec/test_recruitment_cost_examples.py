"""The worked examples of recruitment costs come out as written; `make docs` prints them."""

from __future__ import annotations

from statistics import fmean

import pytest

from tests.spec.recruitment.costs import LAO_COSTS, LAO_EARNINGS, LAO_PUBLISHED, by_month, lao


def test_the_lao_pilot_printed_the_ratio_of_totals() -> None:
    found = lao()
    assert found["COST_MEAN"] == pytest.approx(LAO_PUBLISHED["mean_cost"], abs=0.005)
    assert found["EARNINGS_MEAN"] == pytest.approx(LAO_PUBLISHED["mean_earnings"], abs=0.005)
    assert round(found["RCI_RATIO_OF_TOTALS"], 2) == LAO_PUBLISHED["printed"]
    assert found["RCI_MEAN"] == pytest.approx(fmean(c / e for c, e in zip(LAO_COSTS, LAO_EARNINGS, strict=True)))
    assert round(found["RCI_MEAN"], 2) != LAO_PUBLISHED["printed"]
    assert found["RCI_ZERO_SHARE"] == 25.0


def test_each_amount_has_its_own_month() -> None:
    # 100 + 20 + 20 dollars; 7,000 THB at 35.
    assert by_month() == pytest.approx((140.0, 200.0, 0.7))
