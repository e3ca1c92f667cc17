"""`python -m fairway_portal publish_ratings`: publishes the next batch of ratings, or ends one that was begun."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway_portal.monitor import publishing


class Command(BaseCommand):
    """Publishes; twice on one day is one batch."""

    help = "Publish the next batch of ratings: scores of agencies, of corridors, and once a year typical costs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--on", default="", help="Day of the batch, YYYY-MM-DD; today where it is left out.")
        parser.add_argument("--reason", default="", help="Why it comes less than a quarter after the last one.")
        parser.add_argument("--demonstration", action="store_true", help="Of the invented ratings.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        if options["demonstration"] and not settings.DEMONSTRATION:
            raise InputError("The portal does not demonstrate.", advice="Set FAIRWAY_DEMONSTRATION=yes.")
        on = _day(options["on"]) if options["on"] else localdate()
        made = publishing.publish(
            by=None, on=on, demonstration=options["demonstration"], forced=options["reason"].strip()
        )  # fmt: skip
        self.stdout.write(f"Batch {made.number} of {made.on}: {made.agencies.count():,} agencies with figures.")
        costs = ", ".join(made.settings["typical_costs"]) or "none"
        self.stdout.write(f"Typical costs: {costs}.")
        for country, why in made.settings["left_out"].items():
            self.stdout.write(f"Not of {country}: {why.splitlines()[0]}")


def _day(said: str) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError as fault:
        raise InputError(f"“{said}” is no day.", advice="Write YYYY-MM-DD.") from fault
    if day > localdate():
        raise InputError(f"{said} is yet to come.", advice="Publish on a day that was, or leave --on out.")
    return day
