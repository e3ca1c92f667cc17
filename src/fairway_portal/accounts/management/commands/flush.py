"""`python -m fairway_portal flush`: empties the database, the record of actions with it; never in production."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.commands import flush
from django.db import connections, transaction

from fairway.kernel.errors import InputError
from fairway_portal.accounts import append_only


class Command(flush.Command):
    """Django's command, which the guard of the record would stop half-way."""

    def handle(self, **options: Any) -> None:
        """Runs the command.

        Raises:
            InputError: The portal is in production.
        """
        if os.environ.get("FAIRWAY_MODE") == "production":
            raise InputError(
                "The record of actions is never emptied in production.",
                advice="To begin anew, make a new database and name it in DATABASE_URL.",
            )
        connection = connections[options["database"]]
        guarded = append_only.guarded_tables(connection)
        with transaction.atomic(using=options["database"]):
            for table in guarded:
                append_only.release(connection, table)
        try:
            super().handle(**options)
        finally:
            for table, refusal in guarded.items():
                append_only.guard(connection, table, refusal)
