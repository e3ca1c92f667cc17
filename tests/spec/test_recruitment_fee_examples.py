"""The worked examples of the check of charges come out as written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fairway.recruitment.fees.rules import shipped_rules
from tests.spec.recruitment.fees import EXAMPLES, Example


@pytest.mark.parametrize("example", [pytest.param(one, id=one.name) for one in EXAMPLES])
def test_an_example_comes_out_as_written(example: Example) -> None:
    found = example.answer()
    assert tuple(one.verdict for one in found.items) == example.expected
    assert found.totals.overcharge.value == Decimal(example.overcharge)
    cited = {rule.id: None for one in found.items for rule in one.rules}
    assert tuple(cited) == example.cited


def test_every_country_with_rules_has_an_example() -> None:
    shown = {place for one in EXAMPLES for place in (one.origin, one.destination)}
    assert set(shipped_rules().countries()) <= shown


def test_the_international_standard_stands_beside_what_is_unknown_and_never_makes_it_illegal() -> None:
    example = next(one for one in EXAMPLES if one.name.startswith("No rule"))
    (item,) = example.answer().items
    assert [rule.id for rule in item.standard] == ["INT-definition", "INT-C181", "INT-office-C181"]
    assert "no worker should pay" in item.reasons[-1].plain()
