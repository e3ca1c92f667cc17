"""When a report is erased, its cases go; their events, which hold codes and days alone, stay."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.vault.actions import BEFORE_ERASING


def erase_cases(report: UUID, on: date) -> None:
    """Deletes the cases of a report with their deadlines, disclosures, remedies and claims; in the vault's transaction.

    Args:
        report: Id of the report that is being erased.
        on: The day.
    """
    for case in Case.objects.filter(report=report).order_by("pk"):
        case.delete()


def watch() -> None:
    """Has the vault call `erase_cases` before it erases; once, however often it is asked."""
    if erase_cases not in BEFORE_ERASING:
        BEFORE_ERASING.append(erase_cases)
