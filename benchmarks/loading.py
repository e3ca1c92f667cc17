"""Rows straight into a table: `executemany` in SQLite, `COPY` in PostgreSQL. For tables of a million made-up rows.

Nothing is checked on the way: what is loaded must be right.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

TELL_AFTER = 5.0
"""Seconds between two lines of progress."""


def load(model: Any, names: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Adds rows to the table of a model.

    Args:
        model: Whose.
        names: Of the columns, as the database calls them, with spaces between; the others get the model's defaults.
        rows: Their values.

    Returns:
        How many.
    """
    given = names.split()
    fields = [field for field in model._meta.concrete_fields if field.column not in given and not field.primary_key]
    rest = tuple(_default(field) for field in fields)
    quoted = ", ".join(map(connection.ops.quote_name, [*given, *(field.column for field in fields)]))
    table = connection.ops.quote_name(model._meta.db_table)
    every = _counted(model._meta.db_table, ((*row, *rest) for row in rows))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger looks up a foreign key
            with cursor.cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in every:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * (len(given) + len(rest)))
            # Django's own cursor would rewrite the marks of each row.
            connection.connection.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", every)
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


def after_loading() -> None:
    """What PostgreSQL does by itself in time: it counts its values. SQLite's are never counted, in a portal neither."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def without_checks() -> None:
    """Keys of rows that are not there yet are no fault until all is loaded; SQLite writes without waiting."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.disable_constraint_checking()
        connection.connection.execute("PRAGMA synchronous=OFF")


def with_checks() -> None:
    """As the portal has it."""
    connection.close()


def _default(field: Any) -> Any:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        value: Any = timezone.now()
    else:
        value = field.get_default()
    if isinstance(value, dict | list):
        return json.dumps(value)
    return str(value) if connection.vendor == "sqlite" and hasattr(value, "isoformat") else value


def _counted(table: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, with a line now and then on how many there are."""
    told = time.monotonic()
    for number, row in enumerate(rows, 1):
        yield row
        if number % 10_000 == 0 and time.monotonic() - told > TELL_AFTER:
            told = time.monotonic()
            print(f"  {table}: {number:,} rows", file=sys.stderr, flush=True)
