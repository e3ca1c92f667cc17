"""The worked examples of skills mismatch come out as written, and the page prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import APPROACHES
from tests.spec.mismatch.persons import EXPECTED, figures, page, workers

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "mismatch-methodology.md"


def test_nine_workers_are_classed_as_by_hand() -> None:
    assert workers().persons.select(list(APPROACHES)).rows() == list(EXPECTED)


def test_the_gap_is_that_of_the_weights() -> None:
    found = figures()
    # Foreign-born: cleaner 25 and driver 15 of 60; native-born: nobody of 140 who are classed.
    assert found["OVQ_RATE", "normative", codes.FOREIGN] == pytest.approx(100 * 40 / 60)
    assert found["OVQ_RATE", "normative", codes.NATIVE] == 0
    assert found["OVQ_GAP", "normative", codes.FOREIGN] == pytest.approx(100 * 40 / 60)
    # The soldier is left out of the normative rate; the drivers are out of the statistical one.
    assert found["OVQ_RATE", "statistical", codes.FOREIGN] == pytest.approx(100 * 25 / 45)
    assert found["OVQ_RATE", "statistical", codes.NATIVE] == pytest.approx(100 * 10 / 115)
    assert found["OVQ_RATE", "tertiary", "all"] == pytest.approx(100 * 40 / 100)


def test_the_page_prints_the_examples() -> None:
    assert PAGE.read_text("utf-8").endswith(page())
