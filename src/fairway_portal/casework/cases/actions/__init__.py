"""Every write of cases. Keyword-only, atomic, in the chain of events."""

from fairway_portal.casework.cases.actions.opening import open_case
from fairway_portal.casework.cases.actions.worker import answer, withdrawn_by_worker

__all__ = ["answer", "open_case", "withdrawn_by_worker"]
