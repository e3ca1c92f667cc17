"""Reading chains, rules and changes: what is wrong is named, and nothing is half taken in. The command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import InputError
from fairway.recruitment.liability import liable_parties, what_if
from fairway.recruitment.liability.change_reading import read_change
from fairway.recruitment.liability.errors import (
    ChainUnusable,
    ChangeUnusable,
    ClaimUnknown,
    LiabilityRulesUnusable,
    UnknownContract,
)
from fairway.recruitment.liability.index import ChainIndex
from fairway.recruitment.liability.reading import read_chain
from fairway.recruitment.liability.rule_reading import read_rules
from fairway.recruitment.liability.rules import shipped_rules
from fairway.recruitment.liability.sentences import SAID
from fairway.recruitment.liability.what_if import LicenceChanges, Unlicensed
from fairway.recruitment.licences.states import State

CONTRACTS = "number,origin,destination,sector,signed,begins,ends,employer,principal,agency,sub_agent\n"
GOOD = CONTRACTS + "C-1,PHL,SAU,domestic,2024-03-01,2024-04-01,2026-03-31,E,,OLD,\n"
PARTIES = (
    "code,name,country,kind,joined_to\nE,A household,SAU,household,\nA,Bright,PHL,private,\nOLD,Dim,PHL,private,A\n"
)
RELATIONS = "kind,recruiter,served,since,until,accreditation\nrepresents,OLD,E,2020-01-01,,ACC\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "contracts.csv").write_text(GOOD)
    (tmp_path / "parties.csv").write_text(PARTIES)
    (tmp_path / "relations.csv").write_text(RELATIONS)
    return tmp_path


def test_a_folder_and_the_same_as_json_are_one_chain(folder: Path, tmp_path: Path) -> None:
    import csv

    tables = {
        name: list(csv.DictReader((folder / f"{name}.csv").open())) for name in ("contracts", "parties", "relations")
    }
    written = tmp_path / "chain.json"
    written.write_text(json.dumps(tables))
    found = [liable_parties("C-1", date(2025, 1, 1), ChainIndex(read_chain(one))) for one in (folder, written)]
    assert found[0] == found[1]
    agency = next(one for one in found[0].parties if one.role == "agency")
    assert (agency.party.code, agency.party.formerly, agency.liable) == ("A", ("OLD",), True)
    assert found[0].gaps == ()


@pytest.mark.parametrize(
    ("file", "contents", "says"),
    [
        ("contracts", CONTRACTS + "C-1,PHX,SAU,domestic,2024-03-01,2024-04-01,,E,,A,\n", "row 2, origin: “PHX”"),
        ("contracts", CONTRACTS + "C-1,PHL,SAU,domestic,soon,2024-04-01,,E,,A,\n", "row 2, signed: “soon”"),
        ("contracts", CONTRACTS + "C-1,PHL,SAU,domestic,2024-03-01,2024-04-01,2023-01-01,E,,A,\n", "lies before"),
        ("contracts", GOOD + GOOD.splitlines()[1] + "\n", "“C-1” is there twice"),
        ("contracts", "number,origin\nC-1,PHL\n", "lacks destination"),
        ("parties", PARTIES.replace("private,A", "private,X"), "“X” is no party"),
        ("relations", RELATIONS.replace("represents", "knows"), "row 2, kind: “knows” is none of represents"),
    ],
)
def test_every_fault_is_named(folder: Path, file: str, contents: str, says: str) -> None:
    (folder / f"{file}.csv").write_text(contents)
    with pytest.raises(ChainUnusable, match=says):
        read_chain(folder)


def test_a_chain_without_contracts_or_that_is_no_chain_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChainUnusable, match="no contracts"):
        read_chain(tmp_path)
    (tmp_path / "x.json").write_text('{"contracts": 3}')
    with pytest.raises(ChainUnusable):
        read_chain(tmp_path / "x.json")
    with pytest.raises(ChainUnusable):
        read_chain(tmp_path / "not-there")


def test_circles_and_unknown_parties_are_said_and_end(folder: Path) -> None:
    (folder / "contracts.csv").write_text(GOOD.replace("E,,OLD,", "E,,OLD,S"))
    (folder / "parties.csv").write_text(PARTIES + "T,Agent T,PHL,sub_agent,\n")
    (folder / "relations.csv").write_text(
        RELATIONS + "sub_agent,S,T,2020-01-01,,\nsub_agent,T,S,2020-01-01,,\nsub_agent,S,A,2020-01-01,,\n"
    )
    said = [one.plain() for one in liable_parties("C-1", date(2025, 1, 1), ChainIndex(read_chain(folder))).gaps]
    assert said == [
        "S is named, but nothing else is recorded of it.",
        "The relations go in a circle through S, T: each is counted once.",
    ]


def test_what_cannot_be_asked_is_refused(folder: Path) -> None:
    index = ChainIndex(read_chain(folder))
    with pytest.raises(UnknownContract):
        liable_parties("C-2", date(2025, 1, 1), index)
    with pytest.raises(ClaimUnknown, match="wage"):
        liable_parties("C-1", date(2025, 1, 1), index, claim="wage")
    with pytest.raises(ChangeUnusable):
        what_if("C-1", date(2025, 1, 1), index, Unlicensed("nobody"))
    with pytest.raises(ChangeUnusable):
        what_if("C-1", date(2025, 1, 1), index)


@pytest.mark.parametrize(
    "line",
    ["", "license A revoked 2025-01-01", "licence A gone 2025-01-01", "licence A revoked soon", "drawn A PHP -3",
     "drawn A PHP x", "joined A"],
)  # fmt: skip
def test_a_change_that_cannot_be_read_says_how_it_is_written(line: str) -> None:
    with pytest.raises(ChangeUnusable) as refused:
        read_change(line)
    assert "Write it so" in refused.value.advice


def test_a_change_is_read() -> None:
    assert read_change("licence A revoked 2025-01-01") == LicenceChanges("A", State.REVOKED, date(2025, 1, 1))


RULE = '[[rule]]\nid = "x"\ncountry = "PHL"\nside = "origin"\nstance = "liable"\nroles = ["agency"]\nmanner = "own"\n'
LAW = 'law = "PHL-RA8042"\nsays = "x"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no rules"),
        ("[[rule", "is not TOML"),
        (RULE.replace('"own"', '"alone"') + LAW, "manner “alone”"),
        (RULE.replace("agency", "agent") + LAW, "roles “agent”"),
        (RULE + LAW + "claim_years = 0\n", "claim_years must be a whole number"),
        (RULE + LAW + "verified = 1\n", "verified must be true or false"),
        (RULE + 'law = "PHL"\nsays = "x"\n', "law “PHL”"),
        (RULE + 'law = "PHL-RA8042"\n', "says is missing"),
        (RULE.replace('"liable"', '"answers"') + LAW, "manner stands in a rule that makes nobody liable"),
        (RULE + LAW + "valid_from = 2020-01-02\nvalid_to = 2020-01-01\n", "valid_to lies before"),
        ((RULE + LAW) * 2, "is there twice"),
        (RULE + LAW + "colour = 3\n", "colour is no field"),
    ],
)
def test_rules_that_break_the_form_are_refused(text: str, says: str) -> None:
    with pytest.raises(LiabilityRulesUnusable, match=says):
        read_rules(text, "own.toml")


def test_every_sentence_belongs_to_a_rule() -> None:
    assert {rule.id for rule in shipped_rules().rules} == set(SAID)


def test_the_command_answers_in_text_and_json(folder: Path) -> None:
    asked = ["liable", "C-1", "--chain", str(folder), "--on", "2025-06-01"]
    text = CliRunner().invoke(app, asked)
    assert text.exit_code == 0, text.output
    assert "jointly and severally" in text.output
    assert "Not yet checked against the printed law." in text.output
    written = json.loads(CliRunner().invoke(app, [*asked, "--format", "json"]).output)
    assert [(one["code"], one["liable"]) for one in written["parties"]] == [("E", True), ("A", True)]
    assert written["not_known"] == ["No rule is known here for SAU on contracts signed on 2024-03-01."]
    supposed = CliRunner().invoke(app, [*asked, "--what-if", "ended A E 2025-01-01"])
    assert "Nothing changes" in supposed.output
    bad = CliRunner().invoke(app, [*asked, "--format", "xml"])
    assert isinstance(bad.exception, InputError)
