"""Every worked example of the methodology comes out as written."""

from __future__ import annotations

import pytest

from fairway.kernel.figure import Figure, Gap
from tests.spec.worked import Case, answer, cells, specifications

SPECIFICATIONS = specifications()
CASES = [
    pytest.param(case, id=f"{spec.__name__.removeprefix('fairway_spec_')}: {case.name}")
    for spec in SPECIFICATIONS
    for case in spec.CASES
]


@pytest.mark.parametrize("case", CASES)
def test_worked_example(case: Case) -> None:
    found = answer(case)
    if case.gap:
        assert isinstance(found, Gap)
        assert found.kind == case.gap
        return
    assert isinstance(found, Figure), found
    assert cells(case, found) == case.expected
    assert found.sources


def test_every_specification_is_whole() -> None:
    assert SPECIFICATIONS
    for spec in SPECIFICATIONS:
        assert spec.TITLE
        assert spec.TEXT.strip()
        assert spec.CASES, spec.__name__
