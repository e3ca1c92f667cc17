"""The worked examples of liability come out as written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fairway.recruitment.liability.rules import shipped_rules
from tests.spec.recruitment.liability.examples import DAY, EXAMPLES, SUPPOSED, Example, Supposed


@pytest.mark.parametrize("example", [pytest.param(one, id=one.name) for one in EXAMPLES])
def test_an_example_comes_out_as_written(example: Example) -> None:
    found = example.answer()
    assert {(one.party.code, one.role): one.liable for one in found.parties} == example.verdicts
    assert {rule.id for one in found.liable for rule in one.bases} == example.rules


@pytest.mark.parametrize("example", [pytest.param(one, id=one.name) for one in SUPPOSED])
def test_what_if_comes_out_as_written(example: Supposed) -> None:
    found = example.answer()
    assert tuple((one.code, one.what) for one in found.differences) == example.expected
    assert (found.unchanged is None) == bool(example.expected)


def test_every_country_with_rules_has_an_example() -> None:
    shown = {place for one in EXAMPLES for place in (one.contract.origin, one.contract.destination)}
    assert set(shipped_rules().countries()) <= shown


def _of(name: str) -> Example:
    return next(one for one in EXAMPLES if one.name.startswith(name))


def test_the_bond_answers_the_deposit_is_not_known_to() -> None:
    found = next(one for one in EXAMPLES[0].answer().parties if one.role == "agency")
    assert [(held.guarantee.kind, held.rule.id if held.rule else None) for held in found.guarantees] == [
        ("bond", "PHL-joint"),
        ("deposit", None),
    ]
    assert found.manner == "joint_and_several"
    assert found.until is not None
    assert found.until.isoformat() == "2029-03-31"
    assert not found.late


def test_a_claim_may_come_too_late_and_that_is_said() -> None:
    from fairway.recruitment.liability import liable_parties

    one = EXAMPLES[0]
    agency = next(
        party for party in liable_parties("C-1", DAY.replace(year=2030), one.index()).parties if party.role == "agency"
    )
    assert agency.liable
    assert agency.late


def test_the_unlicensed_sub_agent_is_named_as_the_reason() -> None:
    found = _of("Philippines: the agency answers for the unregistered").answer()
    agency, agent = (next(one for one in found.parties if one.role == role) for role in ("agency", "sub_agent"))
    assert "PHL-agent" in {rule.id for rule in agency.bases}
    assert "No licence is recorded for the day of signing, 2024-03-01." in [one.plain() for one in agent.remarks]


def test_an_ended_relation_is_told_and_counts_for_nothing() -> None:
    found = _of("Philippines: that the agency no longer").answer()
    agency = next(one for one in found.parties if one.role == "agency")
    assert any("ended on 2024-06-30" in one.plain() for one in agency.remarks)


def test_countries_without_a_rule_are_named() -> None:
    said = [one.plain() for one in _of("Direct employment").answer().unknown]
    assert said == [
        "No rule is known here for IND on contracts signed on 2024-03-01.",
        "No rule is known here for QAT on contracts signed on 2024-03-01.",
    ]


def test_only_what_the_ilo_paper_says_is_shown_as_checked() -> None:
    assert {rule.id for rule in shipped_rules().rules if rule.verified} == {"PHL-office", "ETH-office"}


def test_the_bond_is_less_when_it_was_drawn_on() -> None:
    found = next(one for one in SUPPOSED if one.name == "the bond was drawn on").answer()
    agency = next(one for one in found.after.parties if one.role == "agency")
    assert [held.guarantee.amount for held in agency.guarantees] == [Decimal(60_000), Decimal(3_000_000)]


def test_a_contract_that_lasts_keeps_its_liability_and_says_which_article() -> None:
    found = next(one for one in SUPPOSED if one.name == "the relation ended later").answer()
    assert found.unchanged is not None
    assert "Section 10" in found.unchanged.plain()
