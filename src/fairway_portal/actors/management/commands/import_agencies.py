"""`python -m fairway_portal import_agencies FILE --country BGD --source "…"`: the agencies of a published list."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from fairway_portal.actors.actions import import_agencies
from fairway_portal.actors.errors import RowsLeftOut, UnusableList
from fairway_portal.actors.lists import COLUMNS, read_list

LONG = 2_000
"""Rows of a list from which the command tells how far it is."""


class Command(BaseCommand):
    """Imports a list; twice does no harm."""

    help = "Add the agencies of a CSV list that are not there yet, and complete those that are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("file", type=Path, help="CSV in UTF-8 with a line of titles.")
        parser.add_argument("--country", required=True, help="Whose list it is: code or name.")
        parser.add_argument("--source", required=True, help="Publisher and edition of the list.")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=TITLE",
            help=f"Which column holds a field ({', '.join(COLUMNS)}), where its title is an unusual one.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        rows = read_list(options["file"], columns=_columns(options["column"]))
        done = import_agencies(rows, country=options["country"], source=options["source"], by=None, telling=self._tell)
        self.stdout.write(
            f"{done.added:,} added, {done.completed:,} completed, {done.unchanged:,} known already, "
            f"{len(done.faults):,} left out."
        )
        for line, why in done.faults:
            self.stderr.write(f"Line {line}: {why}")
        if done.faults:
            raise RowsLeftOut(
                f"{len(done.faults):,} rows were left out.",
                advice="Correct the lines named above and import the list again: what is in stays as it is.",
            )

    def _tell(self, step: str, done: int, total: int) -> None:
        if total >= LONG:
            self.stderr.write(f"{step}: {done:,} of {total:,}")


def _columns(given: list[str]) -> dict[str, str]:
    found = dict[str, str]()
    for one in given:
        field, separator, title = one.partition("=")
        if field not in COLUMNS or not separator:
            raise UnusableList(
                f"--column {one} names no field.",
                advice=f"Write FIELD=TITLE; the fields are {', '.join(COLUMNS)}.",
            )
        found[field] = title
    return found
