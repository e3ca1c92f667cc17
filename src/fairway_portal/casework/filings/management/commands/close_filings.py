"""`python -m fairway_portal close_filings`: closes the days of the log of filings that are over; twice does no harm."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fairway_portal.casework.filings.actions import close_days


class Command(BaseCommand):
    """For a daily timer, soon after midnight."""

    help = "Add what was filed to the public log, and sign the head of each day that is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        made = close_days(today=localdate())
        for head in made:
            self.stdout.write(f"{head.day}: {head.size:,} entries, root {head.root}")
        if not made:
            self.stdout.write("Every day that is over was closed before.")
