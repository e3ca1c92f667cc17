"""`python -m fairway_portal forget_drafts`: deletes answers that were begun and never sent, after seven days."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from fairway_portal.surveys import jobs
from fairway_portal.surveys.actions import forget_drafts


class Command(BaseCommand):
    """Does it now, or has the worker do it again and again."""

    help = "Delete the drafts of answers that have expired."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument(
            "--every-hours",
            type=int,
            default=0,
            help="Put a job down for the worker that repeats after so many hours; 0 does it here and now.",
        )

    def handle(self, *args: object, **options: int | bool) -> None:
        """Runs the command."""
        hours = int(options["every_hours"])
        if not hours:
            self.stdout.write(f"Drafts deleted: {forget_drafts()}")
        elif jobs.enqueue(hours) is None:
            self.stdout.write("This job is already waiting for the worker.")
        else:
            self.stdout.write("Put down. The worker (`python -m fairway_portal db_worker`) does it.")
