"""What is done every day: reports whose time is over are erased, and what crashes left is swept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fairway_portal.casework.vault import key_folder, key_folder_sweep
from fairway_portal.casework.vault.actions.erasing import delete_rows, erase, give_back
from fairway_portal.casework.vault.errors import KeysOfAnother, told
from fairway_portal.casework.vault.models import Draft, Report


def erase_expired(on: date) -> int:
    """Erases the reports that expire on a day or before it.

    Args:
        on: Today.

    Returns:
        How many there were.

    Raises:
        NotNow: Not all could be erased; those that could be are.
    """
    with told():
        due = list(Report.objects.filter(erased=None, expires__lte=on).values_list("pk", flat=True))
    for report in due:
        erase(report, on)
    return len(due)


def sweep(on: date) -> int:
    """Finishes what was begun: rows whose key is destroyed go, keys that belong to nothing for a day go.

    Returns:
        How many keys were destroyed.

    Raises:
        KeysOfAnother: There are more of them than reports: this is the folder of another database.
    """
    with told():
        for report in list(key_folder_sweep.condemned()):
            with key_folder.guarded(report) as folder:
                key_folder.condemn(folder, report)
                delete_rows(folder, report, on)
        key_folder_sweep.sweep_unfinished()
        orphans = _orphans()
        for report in orphans:
            with key_folder.guarded(report) as folder:
                if not _owned(report):
                    key_folder.condemn(folder, report)
                    key_folder.bury(folder, report)
        give_back()
    return len(orphans)


def _orphans() -> list[UUID]:
    old = key_folder_sweep.keys_there(older_than=key_folder_sweep.OLD_SECONDS)
    live = set(Report.objects.filter(erased=None).values_list("pk", flat=True))
    drafts = set(Draft.objects.values_list("report", flat=True))
    orphans = [report for report in old if report not in live | drafts]
    reports = Report.objects.count()
    if len(orphans) > reports:
        raise KeysOfAnother(len(orphans), reports)
    return orphans


def _owned(report: UUID) -> bool:
    filed = Report.objects.filter(pk=report, erased=None).exists()
    return filed or Draft.objects.filter(report=report).exists()
