"""`python -m fairway_portal migrate`: brings both databases up to date, unless one is named."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from fairway_portal.site.two_databases import ALIAS, ROOM


class Command(migrate.Command):
    """Django's command, for every database of the portal."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's arguments; no `--database` means each of them."""
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """What is checked first: as Django has it, for the databases that are meant."""
        found: dict[str | None, Any] = dict(super().get_check_kwargs({**options, "database": "default"}))
        named = options["database"]
        return found | {"databases": [named] if named else None}

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        named = options.pop("database")
        for alias in [named] if named else _databases_of(options.get("app_label")):
            super().handle(*args, database=alias, **options)


def _databases_of(app_label: str | None) -> list[str]:
    known = {one.label: one.name for one in apps.get_app_configs()}
    if app_label in known:
        return [ALIAS if known[app_label].startswith(ROOM) else "default"]
    return list(connections)
