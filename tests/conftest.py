"""What every test may ask for: the full tables, a fresh home, the tools found by `make test`; and an honest summary.

A test that needs something this machine lacks is skipped with the reason, and the summary counts the full-data tests
that were skipped. No test reads or writes this installation's own tables: `FAIRWAY_HOME` is a temporary folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import django
import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
TOOLS = ROOT / "var" / "test-tools.env"
FULL_DATA_REASON = "full-data test: ../shared/data is not here"
NEEDS = {"browser": "CHROMIUM", "postgres": "POSTGRES", "pdf": "PDF"}

# Before anything is imported: settings read these once. They are not in pyproject.toml because pytest-django would load
# the settings before this file, with this installation's own home.
os.environ |= {
    "FAIRWAY_HOME": tempfile.mkdtemp(prefix="fairway-tests-"),
    "FAIRWAY_MODE": "development",
    "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
}
# Tests run beside each other: threads of linear algebra that wait for work would take time from the other tests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Every worker, and every program that a test starts, loads the same modules: compiled once, whatever the shell says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def _forget(home: str, owner: int) -> None:
    """Removes the home at the end of the process that made it: a process that it forked ends sooner."""
    if os.getpid() == owner:
        shutil.rmtree(home, ignore_errors=True)


atexit.register(_forget, os.environ["FAIRWAY_HOME"], os.getpid())
if "TESTS_TOGETHER" not in os.environ:
    # What the workers of one run share; they are started with this environment.
    os.environ["TESTS_TOGETHER"] = tempfile.mkdtemp(prefix="fairway-together-")
    atexit.register(_forget, os.environ["TESTS_TOGETHER"], os.getpid())
django.setup()


@cache
def tools() -> dict[str, str]:
    """What `make test` found (`FAIRWAY_CHROMIUM=/usr/bin/chromium`); the environment wins over the file."""
    lines = TOOLS.read_text("utf-8").splitlines() if TOOLS.is_file() else []
    found = dict(line.partition("=")[::2] for line in lines if "=" in line)
    return found | {name: value for name, value in os.environ.items() if name.startswith("FAIRWAY_")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what this machine cannot do, each with its reason."""
    for item in items:
        if item.get_closest_marker("full_data") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason=FULL_DATA_REASON))
        for marker, tool in NEEDS.items():
            name = f"FAIRWAY_{tool}"
            if item.get_closest_marker(marker) and not tools().get(name):
                why = tools().get(f"{name}_WHY_NOT") or "not looked for; run `make test`"
                item.add_marker(pytest.mark.skip(reason=f"{marker} test: {why}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many full-data tests were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    lost = sum(FULL_DATA_REASON in str(getattr(report, "longrepr", "")) for report in skipped)
    where = "../shared/data is here" if SHARED.is_dir() else "../shared/data is not here"
    terminalreporter.write_line(f"Full-data tests skipped: {lost} ({where}).")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the full tables; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(FULL_DATA_REASON)
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's executable."""
    path = tools().get("FAIRWAY_CHROMIUM", "")
    if not path:
        pytest.skip(f"browser test: {tools().get('FAIRWAY_CHROMIUM_WHY_NOT') or 'not looked for; run `make test`'}")
    return path


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The database of tests begins as a copy of the migrated one; `migrate` then finds nothing left to do."""
    from django.db.backends.sqlite3.creation import DatabaseCreation

    from tests.portal import migrated_database

    created = DatabaseCreation._create_test_db

    def copied(self: DatabaseCreation, *args: Any, **kwargs: Any) -> str:
        name = created(self, *args, **kwargs)
        self.connection.close()
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        with closing(sqlite3.connect(migrated_database(self.connection.alias))) as source:
            source.backup(self.connection.connection)
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "_create_test_db", copied)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The databases of tests; the portal is prepared now: inside a test it would end a transaction."""
    from tests.portal import prepared

    with django_db_blocker.unblock():
        prepared()


@pytest.fixture
def fairway_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for this test alone."""
    home = tmp_path / "home"
    monkeypatch.setenv("FAIRWAY_HOME", str(home))
    return home
