"""Flags of reliability, at their limits."""

from __future__ import annotations

import numpy as np
import pytest

from fairway.methods.survey.reliability import Reliability


@pytest.mark.parametrize(
    ("cv", "n", "flag"),
    [
        (0.0, 10, "reliable"),
        (0.165, 100, "reliable"),
        (0.166, 100, "use with caution"),
        (0.333, 100, "use with caution"),
        (0.334, 100, "unreliable"),
        (0.01, 9, "unreliable"),
        (np.nan, 9, "unreliable"),
        (np.nan, 10, "unknown"),
    ],
)
def test_flags(cv, n, flag) -> None:
    assert Reliability().flags(np.array([cv]), np.array([float(n)])).to_list() == [flag]


def test_an_office_has_its_own_limits() -> None:
    rule = Reliability(caution_cv=0.05, unreliable_cv=0.1, least_n=30)
    assert rule.flags(np.array([0.06, 0.11, 0.01]), np.array([30.0, 30.0, 29.0])).to_list() == [
        "use with caution",
        "unreliable",
        "unreliable",
    ]
    assert "5.0%" in rule.sentence()
    assert "30 respondents" in rule.sentence()
