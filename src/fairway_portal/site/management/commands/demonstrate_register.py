"""`python -m fairway_portal demonstrate_register`: fills the register with invented agencies, licences and the rest."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from fairway.kernel.errors import InputError
from fairway_portal.register.demonstration import Demonstrated, demonstrate


class Command(BaseCommand):
    """Makes the demonstration; twice does no harm."""

    help = "Fill the register with invented agencies, licences, contracts and lists, each marked as a demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
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
        self._tell(demonstrate(new_passwords=options["new_passwords"]))

    def _tell(self, made: Demonstrated) -> None:
        self.stdout.write("Invented: " + ", ".join(f"{count} {what}" for what, count in made.counts.items()) + ".")
        self.stdout.write("Open, for instance:")
        for address, what in made.pages:
            self.stdout.write(f"  {address}  {what}")
        if not made.accounts:
            self.stdout.write("Accounts were there already; --new-passwords gives them others.")
            return
        self.stdout.write("Accounts, and passwords that are shown this once:")
        for email, password in made.accounts.items():
            self.stdout.write(f"  {email}  {password}")
