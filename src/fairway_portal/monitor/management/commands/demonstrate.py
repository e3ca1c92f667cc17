"""`python -m fairway_portal demonstrate`: fills a portal with invented organisations, agencies and ratings."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from fairway.kernel.errors import InputError
from fairway_portal.monitor.demonstration import demonstrate


class Command(BaseCommand):
    """Makes the demonstration; twice does no harm."""

    help = "Fill the portal with invented organisations, agencies and ratings, each marked as a demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--agencies", type=int, default=300, help="How many agencies, the first time.")
        parser.add_argument("--new-passwords", action="store_true", help="Give the accounts that are there others.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command.

        Raises:
            InputError: In production, or where the portal does not demonstrate.
        """
        if os.environ.get("FAIRWAY_MODE") == "production":
            raise InputError(
                "A demonstration never stands in production, beside facts.",
                advice="Start a portal of its own in development mode, with a FAIRWAY_HOME of its own.",
            )
        if not settings.DEMONSTRATION:
            raise InputError(
                "The portal does not demonstrate.", advice="Set FAIRWAY_DEMONSTRATION=yes, here and for the portal."
            )
        made = demonstrate(agencies=options["agencies"], new_passwords=options["new_passwords"])
        self.stdout.write(
            f"Invented: {made.agencies:,} agencies, {made.ratings:,} ratings, {made.publications} publications."
        )
        if not made.accounts:
            self.stdout.write("Accounts were there already; --new-passwords gives them others.")
            return
        self.stdout.write("Accounts, and passwords that are shown this once:")
        for email, password in made.accounts.items():
            self.stdout.write(f"  {email}  {password}")
        self.stdout.write("Vouchers to try:")
        for number in made.cards:
            self.stdout.write(f"  {number}")
