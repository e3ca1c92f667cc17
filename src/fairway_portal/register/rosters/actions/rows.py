"""Writing what was found of many rows: the ORM's own way to change many at once takes longer than comparing them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

from fairway_portal.register.rosters.models import RosterRow


def write_found(rows: Sequence[RosterRow]) -> None:
    """Writes the kind, confidence, reasons, rivals and agency of rows that are in the database."""
    _write(
        "kind = %s, confidence = %s, reasons = %s, rivals = %s, agency_id = %s",
        [
            (row.kind, row.confidence, json.dumps(row.reasons), json.dumps(row.rivals), row.agency_id, row.pk)
            for row in rows
        ],
    )


def write_agencies(rows: Sequence[RosterRow]) -> None:
    """Writes which agencies rows were given."""
    _write("agency_id = %s", [(row.agency_id, row.pk) for row in rows])


def _write(columns: str, values: Sequence[tuple[str | int | float | None, ...]]) -> None:
    table = connection.ops.quote_name(RosterRow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {columns} WHERE id = %s", values)  # noqa: S608
