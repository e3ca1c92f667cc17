"""How well an office does, by the eight criteria."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.measures import MEASURES
from fairway_portal.casework.cases.queries.measuring import measured
from tests.casework_samples.reports import TODAY, filed, staffed

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def test_every_measure_is_counted() -> None:
    union, aid = staffed(), staffed("legal_aid")
    filed(union, aid)
    found = {one.measure.code: one for one in measured(union.office.pk, TODAY)}
    assert set(found) == {one.code for one in MEASURES}
    assert (found["referred_between_offices"].numerator, found["referred_between_offices"].denominator) == (1, 1)
    assert found["states_shown"].share == 100
    assert found["remedied"].share is None
    assert (found["offices_of_workers"].numerator, found["offices_of_workers"].denominator) == (1, 2)
