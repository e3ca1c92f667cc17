"""After expiry no key can be recovered, and what copies remain of the rows opens for nobody, handlers included.

Files are searched as the operating system shows them. What a file system or a solid-state disk keeps of blocks that
were given back is not: put the folder of keys on an encrypted disk (docs/how-to/back-up-casework.md).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.installations import POSTGRESQL_TOO, found, installation
from tests.proof.searching import searched


@pytest.mark.slow
@pytest.mark.parametrize("kind", POSTGRESQL_TOO)
def test_nothing_opens_what_has_expired(kind: str, tmp_path: Path) -> None:
    place, copies = installation(kind, tmp_path), tmp_path / "copies"
    copies.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.proof.vault_children", "expire", str(copies)],
        env=place.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    told = json.loads(child.stdout.readline())
    keys, envelopes, rows = ([bytes.fromhex(one) for one in told[name]] for name in ("keys", "envelopes", "rows"))
    assert len(keys) == 6
    assert len(searched([place.home], keys)[0]) == 6, "the searcher does not find keys that are there"
    assert searched(place.folders, rows)[0], "the searcher does not find rows that are there"
    rest, _ = child.communicate("\n", timeout=120)
    done = json.loads(rest)
    assert (done["reports"], done["drafts"]) == (5, 1)
    hits, read = searched(place.folders, keys)
    inner, _ = searched(place.folders, envelopes)
    found("retention", database=kind, keys=len(keys), keys_found=len(hits), envelopes_found=len(inner), bytes=read)
    assert (hits, inner) == ([], [])
    if kind == "sqlite":
        assert searched(place.folders, rows)[0] == [], "SQLite kept rows that were deleted"
    (copies / "old backup.keys").unlink()
    receipts = json.dumps(done["receipts"])
    place.run("fairway_portal", "restore_casework", str(copies / "old backup"), "--replace")
    assert place.child("try_to_open", receipts) == {"rows": 0, "opened": 0}, "what was erased came back"
    elsewhere = installation("sqlite", tmp_path)
    elsewhere.keys.mkdir()
    shutil.copy(place.keys / "salt", elsewhere.keys / "salt")
    said = elsewhere.run("fairway_portal", "restore_casework", str(copies / "old backup"))
    assert "key is missing: 5" in said
    assert elsewhere.child("try_to_open", receipts) == {"rows": 5, "opened": 0}
