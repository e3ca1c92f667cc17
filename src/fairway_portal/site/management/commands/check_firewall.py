"""`python -m fairway_portal check_firewall`: whether anything leads from somebody to what she must not reach."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Computes the graph of the portal that is installed here, additions of its operator included."""

    help = "Check the firewall: fields, paths, slips; ends with 1 and says each where something is wrong."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Runs the command."""
        from fairway_portal.site.firewall.checking import findings

        found = findings()
        for one in found:
            self.stderr.write(f"{one.check}: {one.says}")
        self.stdout.write(f"{len(found)} findings.")
        if found:
            sys.exit(1)
