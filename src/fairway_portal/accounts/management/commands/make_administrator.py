"""`python -m fairway_portal make_administrator EMAIL`: the first person of the desk, made from the machine itself."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.db import DatabaseError

from fairway.kernel.errors import InputError
from fairway_portal.accounts.actions.people import make_administrator
from fairway_portal.accounts.models.person import folded


class Command(BaseCommand):
    """Makes an administrator, or gives one who forgot it a new password."""

    help = "Make an administrator of the desk. The password is asked for, or read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("email", help="Her e-mail address: the name to sign in with.")
        parser.add_argument("--name", default="", help="Her name, as others will read it.")
        parser.add_argument(
            "--organisation", default="Operator", help="Who operates this portal; used if none is there yet."
        )

    def handle(self, *args: object, email: str, name: str, organisation: str, **options: object) -> None:
        """Runs the command.

        Raises:
            InputError: The address is none, the password is weak or was not repeated, or the database is not ready.
        """
        address = folded(email)
        try:
            validate_email(address)
        except ValidationError as fault:
            raise InputError(
                f"“{email}” is not an e-mail address.", advice="Write one, for instance name@example.org."
            ) from fault
        password = asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        try:
            person = make_administrator(
                email=address, name=name or address, password=password, organisation=organisation
            )
        except DatabaseError as fault:
            raise InputError(
                "The portal's database is not ready.",
                advice="Run `python -m fairway_portal migrate`, or start `fairway serve` once; then repeat this.",
            ) from fault
        self.stdout.write(
            f"{person.email} is an administrator.\n"
            "Next: start `fairway serve`, open /en/desk/ and sign in; People → Invite somebody brings in the others."
        )


def asked() -> str:
    """The password, typed twice without an echo.

    Raises:
        InputError: The two are not the same.
    """
    password = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Again: ") != password:
        raise InputError("The two passwords are not the same.", advice="Repeat the command.")
    return password
