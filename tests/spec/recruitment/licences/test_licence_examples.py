"""Each worked history of a licence stands as it says."""

from __future__ import annotations

import pytest

from tests.spec.recruitment.licences.histories import EXAMPLES, Example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name[:50])
def test_the_licence_stands_as_worked_out(example: Example) -> None:
    assert example.answers() == example.shown
