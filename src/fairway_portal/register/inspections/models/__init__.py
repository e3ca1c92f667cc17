"""Inspections and findings, guarantees and their ledger, membership in codes of conduct."""

from fairway_portal.register.inspections.models.conduct import ConductMembership
from fairway_portal.register.inspections.models.guarantee import Guarantee, GuaranteeEntry
from fairway_portal.register.inspections.models.inspection import Finding, Inspection

__all__ = ["ConductMembership", "Finding", "Guarantee", "GuaranteeEntry", "Inspection"]
