"""Cases: what is done with a report, without what it says."""

from fairway_portal.casework.cases.models.case import Case
from fairway_portal.casework.cases.models.deadline import CaseDeadline
from fairway_portal.casework.cases.models.disclosure import Disclosure
from fairway_portal.casework.cases.models.event import CaseEvent
from fairway_portal.casework.cases.models.remedy import Claim, Remedy

__all__ = ["Case", "CaseDeadline", "CaseEvent", "Claim", "Disclosure", "Remedy"]
