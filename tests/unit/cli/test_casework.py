"""`fairway casework`: keys and envelopes without a portal."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import InputError
from fairway.safe_reporting.sealing.envelopes import EnvelopeSwapped, NotForThisKey, open_sealed, seal
from fairway.safe_reporting.sealing.identities import NotAKey, fingerprint, new_identity, recipient_of
from fairway.safe_reporting.sealing.private_files import NotWritten

REPORT = "0f3c0f3c-0f3c-0f3c-0f3c-0f3c0f3c0f3c"


def run(*arguments: object, typed: str | None = None) -> Any:
    """The command's outcome; a refusal is raised, as `main.run` catches it."""
    done = CliRunner().invoke(app, ["casework", *map(str, arguments)], input=typed)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str]:
    """A key file, and its public half."""
    file = tmp_path / "my-key.txt"
    done = run("keys", "new", file)
    return file, done.stdout.split()[2]


def test_a_new_key_is_kept_apart_and_never_shown(key: tuple[Path, str]) -> None:
    file, public = key
    secret = file.read_text().splitlines()[2]
    assert recipient_of(secret) == public
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    shown = run("keys", "show", file).output
    assert public in shown
    assert fingerprint(public) in shown
    assert secret not in shown
    assert run("fingerprint", public).stdout.strip() == fingerprint(public)
    with pytest.raises(NotWritten):
        run("keys", "new", file)
    with pytest.raises(NotAKey) as refused:
        run("fingerprint", secret)
    assert secret not in str(refused.value)


@pytest.mark.slow
def test_a_locked_key_asks_for_its_passphrase(tmp_path: Path) -> None:
    words = "five words drawn at random"
    done = run("keys", "new", tmp_path / "key", "--passphrase", typed=f"{words}\n{words}\n")
    public = done.stdout.split("Public key:")[1].split()[0]
    assert public in run("keys", "show", tmp_path / "key", typed=f"{words}\n").output
    assert words not in done.output


def test_a_message_goes_there_and_back(key: tuple[Path, str], tmp_path: Path) -> None:
    file, public = key
    (tmp_path / "text").write_text("ሰላም\nwe read it", encoding="utf-8")
    run("seal", tmp_path / "text", "--to", public, "--report", REPORT, "--out", tmp_path / "1.age")
    opened = open_sealed((tmp_path / "1.age").read_bytes(), [file.read_text().splitlines()[2]], report=REPORT)
    assert (opened.head.kind, opened.head.media) == ("message", "text/plain")
    said = run("open", tmp_path / "1.age", "--key", file, "--report", REPORT, "--out", tmp_path / "out").stdout
    assert "ሰላም" in said
    assert "we read it" in said
    written = tmp_path / "out" / "1-message.txt"
    assert written.read_text(encoding="utf-8") == "ሰላም\nwe read it"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with pytest.raises(EnvelopeSwapped):
        run("open", tmp_path / "1.age", "--key", file, "--report", REPORT.replace("0f", "1f"))


def test_what_is_typed_is_sealed_and_a_kind_that_is_none_is_not(key: tuple[Path, str], tmp_path: Path) -> None:
    file, public = key
    asked = ("--to", public, "--report", REPORT, "--out", tmp_path / "n.age")
    run("seal", "-", *asked, "--kind", "note", typed="a note")
    assert "a note" in run("open", tmp_path / "n.age", "--key", file).stdout
    with pytest.raises(InputError, match="cannot be sealed"):
        run("seal", "-", *asked, "--kind", "report", typed="x")
    with pytest.raises(InputError, match="no id"):
        run("seal", "-", "--to", public, "--report", "12", "--out", tmp_path / "o.age", typed="x")
    with pytest.raises(NotWritten):
        run("seal", "-", *asked, typed="x")


def test_several_envelopes_are_opened_and_a_report_is_told_in_words(key: tuple[Path, str], tmp_path: Path) -> None:
    file, public = key
    answers = {"happened": ["documents"], "country": "LBN"}
    content = json.dumps({"form": "fairway-report", "schema": 1, "answers": answers}).encode()
    for number, (kind, media) in enumerate([("report", "application/json"), ("cleaned", "image/png")]):
        sealed = seal(content, report=REPORT, kind=kind, recipients=[public], media=media)
        (tmp_path / f"{number}.age").write_bytes(sealed.content)
    said = run("open", tmp_path / "0.age", tmp_path / "1.age", "--key", file).stdout
    assert "Somebody keeps my documents" in said
    assert "Lebanon" in said
    assert "--out" in said


def test_an_envelope_is_sealed_to_a_colleague_of_a_directory(key: tuple[Path, str], tmp_path: Path) -> None:
    file, public = key
    others = [new_identity() for _ in range(3)]
    rows = [
        {"public": recipient_of(one), "office": office, "purpose": purpose}
        for one, office, purpose in zip(others, (1, 2, 3), ("handler", "handler", "recovery"), strict=True)
    ]
    (tmp_path / "keys.json").write_text(json.dumps({"keys": rows, "schema": 1}))
    sealed = seal(b"words", report=REPORT, kind="report", recipients=[public], media="text/plain")
    (tmp_path / "1.age").write_bytes(sealed.content)
    done = run(
        "reseal", tmp_path / "1.age", "--key", file, "--to", tmp_path / "keys.json", "--office", 2, "--out",
        tmp_path / "2.age",
    )  # fmt: skip
    assert "words" not in done.output
    again = (tmp_path / "2.age").read_bytes()
    for identity in others[1:]:
        assert open_sealed(again, [identity]).commitment == sealed.commitment
    with pytest.raises(NotForThisKey):
        open_sealed(again, [others[0]])
    with pytest.raises(NotForThisKey):
        run("open", tmp_path / "2.age", "--key", file)


def test_files_that_are_not_there_are_said(key: tuple[Path, str], tmp_path: Path) -> None:
    file, public = key
    with pytest.raises(InputError, match="cannot be read"):
        run("open", tmp_path / "no.age", "--key", file)
    with pytest.raises(InputError, match="cannot be read"):
        run("keys", "show", tmp_path / "no")
    with pytest.raises(InputError, match="cannot be read"):
        run("seal", tmp_path / "no", "--to", public, "--report", REPORT, "--out", tmp_path / "x")
    with pytest.raises(InputError, match="cannot be read"):
        run("seal", "-", "--to", tmp_path / "no.json", "--report", REPORT, "--out", tmp_path / "x", typed="x")
