"""`python -m fairway_portal verify_guarantees`: every ledger of a guarantee computed anew."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from fairway_portal.register.inspections.verification import verified


class Command(BaseCommand):
    """Changes nothing; ends with exit status 1 where something does not add up."""

    help = "Compute every ledger of a guarantee anew, and say what does not add up."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        ledgers = entries = wrong = 0
        own = not connection.in_atomic_block  # only a transaction that begins here may choose what it sees
        with transaction.atomic():
            if own and connection.vendor == "postgresql":  # one moment of the whole table, while money moves
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for one in verified():
                ledgers += 1
                entries += one.entries
                wrong += bool(one.faults)
                for fault in one.faults:
                    self.stdout.write(f"guarantee {one.guarantee} of {one.agency}: {fault.message.plain()}")
        self.stdout.write(f"{ledgers:,} ledgers with {entries:,} entries verified, {wrong:,} do not add up.")
        if wrong:
            sys.exit(1)
