"""Key files: as age-keygen writes them, for their owner alone, never written over."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairway.safe_reporting.sealing import private_files
from fairway.safe_reporting.sealing.identities import new_identity, recipient_of
from fairway.safe_reporting.sealing.key_files import (
    KeyFileUnusable,
    PassphraseRefused,
    keys_of,
    read_keys,
    write_key,
)
from fairway.safe_reporting.sealing.private_files import NotWritten, write_new
from tests.unit.safe_reporting.sealing.vectors import vectors

MADE = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
WORDS = "five words drawn at random"


def unasked() -> str:
    raise AssertionError("nobody may be asked for a passphrase here")


def test_the_file_is_the_one_that_age_keygen_writes(tmp_path: Path) -> None:
    key = vectors()["keys"]["one"]
    write_key(tmp_path / "key", key["identity"], made=MADE)
    written = f"# created: 2026-11-22T03:30:00Z\n# public key: {key['public']}\n{key['identity']}\n"
    assert (tmp_path / "key").read_text() == written
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert read_keys(tmp_path / "key", unasked) == (key["identity"],)


def test_a_file_is_never_written_over_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("there", "link"):
        with pytest.raises(NotWritten):
            write_key(tmp_path / name, new_identity(), made=MADE)
    assert (tmp_path / "there").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="No such file"):
        write_new(tmp_path / "no" / "key", b"x")


def test_half_a_key_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_files.os, "fsync", full)
    with pytest.raises(NotWritten, match="No space"):
        write_new(tmp_path / "key", b"x")
    assert list(tmp_path.iterdir()) == []


def test_several_keys_and_remarks_are_read() -> None:
    first, second = new_identity(), new_identity()
    assert keys_of(f"# old\r\n{first}\r\n\r\n# new\r\n  {second} \r\n".encode(), "key") == (first, second)


@pytest.mark.parametrize("content", [b"", b"# only a remark\n", b"\xff\xfe", b"AGE-SECRET-KEY-1WRONG\n", b"age1abc\n"])
def test_what_holds_no_key_is_refused_without_its_content(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(KeyFileUnusable) as refused:
        read_keys(tmp_path / "key", unasked)
    assert "WRONG" not in str(refused.value)


def test_one_wrong_line_spoils_the_file() -> None:
    with pytest.raises(KeyFileUnusable):
        keys_of(f"{new_identity()}\nsomething else\n".encode(), "key")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyFileUnusable, match="cannot be read"):
        read_keys(tmp_path / "none", unasked)


def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PassphraseRefused):
        write_key(tmp_path / "key", new_identity(), made=MADE, passphrase="ninechars")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_program_locked_opens(tmp_path: Path) -> None:
    locked = vectors()["locked"]
    (tmp_path / "key").write_text(locked["armoured"])
    assert read_keys(tmp_path / "key", lambda: locked["passphrase"]) == (vectors()["keys"]["one"]["identity"],)
    with pytest.raises(PassphraseRefused):
        read_keys(tmp_path / "key", lambda: "six words")


@pytest.mark.slow
def test_a_locked_file_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    identity = new_identity()
    write_key(tmp_path / "key", identity, made=MADE, passphrase=WORDS)
    written = (tmp_path / "key").read_text()
    assert recipient_of(identity) not in written
    assert identity not in written
    assert read_keys(tmp_path / "key", lambda: WORDS) == (identity,)
    with pytest.raises(PassphraseRefused):
        read_keys(tmp_path / "key", lambda: WORDS + "x")
