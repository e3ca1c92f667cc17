"""The file of fee rules: what it must hold, and how a fault in it is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from fairway.recruitment.fees import items
from fairway.recruitment.fees.errors import FeeRulesUnusable
from fairway.recruitment.fees.rule_reading import read_rules
from fairway.recruitment.fees.rules import rules_of_file, shipped_rules
from fairway.recruitment.fees.sentences import LAWS, SAID
from fairway.reference.classifications import code_list

RULE = {
    "id": '"A"', "country": '"NPL"', "side": '"origin"', "items": '["F1"]', "stance": '"capped"', "cap_amount": "5",
    "cap_currency": '"NPR"', "law_title": '"Act 1"', "standing": '"national_law"', "says": '"Pay five."',
}  # fmt: skip


def written(**changed: str | None) -> str:
    """A rule as TOML, with fields changed, added or (None) left out."""
    fields = {key: value for key, value in {**RULE, **changed}.items() if value is not None}
    return "[[rule]]\n" + "\n".join(f"{key} = {value}" for key, value in fields.items())


def test_items_are_those_of_the_reference_list() -> None:
    codes = {entry.code for entry in code_list("recruitment_cost_items").entries if entry.code not in ("fees", "costs")}
    assert set(items.CODES) == codes
    assert set(items.ITEMS) == {*codes, items.BUNDLE}


def test_every_shipped_rule_has_a_sentence_a_law_and_a_source_or_a_reason() -> None:
    book = shipped_rules()
    assert {rule.id for rule in book.rules} == set(SAID)
    used = {rule.law for rule in book.rules}
    assert used == {name for name, _ in LAWS.values()}
    for rule in book.rules:
        assert rule.note, rule.id
        assert rule.standing == "national_law" or not rule.country, rule.id


def test_only_what_was_read_in_a_paper_at_hand_is_called_checked() -> None:
    assert [rule.id for rule in shipped_rules().rules if rule.verified] == ["INT-office-C181"]


def test_sentences_for_workers_are_short() -> None:
    for text in SAID.values():
        for sentence in re.split(r"(?<=[.?!]) ", text.plain()):
            assert len(sentence.split()) <= 20, sentence


def test_a_rule_of_ones_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(written(valid_from="2020-01-01", valid_to="2020-12-31"), encoding="utf-8")
    (rule,) = rules_of_file(file).rules
    assert rule.says.plain() == "Pay five."
    assert [rule.holds(date(2020, 1, 1)), rule.holds(date(2020, 12, 31))] == [True, True]
    assert [rule.holds(date(2019, 12, 31)), rule.holds(date(2021, 1, 1))] == [False, False]


@pytest.mark.parametrize(
    ("changed", "title", "advice"),
    [
        ({"stance": '"caped"'}, "own.toml, rule A: stance “caped” is not known", "capped"),
        ({"items": '["RC9"]'}, "items “RC9” is not known", "RC"),
        ({"items": '["*", "F1"]'}, "items must name items, or * alone", ""),
        ({"items": "[]"}, "items must name items", ""),
        ({"country": '"NPX"'}, "country “NPX” is not known", ""),
        ({"side": None}, "side “” is not known", "origin"),
        ({"sector": '"contruction"'}, "sector “contruction” is not known", "construction"),
        ({"workers": '"maids"'}, "workers “maids” is not known", "domestic"),
        ({"items": '["RC7"]', "parts": '["visas"]'}, "parts “visas” is not known", "visa"),
        ({"cap_amount": None}, "cap_months or cap_amount is needed", ""),
        ({"cap_months": "1"}, "cap_months or cap_amount is needed", ""),
        ({"cap_amount": "-1"}, "cap_months or cap_amount is needed", ""),
        ({"cap_currency": None}, "cap_currency must be", ""),
        ({"stance": '"forbidden"'}, "cap_amount stands in a rule that is not capped", ""),
        ({"valid_from": '"2020-01-01"'}, "valid_from must be a day", ""),
        ({"valid_from": "2020-01-02", "valid_to": "2020-01-01"}, "valid_to lies before valid_from", ""),
        ({"verified": '"no"'}, "verified must be true or false", ""),
        ({"says": None}, "says is missing", ""),
        ({"law_title": None, "law": '"C182"'}, "law “C182” is not known", "C18"),
        ({"verifed": "true"}, "verifed is no field of a rule", "verified"),
        ({"id": None}, "own.toml, rule 1: id is missing", ""),
        ({"country": "5"}, "country must be text", ""),
    ],
)
def test_a_fault_names_rule_field_and_the_nearest_code(changed: dict[str, str | None], title: str, advice: str) -> None:
    with pytest.raises(FeeRulesUnusable) as caught:
        read_rules(written(**changed), "own.toml")
    assert title in caught.value.title
    assert caught.value.advice
    assert advice in caught.value.advice


@pytest.mark.parametrize(
    ("text", "title"),
    [("rule = 5", "no rules"), ("", "no rules"), ("[[rule]", "not TOML"), (written() + "\n" + written(), "twice")],
)
def test_a_file_without_usable_rules_is_refused(text: str, title: str) -> None:
    with pytest.raises(FeeRulesUnusable, match=title):
        read_rules(text, "own.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FeeRulesUnusable, match="cannot be read as text"):
        rules_of_file(tmp_path / "own.toml")
