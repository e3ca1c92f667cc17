"""The record of actions, guarded by the database itself: an entry can be added, and nothing else.

A migration that alters the table of entries on SQLite makes it anew and loses the guard: such a migration ends with
`guard`.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE: Final = "fairway_accounts_auditentry"
REFUSAL: Final = "an entry of the record of actions cannot be changed or deleted"
GUARD: Final = {
    "sqlite": tuple(
        f"CREATE TRIGGER record_final_{event.lower()} BEFORE {event} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for event in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION record_final() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER record_final_row BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION record_final()",
        f"CREATE TRIGGER record_final_all BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION record_final()",
    ),
}
RELEASE: Final = {
    "sqlite": ("DROP TRIGGER IF EXISTS record_final_update", "DROP TRIGGER IF EXISTS record_final_delete"),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS record_final_row ON {TABLE}",
        f"DROP TRIGGER IF EXISTS record_final_all ON {TABLE}",
    ),
}


def guard(connection: BaseDatabaseWrapper) -> None:
    """Has the database refuse every change and deletion."""
    _execute(connection, GUARD[connection.vendor])


def release(connection: BaseDatabaseWrapper) -> None:
    """Takes the guard away: for a migration that is undone, and for emptying a database that is nobody's yet."""
    _execute(connection, RELEASE[connection.vendor])


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
