"""`fairway filings` from files: what it says, and its exit codes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.methods.signing_keys import keys_as_json, new_key
from fairway.safe_reporting.proofs import heads_as_json, log_as_json, make_token
from fairway.safe_reporting.proofs.inclusion import inclusion_of
from fairway.safe_reporting.proofs.log import tree_of
from tests.unit.safe_reporting.proofs.filings_made import MONDAY, commitment, key, keys, log

TOKEN = make_token(commitment(1), MONDAY, key())
LATE = (MONDAY + timedelta(days=60)).isoformat()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    whole, other = log([commitment(1)], [commitment(2)]), log([commitment(3)], [commitment(2)])
    tree = tree_of(whole)
    files = {
        "log": "".join(log_as_json(whole)),
        "other": "".join(log_as_json(other)),
        "keys": keys_as_json(keys()),
        "strangers": keys_as_json([new_key().from_day(MONDAY)]),
        "heads": json.dumps(heads_as_json([one.head for one in whole], tree)),
        "kept": json.dumps(heads_as_json([whole[0].head], tree)),
        "anew": json.dumps(heads_as_json([one.head for one in other], tree_of(other))),
        "proof": inclusion_of(MONDAY, 0, whole[1].head, tree).as_json(),
    }
    for name, text in files.items():
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["filings", *arguments])
    return done.exit_code, done.output or str(done.exception)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--log", "log.json", "--keys", "keys.json"), 0, "The filing stands in the log."),
        (("--log", "log.json", "--keys", "keys.json", "--earlier", "kept.json"), 0, "In the log since 2026-11-23."),
        (("--proof", "proof.json", "--keys", "keys.json"), 0, "The filing stands in the log."),
        (("--log", "log.json", "--keys", "strangers.json"), 1, "not among these keys"),
        (("--log", "other.json", "--keys", "keys.json", "--on", LATE), 1, "was not kept up"),
        (("--log", "other.json", "--keys", "keys.json", "--on", "2026-11-25"), 1, "It must be there by 2026-11-30."),
        (("--log", "other.json", "--keys", "keys.json", "--earlier", "kept.json"), 1, "The log was rewritten"),
    ],
    ids=["log", "heads", "proof", "keys", "overdue", "not yet", "rewritten"],
)
def test_what_a_token_comes_to(arguments: tuple[str, ...], code: int, said: str) -> None:
    found = ran("verify", TOKEN, *arguments)
    assert found[0] == code, found[1]
    assert said in found[1]


@pytest.mark.usefixtures("folder")
def test_a_log_or_a_proof_is_needed() -> None:
    assert "Give the log or a short proof" in ran("verify", TOKEN, "--keys", "keys.json")[1]
    both = ("--log", "log.json", "--proof", "proof.json")
    assert "Give the log or a short proof" in ran("verify", TOKEN, "--keys", "keys.json", *both)[1]
    assert "no log of filings" in ran("verify", TOKEN, "--keys", "keys.json", "--log", "keys.json")[1]
    assert "no file of heads" in ran("follow", "log.json", "heads.json", "--keys", "keys.json")[1]


@pytest.mark.usefixtures("folder")
def test_heads_are_followed() -> None:
    assert ran("follow", "kept.json", "heads.json", "--keys", "keys.json") == (
        0, "The log only grew. Keep the newer file in the place of the earlier one.\n",
    )  # fmt: skip
    code, said = ran("follow", "kept.json", "anew.json", "--keys", "keys.json")
    assert code == 1
    assert "rewritten" in said
