"""Inspections and findings, guarantees and their ledger, membership in codes of conduct."""

from fairway_portal.register.inspections.models.conduct import ConductMembership
from fairway_portal.register.inspections.models.guarantee import Guarantee, GuaranteeEntry, ReplenishmentNotice
from fairway_portal.register.inspections.models.inspection import Finding, FindingStep, Inspection

__all__ = [
    "ConductMembership",
    "Finding",
    "FindingStep",
    "Guarantee",
    "GuaranteeEntry",
    "Inspection",
    "ReplenishmentNotice",
]
