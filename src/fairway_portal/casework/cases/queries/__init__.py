"""Every read of cases, as typed rows."""

from fairway_portal.casework.cases.queries.worker import Ask, WorkerView, for_worker, offices_of

__all__ = ["Ask", "WorkerView", "for_worker", "offices_of"]
