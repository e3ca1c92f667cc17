"""Which database a model lives in: casework has its own, and nothing refers from the one to the other."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Model

ALIAS: Final = "casework"
ROOM: Final = "fairway_portal.casework."


class CaseworkApart:
    """Django's router: sealed reports and cases in `casework`, everything else in `default`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """The database that a model is read from."""
        return ALIAS if model.__module__.startswith(ROOM) else "default"

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """The database that a model is written to."""
        return self.db_for_read(model)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Whether two records may refer to each other: never across the two."""
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether the tables of an app are made in a database."""
        from django.apps import apps

        return (db == ALIAS) == apps.get_app_config(app_label).name.startswith(ROOM)
