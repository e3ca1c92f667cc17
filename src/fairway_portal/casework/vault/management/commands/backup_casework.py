"""`python -m fairway_portal backup_casework TARGET`: copies casework into one file, and its keys into another."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fairway_portal.casework.vault.backup.making import back_up


class Command(BaseCommand):
    """Runs beside the portal."""

    help = "Copy the casework database into TARGET, and the keys of its reports into TARGET.keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("target", type=Path, help="The file to write.")
        parser.add_argument("--keys", type=Path, help="The file of keys; TARGET.keys if it is not given.")

    def handle(self, *args: object, target: Path, keys: Path | None, **options: object) -> None:
        """Runs the command."""
        beside = keys or target.with_name(f"{target.name}.keys")
        done = back_up(target, beside, localdate())
        self.stdout.write(f"{target}: {done.rows} rows")
        self.stdout.write(f"{beside}: {done.keys} keys. Keep them elsewhere, and for a shorter time.")
        if done.missing:
            self.stdout.write(f"Reports or drafts without a key here: {done.missing}")
