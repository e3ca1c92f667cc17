"""Tables guarded by the database itself: an entry can be added, and nothing else.

A table is guarded by a migration (`GuardTable`). A later migration that alters a guarded table on SQLite makes it anew
and loses the guard: such a migration ends with `GuardTable` again.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

TABLE: Final = "fairway_accounts_auditentry"
"""The record of actions."""
REFUSAL: Final = "an entry of the record of actions cannot be changed or deleted"
WATCHED: Final = ("UPDATE", "DELETE")


def _guards(vendor: str, table: str, refusal: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        return tuple(
            f"CREATE TRIGGER IF NOT EXISTS {table}_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            for event in WATCHED
        )
    function = f"{table}_final"
    return (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_row BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"CREATE OR REPLACE TRIGGER {table}_all BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    )


def _releases(vendor: str, table: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        return tuple(f"DROP TRIGGER IF EXISTS {table}_{event.lower()}" for event in WATCHED)
    return tuple(f"DROP TRIGGER IF EXISTS {table}_{which} ON {table}" for which in ("row", "all"))


def guard(connection: BaseDatabaseWrapper, table: str = TABLE, refusal: str = REFUSAL) -> None:
    """Has the database refuse every change and deletion.

    Args:
        connection: To the database.
        table: Its name there.
        refusal: What the database says, without quotation marks.
    """
    _execute(connection, _guards(connection.vendor, table, refusal))


def release(connection: BaseDatabaseWrapper, table: str = TABLE) -> None:
    """Takes the guard away: for a migration that is undone, and for emptying a database that is nobody's yet."""
    _execute(connection, _releases(connection.vendor, table))


def guarded_tables(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The tables that final models say must be guarded, and are there: table → what the database says."""
    from django.apps import apps

    from fairway_portal.accounts.models.final import Final as FinalModel

    there = set(connection.introspection.table_names())
    return {
        model._meta.db_table: model.refusal
        for model in apps.get_models()
        if issubclass(model, FinalModel) and model._meta.db_table in there
    }


class GuardTable(RunPython):
    """The operation of a migration that guards a table."""

    def __init__(self, table: str, refusal: str) -> None:
        super().__init__(
            lambda apps, editor: guard(editor.connection, table, refusal),
            lambda apps, editor: release(editor.connection, table),
        )


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
