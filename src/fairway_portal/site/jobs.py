"""What the worker does: brings tables up to date, and puts itself down for the next time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task

from fairway.kernel.errors import FairwayError
from fairway.sources.fetch_catalogue import source
from fairway.warehouse.fetching import fetch
from fairway.warehouse.importing import import_folder
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.status import sources

logger = logging.getLogger("fairway_portal.jobs")


@task()
def refresh(every_hours: int = 0) -> dict[str, str]:
    """Imports or fetches what is due; one source that fails keeps no other out, and the previous vintage stays.

    Args:
        every_hours: Put the same job down again after so many hours; 0 runs it once.

    Returns:
        What became of each table, by name: a vintage, or the error that kept it out.
    """
    try:
        outcomes = dict(outcomes_of(settings.SOURCE_FOLDER))
    except FairwayError as error:
        outcomes = {"": str(error)}
    finally:
        if every_hours:
            refresh.using(run_after=timezone.now() + timedelta(hours=every_hours)).enqueue(every_hours=every_hours)
    for table, outcome in outcomes.items():
        logger.info("refresh %s: %s", table, outcome)
    return outcomes


def outcomes_of(folder: str) -> Iterator[tuple[str, str]]:
    """Each table with its new vintage or its error: from a folder where one is named, else from the publishers."""
    if folder:
        for one in import_folder(Path(folder)):
            yield one.edition.table, one.vintage.name if one.vintage else str(one.error)
        return
    for name, tables in due().items():
        for asked, outcome in fetch(source(name), only=tables):
            if isinstance(outcome, FairwayError):
                yield asked.table, str(outcome)
            elif outcome.vintage is not None:
                yield asked.table, outcome.vintage.name


def due() -> dict[str, frozenset[str]]:
    """Tables to fetch, by source: a new edition may be out, or only the shipped selection is here."""
    found: dict[str, set[str]] = {}
    for state in sources(Shelf.open()):
        if state.fetch and (state.due or state.coverage != "full"):
            found.setdefault(state.fetch, set()).add(state.table)
    return {name: frozenset(tables) for name, tables in found.items()}


def waiting() -> bool:
    """Whether a refresh is already put down."""
    from django_tasks_db.models import DBTaskResult

    path = refresh.module_path
    return DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.READY).exists()


def enqueue(every_hours: int = 0) -> TaskResult[dict[str, str]] | None:
    """Puts the job down for the worker, unless one is waiting already."""
    return None if waiting() else refresh.enqueue(every_hours=every_hours)
