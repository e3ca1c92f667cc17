"""`python -m fairway_portal forget_applications`: deletes applications whose job order ended long enough ago."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from fairway_portal.register.orders.actions.applications import forget_applications


class Command(BaseCommand):
    """Does it now; put it into the timetable of the machine, once a day."""

    help = "Delete applications of workers whose job order ended long enough ago."

    def handle(self, *args: object, **options: object) -> None:
        """Runs the command."""
        self.stdout.write(f"Applications deleted: {forget_applications()}")
