"""`python -m fairway_portal publish_casework_counts`: publishes the counts of quarters that are over; once each."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fairway_portal.casework.transparency.actions import publish_due


class Command(BaseCommand):
    """For a timer, some days after the end of a quarter: what is recorded later is not counted any more."""

    help = "Publish the counts of casework of every quarter that is over and was not published."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        made = publish_due(on=localdate())
        for quarter in made:
            self.stdout.write(f"{quarter} is published.")
        if not made:
            self.stdout.write("Every quarter that is over was published before.")
