"""The tests of the register and of casework once more, on PostgreSQL, as in production."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(400)]


def test_what_holds_on_sqlite_holds_on_postgres(root: Path) -> None:
    command = [
        sys.executable, "tools/on_postgres.py", sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider",
        "-m", "not slow and not postgres and not browser", "tests/unit/portal/register",
        "tests/unit/portal/casework",
    ]  # fmt: skip
    shared = {name: value for name, value in os.environ.items() if name not in ("TESTS_TOGETHER", "PYTEST_ADDOPTS")}
    shared = {name: value for name, value in shared.items() if not name.startswith("PYTEST_XDIST")}
    done = subprocess.run(command, cwd=root, env=shared, capture_output=True, text=True, timeout=380)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
