"""`python -m fairway_portal index_agencies`: the keys of every agency anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from fairway_portal.actors.indexing import AT_ONCE, keep_keys
from fairway_portal.actors.models import Agency


class Command(BaseCommand):
    """Needed once after an upgrade that reads names in another way; searches go on meanwhile."""

    help = "Write anew the keys by which agencies are found."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the command."""
        ids = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), AT_ONCE):
            with transaction.atomic():
                keep_keys(list(Agency.objects.filter(pk__in=ids[start : start + AT_ONCE])))
        self.stdout.write(f"{len(ids):,} agencies indexed.")
