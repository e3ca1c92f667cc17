"""`python -m fairway_portal restore_casework SOURCE`: puts a backup of casework back, in SQLite or PostgreSQL."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fairway_portal.casework.vault.backup.restoring import restore


class Command(BaseCommand):
    """Runs while the portal is stopped."""

    help = "Put a backup of casework back, with its keys, and erase what has expired since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("source", type=Path, help="The file that `backup_casework` wrote.")
        parser.add_argument("--keys", type=Path, help="The file of keys; SOURCE.keys if it is not given and is there.")
        parser.add_argument("--replace", action="store_true", help="Put it in the place of what is there.")

    def handle(self, *args: object, source: Path, keys: Path | None, **options: object) -> None:
        """Runs the command."""
        beside = source.with_name(f"{source.name}.keys")
        done = restore(
            source, keys or (beside if beside.exists() else None), localdate(), replace=bool(options["replace"])
        )
        self.stdout.write(f"Restored: {done.rows} rows of {done.made}")
        self.stdout.write("Keys: those of the folder" if done.keys is None else f"Keys: {done.keys}")
        self.stdout.write(f"Erased at once, because their time is over or somebody had erased them: {done.erased}")
        if done.missing:
            self.stdout.write(f"Reports that nobody can open, because their key is missing: {done.missing}")
