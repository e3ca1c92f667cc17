"""`python -m fairway_portal refresh_sources`: asks the worker to bring the tables up to date."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from fairway_portal.site import jobs


class Command(BaseCommand):
    """Puts the job down, or does it here and now."""

    help = "Put down the job that imports or fetches the sources that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--now", action="store_true", help="Do it in this process instead of the worker.")
        parser.add_argument(
            "--every-hours", type=int, default=0, help="Repeat it after so many hours, for as long as a worker runs."
        )

    def handle(self, *args: object, **options: int | bool) -> None:
        """Runs the command."""
        if options["now"]:
            for table, outcome in jobs.outcomes_of(settings.SOURCE_FOLDER):
                self.stdout.write(f"{table}: {outcome}")
        elif jobs.enqueue(int(options["every_hours"])) is None:
            self.stdout.write("A refresh is already waiting for the worker.")
        else:
            self.stdout.write("Put down. The worker (`python -m fairway_portal db_worker`) does it.")
