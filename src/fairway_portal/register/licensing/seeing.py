"""What is made up for demonstration is seen only where the installation demonstrates."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.models import Licence


def is_seen(one: Licence | Agency) -> bool:
    """Whether this installation shows it."""
    return settings.DEMONSTRATION or not one.demonstration


def seen(licences: QuerySet[Licence]) -> QuerySet[Licence]:
    """Those that this installation shows."""
    return licences if settings.DEMONSTRATION else licences.filter(demonstration=False)
