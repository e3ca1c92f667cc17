"""What the worker does in this room: forgets drafts that have expired."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task

from fairway_portal.surveys.actions import forget_drafts


@task()
def forget(every_hours: int = 0) -> int:
    """Deletes the drafts that have expired.

    Args:
        every_hours: Put the same job down again after so many hours; 0 runs it once.

    Returns:
        How many there were.
    """
    try:
        return forget_drafts()
    finally:
        if every_hours:
            forget.using(run_after=timezone.now() + timedelta(hours=every_hours)).enqueue(every_hours=every_hours)


def enqueue(every_hours: int = 0) -> TaskResult[int] | None:
    """Puts the job down for the worker, unless one is waiting already."""
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(task_path=forget.module_path, status=TaskResultStatus.READY)
    return None if waiting.exists() else forget.enqueue(every_hours=every_hours)
