"""The ordinary program `age` opens what we sealed, and what it seals of our plain text opens here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairway.safe_reporting.sealing.envelopes import MAGIC, SIZES, Head, open_sealed, seal
from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway.safe_reporting.sealing.key_files import read_keys, write_key
from fairway.safe_reporting.sealing.nested import release, seal_held

AGE = shutil.which("age")
pytestmark = pytest.mark.skipif(AGE is None, reason="the program `age` is not installed (apt-get install age)")
TRIALS = 200 if os.environ.get("FAIRWAY_PROVE") else 2
LENGTHS = SIZES[:-1] if os.environ.get("FAIRWAY_PROVE") else SIZES[:2]
REPORT = "ab" * 16


def age(*arguments: object, given: bytes = b"") -> bytes:
    """What the program gives; it must not complain."""
    assert AGE is not None
    return subprocess.run([AGE, *map(str, arguments)], input=given, capture_output=True, check=True, timeout=60).stdout


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str]:
    """A key file of ours, and its secret key."""
    identity = new_identity()
    write_key(tmp_path / "key", identity, made=datetime(2026, 11, 22, tzinfo=UTC))
    return tmp_path / "key", identity


@pytest.mark.parametrize("length", LENGTHS)
def test_age_opens_what_we_sealed(length: int, key: tuple[Path, str]) -> None:
    file, identity = key
    public = recipient_of(identity)
    for _ in range(TRIALS):
        content = os.urandom(length - 1000)
        sealed = seal(content, report=REPORT, kind="report", recipients=[public, recipient_of(new_identity())])
        plain = age("--decrypt", "--identity", file, given=sealed.content)
        line, _, rest = plain.removeprefix(MAGIC).partition(b"\n")
        head = json.loads(line)
        assert len(plain) == length
        assert head["report"] == REPORT
        assert fingerprint(public) in head["recipients"]
        assert rest[: head["length"]] == content


def test_what_age_seals_of_our_plain_text_opens_here(key: tuple[Path, str]) -> None:
    _, identity = key
    public = recipient_of(identity)
    for _ in range(TRIALS):
        content = os.urandom(500)
        head = Head(REPORT, "message", (fingerprint(public),), nonce="cd" * 32, length=len(content))
        plain = MAGIC + json.dumps(asdict(head)).encode() + b"\n" + content
        for form in ([], ["--armor"]):
            sealed = age("--recipient", public, *form, given=plain + b"\0" * (SIZES[0] - len(plain)))
            if form:
                sealed = age("--recipient", public, given=age("--decrypt", "--identity", key[0], given=sealed))
            opened = open_sealed(sealed, [identity], report=REPORT, kind="message", recipients=[fingerprint(public)])
            assert opened.content == content


def test_age_reads_our_key_file_and_we_read_the_one_of_age_keygen(key: tuple[Path, str], tmp_path: Path) -> None:
    keygen = shutil.which("age-keygen")
    if keygen is None:
        pytest.skip("the program `age-keygen` is not installed")
    file, identity = key
    public = subprocess.run([keygen, "-y", str(file)], capture_output=True, text=True, check=True).stdout.strip()
    assert public == recipient_of(identity)
    subprocess.run([keygen, "-o", str(tmp_path / "theirs")], capture_output=True, check=True)
    (theirs,) = read_keys(tmp_path / "theirs", lambda: "")
    assert recipient_of(theirs) in (tmp_path / "theirs").read_text()


def test_age_takes_apart_what_was_held_back(key: tuple[Path, str], tmp_path: Path) -> None:
    """An envelope in an envelope: the escrow's key and the office's, one after the other."""
    file, escrow = key
    office = new_identity()
    write_key(tmp_path / "office", office, made=datetime(2026, 11, 22, tzinfo=UTC))
    held = seal_held(
        b"her words", report=REPORT, kind="report", offices=[recipient_of(office)], escrow=[recipient_of(escrow)]
    )
    plain = age("--decrypt", "--identity", file, given=held.content)
    line, _, rest = plain.removeprefix(MAGIC).partition(b"\n")
    inner = rest[: json.loads(line)["length"]]
    assert inner == release(held.content, [escrow])
    assert b"her words" in age("--decrypt", "--identity", tmp_path / "office", given=inner)


def test_another_key_opens_nothing(key: tuple[Path, str]) -> None:
    sealed = seal(b"words", report=REPORT, kind="report", recipients=[recipient_of(new_identity())]).content
    with pytest.raises(subprocess.CalledProcessError) as refused:
        age("--decrypt", "--identity", key[0], given=sealed)
    assert b"no identity matched" in refused.value.stderr
