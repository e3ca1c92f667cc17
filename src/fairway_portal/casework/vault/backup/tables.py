"""The tables of casework: what they hold, and at which migrations they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

ALIAS: Final = "casework"
ROOM: Final = "fairway_portal.casework."


def labels() -> frozenset[str]:
    """Labels of the apps of casework."""
    return frozenset(one.label for one in apps.get_app_configs() if one.name.startswith(ROOM))


def models() -> list[type[Model]]:
    """Every model of casework."""
    return [model for label in sorted(labels()) for model in apps.get_app_config(label).get_models(True)]


def applied() -> list[tuple[str, str]]:
    """The last migration of each app that its tables went through."""
    executor = MigrationExecutor(connections[ALIAS])
    graph, done = executor.loader.graph, set(executor.loader.applied_migrations)
    return sorted(
        key
        for key in done
        if key[0] in labels()
        and key in graph.node_map
        and not any(child.key in done and child.key[0] == key[0] for child in graph.node_map[key].children)
    )


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read inside is of one moment; writers go on meanwhile."""
    connection = connections[ALIAS]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # not `atomic`, which would keep writers out
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=ALIAS), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def filled() -> str:
    """The name of a table of casework that holds rows; "" where none does."""
    connection = connections[ALIAS]
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - a table of ours
            if cursor.fetchone():
                return table
    return ""


def made_at(migrations: list[tuple[str, str]]) -> Any:
    """Makes the tables of casework anew, empty, as they were after some migrations.

    Args:
        migrations: As `applied` gave them.

    Returns:
        The models of that time, as a registry of apps.
    """
    connection = connections[ALIAS]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in _tables():
            more = " CASCADE" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{more}")
    MigrationRecorder(connection).migration_qs.filter(app__in=labels()).delete()
    executor = MigrationExecutor(connection)
    executor.migrate(migrations)
    return executor.loader.project_state(migrations).apps


def known(migrations: list[tuple[str, str]]) -> bool:
    """Whether this version has all of the migrations."""
    there = MigrationExecutor(connections[ALIAS]).loader.graph.node_map
    return all(key in there for key in migrations)


def numbers_after(made: list[type[Model]]) -> None:
    """Has the database count on from the highest number that was restored."""
    connection = connections[ALIAS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), made):
            cursor.execute(statement)


def _tables() -> list[str]:
    connection = connections[ALIAS]
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    return [table for table in there if table.startswith(tuple(f"{label}_" for label in labels()))]
