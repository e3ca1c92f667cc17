"""A backup comes back by one command, on the same database and on the other one, and its reports open."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.proof.installations import POSTGRESQL_TOO, PROVE, found, installation

REPORTS, LARGE = ("5000", "300") if PROVE else ("12", "2")
MOST_SECONDS = 600


@pytest.mark.slow
@pytest.mark.parametrize("source", POSTGRESQL_TOO)
@pytest.mark.parametrize("target", POSTGRESQL_TOO)
def test_one_command_brings_reports_back(source: str, target: str, tmp_path: Path) -> None:
    old, new = installation(source, tmp_path), installation(target, tmp_path)
    made = old.child("fill", REPORTS, LARGE)
    copy = tmp_path / "casework"
    began = time.monotonic()
    said = old.run("fairway_portal", "backup_casework", str(copy))
    backup = time.monotonic() - began
    assert f"{made['reports']} keys" in said
    began = time.monotonic()
    said = new.run("fairway_portal", "restore_casework", str(copy), timeout=MOST_SECONDS)
    seconds = time.monotonic() - began
    opened = new.child("all_open")
    found(
        "restore", source=source, target=target, reports=made["reports"], megabytes=copy.stat().st_size / 1e6,
        backup_seconds=backup, restore_seconds=seconds, opened=opened["opened"],
    )  # fmt: skip
    assert "nobody can open" not in said
    assert opened == {"reports": made["reports"], "opened": made["reports"]}
    assert seconds <= MOST_SECONDS
