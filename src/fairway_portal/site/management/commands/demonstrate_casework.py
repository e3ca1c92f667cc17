"""`python -m fairway_portal demonstrate_casework`: invented offices, reports and cases, with keys for everybody."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from fairway.kernel.errors import InputError
from fairway_portal.casework.demonstration import demonstrate


class Command(BaseCommand):
    """Makes the demonstration; twice does no harm."""

    help = "Fill casework with invented offices, reports and cases, each marked as a demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--keys", type=Path, default=None, help="Folder for the demonstration keys.")
        parser.add_argument("--new-passwords", action="store_true", help="Give the accounts that are there others.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command.

        Raises:
            InputError: In production, or where the portal does not demonstrate.
        """
        if os.environ.get("FAIRWAY_MODE") == "production" or not settings.DEMONSTRATION:
            raise InputError(
                "A demonstration stands on a portal of its own, never beside real reports.",
                advice="Set FAIRWAY_DEMONSTRATION=yes, in development mode, with a FAIRWAY_HOME of its own.",
            )
        folder = options["keys"] or Path(settings.HOME) / "demonstration-keys"
        made = demonstrate(folder, new_passwords=options["new_passwords"])
        self.stdout.write(f"Invented: {made.offices} offices, {made.reports} reports with their cases.")
        self.stdout.write(f"Keys of the handlers and numbers of the workers, for everybody to try: {made.folder}")
        self.stdout.write("Open, for instance: /en/desk/cases (union@…), with the key union.txt")
        for email, password in made.accounts.items():
            self.stdout.write(f"  {email}  {password}")
