"""The worked example of typical costs comes out as written; `make docs` prints it."""

from __future__ import annotations

import pytest

from tests.spec.recruitment.typical_costs import compared, page


def test_the_same_mix_turns_the_sign() -> None:
    found = compared()
    assert found["private"].raw == pytest.approx(625.0)
    assert found["private"].adjusted == pytest.approx(-325.0)
    assert found["government"].adjusted == pytest.approx(-375.0)


def test_the_page_prints_them() -> None:
    assert "| mix of private recruitment: (6 × −300 + 2 × −400) / 8 | -325 |" in page()
