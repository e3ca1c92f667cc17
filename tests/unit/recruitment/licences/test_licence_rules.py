"""The licensing rules that ship, and the refusal of a file that breaks its form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fairway.recruitment.licences.errors import LicenceRulesUnusable
from fairway.recruitment.licences.report import rule_lines
from fairway.recruitment.licences.rule_reading import read_rules
from fairway.recruitment.licences.rules import BACKDATING_DAYS, Cap, rules_of, rules_of_file, shipped_rules
from fairway.recruitment.licences.states import Act
from fairway.reference.wording import voice

DAY = date(2026, 11, 1)
GOOD = """
[laws]
LAW = "The Act of 2020"
[[fact]]
country = "NPL"
what = "panel_acts"
value = ["revoke", "bar"]
law = "LAW"
article = "Section 9"
valid_from = 2021-01-01
"""


def test_five_countries_have_rules_and_each_says_where_it_stands() -> None:
    assert shipped_rules().countries() == ("BGD", "ETH", "KOR", "NPL", "PHL")
    for fact, _ in shipped_rules().facts:
        assert fact.law
        assert fact.article or fact.note or not fact.verified
        assert fact.url or fact.note, "an unchecked fact without a place says so in its note"


def test_what_the_laws_say() -> None:
    bangladesh, philippines = rules_of("BGD", DAY), rules_of("PHL", DAY)
    assert (bangladesh.validity_years, bangladesh.appeal_days, bangladesh.appeal_decision_days) == (3, 30, 60)
    assert bangladesh.legal_basis[Act.REVOKE] == "Bangladesh, Overseas Employment and Migrants Act, 2013, Section 12(1)"
    assert bangladesh.guarantee[0].amount is None
    assert philippines.capital == Cap(5_000_000, "PHP")
    assert "Section 10" in philippines.joint_liability
    assert philippines.transferable is False
    assert any("travel agencies" in one for one in philippines.excluded)
    nepal = [(one.kind, one.amount, one.workers_to) for one in rules_of("NPL", DAY).guarantee]
    assert ("deposit", 5_000_000, 3000) in nepal
    assert ("bank_guarantee", 15_000_000, 3000) in nepal


def test_rules_are_those_of_the_day() -> None:
    assert rules_of("PHL", date(2021, 1, 1)).authority == "Philippine Overseas Employment Administration"
    assert rules_of("PHL", date(2022, 2, 3)).authority == "Department of Migrant Workers"
    assert rules_of("BGD", date(2013, 10, 26)).validity_years is None
    assert rules_of("PHL", date(2022, 12, 31)).validity_years == 4
    assert rules_of("PHL", DAY).validity_years is None


def test_what_is_not_known_is_none_and_says_so() -> None:
    rules = rules_of("FRA", DAY)
    assert (rules.known, rules.verified, rules.validity_years, rules.appeal_stays) == (False, False, None, None)
    assert rules.backdating_days == BACKDATING_DAYS
    assert rules.said("validity_years").plain() == "No rule is known here."
    assert rules.said("backdating_days").plain().startswith("Set by Fairway")
    assert "Not yet checked" in rules_of("PHL", date(2020, 1, 1)).said("validity_years").plain()
    assert "Checked against its source" in rules_of("PHL", DAY).said("capital").plain()
    assert not rules_of("PHL", DAY).verified


def test_a_file_of_ones_own_may_name_a_panel(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, encoding="utf-8")
    rules = rules_of_file(path).of("NPL", DAY)
    assert rules.panel
    assert rules.panel_acts == {Act.REVOKE, Act.BAR}
    assert not rules_of_file(path).of("NPL", date(2020, 12, 31)).panel
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(LicenceRulesUnusable, match=r"own\.toml"):
        rules_of_file(path)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"NPL"', '"NPX"', "NPL"),
        ('"panel_acts"', '"panel_act"', "Did you mean panel_acts"),
        ('["revoke", "bar"]', '["revok"]', "Did you mean revoke"),
        ('["revoke", "bar"]', '"revoke"', "must be a list"),
        ('law = "LAW"', 'law = "LAV"', "Did you mean LAW"),
        ("2021-01-01", '"2021"', "must be a day"),
        ("article =", "artikle =", "Did you mean article"),
        ("2021-01-01", "2021-01-01\nvalid_to = 2020-01-01", "lies before"),
        ("2021-01-01", '2021-01-01\nverified = "yes"', "true or false"),
        ("[[fact]]", "[[rule]]", "has no facts"),
        ('"The Act of 2020"', "2020", "title in quotes"),
        ("[laws]", "[laws", "not TOML"),
    ],
)
def test_a_file_that_breaks_its_form_is_refused_and_says_where(was: str, now: str, said: str) -> None:
    assert was in GOOD
    with pytest.raises(LicenceRulesUnusable) as refusal:
        read_rules(GOOD.replace(was, now, 1), "own.toml")
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ('what = "validity_years"\nvalue = 0', "1 or more"),
        ('what = "validity_years"\nvalue = true', "1 or more"),
        ('what = "capital"\namount = 5\ncurrency = "peso"', "ISO 4217"),
        ('what = "guarantee"\nkind = "bond"\ncurrency = "PHP"', "Use one of escrow"),
        ('what = "appeal_stays"', "true or false"),
        ('what = "authority"', "is missing"),
    ],
)
def test_each_kind_of_fact_has_its_own_value(fields: str, said: str) -> None:
    text = f'[laws]\nLAW = "Act"\n[[fact]]\ncountry = "PHL"\nlaw = "LAW"\n{fields}\n'
    with pytest.raises(LicenceRulesUnusable, match=said):
        read_rules(text, "own.toml")


def test_a_fact_is_not_said_twice_for_the_same_day() -> None:
    twice = GOOD + GOOD.split('"The Act of 2020"', 1)[1]
    with pytest.raises(LicenceRulesUnusable, match="said twice"):
        read_rules(twice, "own.toml")
    later = twice.replace("valid_from = 2021-01-01", "valid_to = 2020-12-31", 1)
    assert len(read_rules(later, "own.toml").facts) == 2


def test_the_rules_as_text_name_source_and_doubt() -> None:
    said = "\n".join(rule_lines(rules_of("PHL", DAY), voice("en")))
    assert "Department of Migrant Workers" in said
    assert "PHP\xa05,000,000" in said
    assert "An appeal is decided: not known" in said
    assert "Not yet checked against the printed law." in said
    assert "From memory." in said
    assert "own limit" in said
    none = "\n".join(rule_lines(rules_of("FRA", DAY), voice("en")))
    assert "No rule of this country is known here" in none
