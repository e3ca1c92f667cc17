"""Marked words of reports, drafts, files and messages are found nowhere in the clear, and nothing of her keys is.

Searched: both databases with their write-ahead logs and journals (the whole folder of PostgreSQL), backups, what the
program wrote to standard output and error at the most talkative level, also while it failed; temporary folders, the
tables of sessions and of jobs, mail that is left in files; command lines and environments of all processes. What stands
in the memory of the program while it works is not searched, nor what the operating system swaps out.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.installations import POSTGRESQL_TOO, found, installation
from tests.proof.searching import forms, processes, searched

USES = ("draft", "draft file", "report", "attachment", "message", "answer", "unsent draft", "unsent file")
CONTROL = """
import django
django.setup()
import sys
from datetime import date
from fairway_portal.casework.vault.models import Draft
word = sys.stdin.readline().strip()
sealed = ("before " + word + " after").encode()
Draft.objects.create(lookup="control", report="0" * 32, sealed=sealed, touched=date(2026, 1, 1))
"""


@pytest.mark.parametrize("kind", POSTGRESQL_TOO)
def test_marked_words_are_nowhere_in_the_clear(kind: str, tmp_path: Path) -> None:
    place = installation(kind, tmp_path)
    mark = f"canary {secrets.token_hex(8)}"
    words = dict.fromkeys(USES, f"{mark} ያለፈቃድ")
    (place.home / "words.json").write_text(json.dumps(words), "utf-8")
    with (place.home / "said").open("w") as said, (place.home / "log").open("w") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.vault_children", "canaries", str(place.home / "words.json")],
            env=place.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        assert child.stdout is not None
        told = json.loads(child.stdout.readline() or "{}")
        assert told, (place.home / "log").read_text()
        sought = [mark.encode()] + [one.encode() for one in told["secrets"]]
        sought += [bytes.fromhex(one) for one in told["secrets"] if not one.startswith("AGE")]
        listed = processes(sought)
        during, _ = searched([place.home], sought)
        rest, _ = child.communicate("", timeout=60)
        said.write(rest)
    assert json.loads(rest) == {"opened": True}
    assert "this must fail" in (place.home / "log").read_text(), "the log was not written"
    after, read = searched(place.folders, sought)
    found(
        "canaries", database=kind, uses=len(words), secrets=len(told["secrets"]), bytes=read, files=len(after),
        forms=sum(len(forms(one)) for one in sought), processes=len(listed),
    )  # fmt: skip
    assert (listed, during, after) == ([], [], [])
    assert read > 500_000


@pytest.mark.parametrize("kind", POSTGRESQL_TOO)
def test_the_searcher_finds_what_is_planted(kind: str, tmp_path: Path) -> None:
    place = installation(kind, tmp_path)
    word = f"canary {secrets.token_hex(8)}"
    subprocess.run(
        [sys.executable, "-c", CONTROL], env=place.environment, input=word, text=True, check=True, timeout=60
    )
    hits, _ = searched(place.folders, [word.encode()])
    assert any(
        (str(place.cluster) if place.cluster else "casework.sqlite3") in hit for hit in hits
    ), "a row in the clear was not found"  # fmt: skip


def test_the_searcher_knows_every_form(tmp_path: Path) -> None:
    import base64
    import gzip

    word = f"canary {secrets.token_hex(8)}".encode()
    text = word.decode()
    for at, content in enumerate((
        word, text.encode("utf-16-le"), text.encode("utf-16-be"), word.hex().encode(), word.hex().upper().encode(),
        *(base64.b64encode(b"x" * shift + word + b"yyyyyy") for shift in range(3)),
        base64.urlsafe_b64encode(b"?>" + word), gzip.compress(b"before" + word), b"x" * ((1 << 24) - 9) + word,
    )):  # fmt: skip
        path = tmp_path / f"planted {at}"
        path.write_bytes(b"\0before" + content + b"after" if content[:2] != b"\x1f\x8b" else content)
        assert searched([tmp_path], [word])[0] == [str(path)], at
        path.unlink()
    child = subprocess.Popen([sys.executable, "-c", "input()", text], stdin=subprocess.PIPE)
    try:
        assert processes([word]) == [f"{child.pid} cmdline"]
    finally:
        child.communicate(b"\n")
