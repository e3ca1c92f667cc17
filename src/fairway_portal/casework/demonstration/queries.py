"""What of the demonstration is there already."""

from __future__ import annotations

from fairway_portal.casework.vault.models import Report


def made_already() -> bool:
    """Whether invented reports were filed before."""
    return Report.objects.filter(demonstration=True, erased=None).exists()
