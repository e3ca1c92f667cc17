"""What the worker service does in the vault every day."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task

from fairway_portal.casework.vault.daily import Done, do_all


@task()
def erase(every_hours: int = 0) -> dict[str, int]:
    """Erases what has expired, forgets old drafts, sweeps keys.

    Args:
        every_hours: Put the same job down again after so many hours; 0 runs it once.

    Returns:
        How many of each.
    """
    try:
        done: Done = do_all(timezone.localdate())
        return done._asdict()
    finally:
        if every_hours:
            erase.using(run_after=timezone.now() + timedelta(hours=every_hours)).enqueue(every_hours=every_hours)


def enqueue(every_hours: int = 0) -> TaskResult[dict[str, int]] | None:
    """Puts the job down for the worker, unless one is waiting already."""
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(task_path=erase.module_path, status=TaskResultStatus.READY)
    return None if waiting.exists() else erase.enqueue(every_hours=every_hours)
