"""`DATABASE_URL` → Django's database settings: PostgreSQL, or SQLite as readers and a worker can share it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fairway.kernel.errors import InputError

POSTGRES = ("postgres", "postgresql")


def database(url: str, home: Path) -> dict[str, Any]:
    """Settings of the default database.

    Args:
        url: `postgresql://user:password@host:port/name?sslmode=require`, `sqlite:///path`, or empty for SQLite in
            `home`.
        home: The installation's folder.

    Raises:
        InputError: The address names another engine, or no database.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)) if parts.path.strip("/") else home / "portal.sqlite3")
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRES or not name:
        raise InputError(
            "DATABASE_URL does not name a PostgreSQL or SQLite database.",
            advice="Write postgresql://user:password@host:5432/name, or leave it out for SQLite in FAIRWAY_HOME.",
        )
    options = dict(parse_qsl(parts.query))
    # Every query of the portal is short: compiling one costs more than running it (the search for agencies above all).
    options.setdefault("options", "-c jit=off")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,  # opening a file and its pragmas anew costs more than storing a submission
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
