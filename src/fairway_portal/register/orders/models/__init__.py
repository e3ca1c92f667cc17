"""Job orders and their history, applications, and schemes whose places are given by a lottery."""

from fairway_portal.register.orders.models.application import JobApplication
from fairway_portal.register.orders.models.order import JobOrder, JobOrderEntry
from fairway_portal.register.orders.models.scheme import EnteredNumber, ListedNumber, Scheme, SchemeRecord, SchemeStep

__all__ = [
    "EnteredNumber",
    "JobApplication",
    "JobOrder",
    "JobOrderEntry",
    "ListedNumber",
    "Scheme",
    "SchemeRecord",
    "SchemeStep",
]
