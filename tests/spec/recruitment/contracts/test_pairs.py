"""The substitution check on labelled contracts: grades, layouts, directions."""

from __future__ import annotations

import pytest

from tests.spec.recruitment.contracts.pairs import PAIRS, Labelled

BAD = ("substantive", "total")


@pytest.mark.parametrize("case", [pytest.param(one, id=one.name) for one in PAIRS])
def test_a_labelled_contract_has_its_grade(case: Labelled) -> None:
    found = case.answer()
    assert found.grade == case.grade, [reason.plain() for reason in found.reasons]
    said = {change.field: change.direction for change in found.changes}
    assert {name: said[name] for name in case.directions} == case.directions


def test_the_set_is_wide_enough_to_mean_something() -> None:
    assert len(PAIRS) >= 60
    assert {one.grade for one in PAIRS} == {"none", "improved", "minor", "substantive", "total"}
    assert sum(one.layout for one in PAIRS) >= 20
    assert sum(one.grade in BAD for one in PAIRS) >= 40
    assert len({one.name for one in PAIRS}) == len(PAIRS)
