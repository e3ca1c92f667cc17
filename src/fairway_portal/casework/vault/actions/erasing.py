"""Erasing a report: its key first, so that what copies remain open for nobody; then its rows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connections, transaction

from fairway_portal.casework.vault import erased_list, key_folder
from fairway_portal.casework.vault.errors import told
from fairway_portal.casework.vault.models import Draft, Report

BEFORE_ERASING: Final[list[Callable[[UUID, date], None]]] = []
"""What other parts of casework do before the rows of a report go, in the same transaction: they close its cases.

The key is destroyed by then. What a caller raises keeps the rows, and the next sweep tries again.
"""


def erase(report: UUID, on: date) -> None:
    """Erases a report; nothing happens to one that is erased, or was never there.

    Args:
        report: Its id.
        on: Today.

    Raises:
        NotNow: The key could not be destroyed, or (the key is destroyed) the rows could not be deleted yet.
    """
    with told():
        if not Report.objects.filter(pk=report, erased=None).exists():
            return
        with key_folder.guarded(report) as folder:
            key_folder.condemn(folder, report)
            with suppress(OSError):  # a full disk does not keep what she wants deleted
                erased_list.add(report)
            delete_rows(folder, report, on)
    give_back()


def delete_rows(folder: Path, report: UUID, on: date) -> None:
    """Deletes what is left of a report whose key is destroyed; for whoever holds its folder."""
    with transaction.atomic(using="casework"):
        found = Report.objects.select_for_update().filter(pk=report, erased=None).first()
        if found is not None:
            for before in BEFORE_ERASING:
                before(report, on)
            found.envelopes.all().delete()
            Report.objects.filter(pk=report).update(
                lookup=None, reporter="", commitment="", withdrawn=None, erased=on
            )  # fmt: skip
        Draft.objects.filter(report=report).delete()
    key_folder.bury(folder, report)


def give_back() -> None:
    """Empties SQLite's journal, in which pages stand as they were; PostgreSQL does so in its own time."""
    connection = connections["casework"]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(DatabaseError), connection.cursor() as cursor:  # a reader at work: the next time, then
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
