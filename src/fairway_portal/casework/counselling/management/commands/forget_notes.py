"""Erases the sealed notes of visits that lie more than a year back: `python -m fairway_portal forget_notes`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localdate

from fairway_portal.casework.counselling.actions import NOTE_DAYS, forget_notes


class Command(BaseCommand):
    """Erases old notes."""

    help = "Erases the sealed notes of old visits; the entries stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long a note is kept."""
        parser.add_argument("--days", type=int, default=NOTE_DAYS, help="Days after the visit. Default: a year.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erases them."""
        self.stdout.write(f"{forget_notes(localdate(), max(0, options['days']))} notes erased.")
