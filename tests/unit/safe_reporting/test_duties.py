"""What an office must tell the immigration authority: the register's answers, and files that break its form."""

from __future__ import annotations

from datetime import date

import pytest

from fairway.safe_reporting.duties import KINDS, can_do, duty_of, plain
from fairway.safe_reporting.duties.entries import RULES, read_register, shipped_register
from fairway.safe_reporting.duties.errors import DutiesUnusable
from fairway.safe_reporting.duties.rows import NOT_VERIFIED, VERIFIED

TODAY = date(2026, 11, 22)
ENTRY = """
[[duty]]
country = "{country}"
kinds = ["{kind}"]
rule = "{rule}"
law = "Aliens Act"
article = "section 1"
source = "{source}"
standing = "national_law"
verified = {verified}
{days}
"""


def entry(country: str = "DEU", kind: str = "police", rule: str = "duty", days: str = "", verified: str = "false",
          source: str = "") -> str:  # fmt: skip
    return ENTRY.format(country=country, kind=kind, rule=rule, days=days, verified=verified, source=source)


@pytest.mark.parametrize(
    ("kind", "country", "answer", "rule"),
    [
        ("inspectorate", "DEU", "duty", "duty"),
        ("school", "DEU", "none", "exception"),
        ("union", "DEU", "none", "none"),
        ("resource_centre", "DEU", "unknown", "unknown"),
        ("hospital", "ITA", "none", "exception"),
        ("inspectorate", "USA", "unknown", "may"),
        ("police", "OMN", "duty", "same"),
        ("union", "LBN", "unknown", "unknown"),
        ("union", "", "unknown", "unknown"),
        ("union", "nowhere", "unknown", "unknown"),
        ("bakery", "DEU", "unknown", "unknown"),
    ],
)
def test_the_answer_is_the_safest_that_the_register_allows(kind: str, country: str, answer: str, rule: str) -> None:
    found = duty_of(kind, country, TODAY)
    assert (found.answer, found.rule) == (answer, rule)


@pytest.mark.parametrize("country", ["DEU", "LBN", ""])
def test_an_immigration_authority_always_counts_as_one_with_a_duty(country: str) -> None:
    assert duty_of("immigration", country, TODAY).answer == "duty"


def test_schools_in_germany_were_freed_on_the_day_of_the_act() -> None:
    assert duty_of("school", "DEU", date(2011, 11, 25)).answer == "duty"
    assert duty_of("school", "DEU", date(2011, 11, 26)).answer == "none"


def test_a_practice_whose_end_was_not_read_is_unknown_afterwards() -> None:
    assert duty_of("police", "NLD", date(2025, 12, 31)).answer == "none"
    assert duty_of("police", "NLD", date(2026, 1, 1)).answer == "unknown"


def test_every_entry_says_whether_it_was_checked_and_names_its_law() -> None:
    for one in shipped_register().entries:
        for kind in one.kinds:
            said = duty_of(kind, one.country, one.cited.valid_from or one.cited.valid_to or TODAY)
            checked = VERIFIED if one.cited.verified else NOT_VERIFIED
            assert said.sentence.values["checked"] == checked
            assert said.law in said.sentence.plain()


def test_whoever_may_report_is_never_said_to_be_free_of_it() -> None:
    rules = {
        rule: duty_of("police", "DEU", TODAY, read_register(entry(rule=rule), "own.toml")).answer for rule in RULES
    }
    assert rules == {"none": "none", "exception": "none", "may": "unknown", "duty": "duty", "same": "duty"}


def test_a_worker_reads_two_sentences() -> None:
    can, must = plain("union", "DEU", TODAY)
    assert can == can_do("union")
    assert must == duty_of("union", "DEU", TODAY).sentence


def test_what_each_kind_can_do_is_one_short_sentence() -> None:
    for kind in KINDS:
        said = can_do(kind).plain()
        assert said.count(".") == 1
        assert len(said.split()) <= 20
    assert can_do("bakery") not in {can_do(kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (entry(country="XXX"), "country"),
        (entry(kind="bakery"), "kinds"),
        (entry(rule="perhaps"), "rule"),
        (entry(days='until = "now"'), "field"),
        (entry(days="valid_from = 2020-01-01\nvalid_to = 2019-01-01"), "valid_to"),
        (entry(days='valid_from = "2020"'), "valid_from"),
        (entry(verified="1"), "verified"),
        (entry(verified="true"), "source"),
        (entry().replace('law = "Aliens Act"', ""), "law"),
        (entry().replace('kinds = ["police"]', 'kinds = "police"'), "kinds"),
        (entry().replace("national_law", "hearsay"), "standing"),
        (entry() + entry(rule="none"), "kinds"),
    ],
)
def test_an_entry_that_breaks_the_form_is_refused_by_its_field(text: str, field: str) -> None:
    with pytest.raises(DutiesUnusable) as refused:
        read_register(text, "own.toml")
    assert refused.value.details["field"] == field
    assert refused.value.advice


@pytest.mark.parametrize("text", ["country =", "", "duty = 3"])
def test_a_file_without_entries_is_refused(text: str) -> None:
    with pytest.raises(DutiesUnusable):
        read_register(text, "own.toml")


def test_two_entries_may_follow_each_other() -> None:
    text = entry(days="valid_to = 2020-01-01") + entry(rule="none", days="valid_from = 2020-01-02")
    assert len(read_register(text, "own.toml").entries) == 2
