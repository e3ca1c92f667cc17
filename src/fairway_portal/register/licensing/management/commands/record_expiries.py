"""`python -m fairway_portal record_expiries`: puts on record which licences ran out; twice does no harm."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from fairway_portal.register.licensing.actions import record_expiries


class Command(BaseCommand):
    """For a daily timer."""

    help = "Record the licences whose last day is over as expired."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        done = record_expiries()
        self.stdout.write(f"{len(done.recorded):,} recorded as expired, {len(done.refused):,} refused.")
        for licence, why in done.refused:
            self.stderr.write(f"Licence {licence}: {why}")
