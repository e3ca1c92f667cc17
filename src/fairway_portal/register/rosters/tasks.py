"""What the worker does in this room: compares a long list."""

from __future__ import annotations

from django_tasks import task

from fairway_portal.register.rosters.actions import match_rows
from fairway_portal.register.rosters.errors import OutOfTurn
from fairway_portal.register.rosters.models import Vintage


@task()
def match_vintage(vintage: int, saw: int) -> bool:
    """Compares the rows of an edition with the agencies that are known.

    Args:
        vintage: Its key.
        saw: Its version when this was asked for.

    Returns:
        Whether it was done here; not where somebody did it meanwhile.
    """
    found = Vintage.objects.defer("contents").get(pk=vintage)
    try:
        match_rows(by=None, vintage=found, saw=saw)
    except OutOfTurn:
        return False
    return True
