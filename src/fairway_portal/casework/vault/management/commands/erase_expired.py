"""`python -m fairway_portal erase_expired`: erases reports whose time is over, and drafts that were never sent."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fairway_portal.casework.vault import jobs
from fairway_portal.casework.vault.daily import do_all


class Command(BaseCommand):
    """Does it now, or has the worker do it again and again."""

    help = "Erase reports that have expired, drafts that were not sent for a week, and keys that a crash left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument(
            "--every-hours",
            type=int,
            default=0,
            help="Put a job down for the worker that repeats after so many hours; 0 does it here and now.",
        )
        parser.add_argument(
            "--after-a-pause",
            action="store_true",
            help="The clock is right, although nothing was erased for more than three months.",
        )

    def handle(self, *args: object, **options: int | bool) -> None:
        """Runs the command."""
        hours = int(options["every_hours"])
        if not hours:
            done = do_all(localdate(), after_a_pause=bool(options["after_a_pause"]))
            self.stdout.write(f"Reports erased: {done.reports}")
            self.stdout.write(f"Drafts forgotten: {done.drafts}")
            self.stdout.write(f"Keys of nothing destroyed: {done.keys}")
        elif jobs.enqueue(hours) is None:
            self.stdout.write("This job is already waiting for the worker.")
        else:
            self.stdout.write("Put down. The worker (`python -m fairway_portal db_worker`) does it.")
