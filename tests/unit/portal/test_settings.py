"""Settings: every variable is in the table, and a value that cannot be used is refused with advice."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fairway.kernel.errors import InputError
from fairway_portal.site import settings_reference
from fairway_portal.site.database import database

KEY = "a-key-for-tests-" * 4


def test_every_setting_is_described_once() -> None:
    names = [one.name for one in settings_reference.SETTINGS]
    assert len(names) == len(set(names))
    assert all(one.meaning.endswith(".") for one in settings_reference.SETTINGS)


def test_every_variable_the_portal_reads_is_in_the_table(root: Path) -> None:
    read = set()
    for path in (root / "src" / "fairway_portal").rglob("*.py"):
        found = re.findall(
            r'_?settings(?:_reference)?\.(?:text|number|one_of|yes|listed|required)\(\s*"(\w+)"',
            path.read_text("utf-8"),
        )
        read.update(found)
    described = {one.name for one in settings_reference.SETTINGS}
    # FAIRWAY_HOME is read by the library, which knows no portal.
    assert described - read == {"FAIRWAY_HOME"}
    assert read <= described


def test_numbers_and_yes_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_WORKERS", "many")
    with pytest.raises(InputError, match="FAIRWAY_WORKERS is “many”"):
        settings_reference.number("FAIRWAY_WORKERS", least=1)
    monkeypatch.setenv("FAIRWAY_WORKERS", "0")
    with pytest.raises(InputError):
        settings_reference.number("FAIRWAY_WORKERS", least=1)
    monkeypatch.setenv("FAIRWAY_HTTPS", "perhaps")
    with pytest.raises(InputError, match="yes or no"):
        settings_reference.yes("FAIRWAY_HTTPS")
    monkeypatch.setenv("FAIRWAY_HOSTS", "a.example, b.example,")
    assert settings_reference.listed("FAIRWAY_HOSTS") == ["a.example", "b.example"]


def test_a_database_address_is_read(tmp_path: Path) -> None:
    found = database("postgresql://me:p%40ss@db.example:5433/fairway?sslmode=require", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"], found["PASSWORD"]) == ("db.example", "5433", "fairway", "p@ss")
    assert found["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}
    assert database("postgresql:///fairway?host=/run/postgresql", tmp_path)["HOST"] == "/run/postgresql"
    local = database("", tmp_path)
    assert local["NAME"] == tmp_path / "portal.sqlite3"
    assert local["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in local["OPTIONS"]["init_command"]


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host/", "fairway"])
def test_another_database_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="PostgreSQL or SQLite"):
        database(url, tmp_path)


@pytest.mark.parametrize(
    ("given", "missing"),
    [({}, "SECRET_KEY"), ({"SECRET_KEY": "short"}, "50"), ({"SECRET_KEY": KEY}, "FAIRWAY_HOSTS")],
)
def test_production_does_not_start_half_configured(given: dict[str, str], missing: str, tmp_path: Path) -> None:
    done = production(given, tmp_path)
    assert done.returncode == 2
    assert missing in done.stderr
    assert "Traceback" not in done.stderr


def test_production_starts_and_is_strict(tmp_path: Path) -> None:
    done = production({"SECRET_KEY": KEY, "FAIRWAY_HOSTS": "portal.example"}, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "WARNINGS" not in done.stdout + done.stderr


@pytest.mark.parametrize("mode", ["prod", "Production", "debug"])
def test_another_mode_is_refused(mode: str, tmp_path: Path) -> None:
    done = production({"FAIRWAY_MODE": mode}, tmp_path)
    assert done.returncode == 2
    assert f"FAIRWAY_MODE is “{mode}”; it must be development or production." in done.stderr
    assert "Traceback" not in done.stderr


def production(given: dict[str, str], home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "FAIRWAY_HOSTS")}
    environment = {**kept, "FAIRWAY_MODE": "production", "FAIRWAY_HOME": str(home), **given}
    command = [sys.executable, "-m", "fairway_portal", "check", "--deploy"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
