"""`DATABASE_URL` → Django's database settings: PostgreSQL, or SQLite as readers and a worker can share it.

The portal has two databases. Sealed reports and cases have one of their own (`casework`), with its own address, its own
user and its own backups; no query can join the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from fairway.kernel.errors import InputError

POSTGRES: Final = ("postgres", "postgresql")


ERASING: Final = "PRAGMA secure_delete=ON; PRAGMA auto_vacuum=FULL;"
"""What is deleted is overwritten, and what is free is given back."""


def database(url: str, home: Path, *, name: str = "portal", setting: str = "DATABASE_URL") -> dict[str, Any]:
    """Settings of one database.

    Args:
        url: `postgresql://user:password@host:port/name?sslmode=require`, `sqlite:///path`, or empty for SQLite in
            `home`.
        home: The installation's folder.
        name: Of the SQLite file in `home`; `casework` erases what it deletes.
        setting: The variable that holds the address, for the words of a refusal.

    Raises:
        InputError: The address names another engine, or no database.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        file = Path(unquote(parts.path)) if parts.path.strip("/") else home / f"{name}.sqlite3"
        return _sqlite(file, ERASING if name == "casework" else "")
    called = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRES or not called:
        raise InputError(
            f"{setting} does not name a PostgreSQL or SQLite database.",
            advice="Write postgresql://user:password@host:5432/name, or leave it out for SQLite in FAIRWAY_HOME.",
        )
    options = dict(parse_qsl(parts.query))
    # Every query of the portal is short: compiling one costs more than running it (the search for agencies above all).
    options.setdefault("options", "-c jit=off")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": called,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path, more: str = "") -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,  # opening a file and its pragmas anew costs more than storing a submission
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"{more}PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
