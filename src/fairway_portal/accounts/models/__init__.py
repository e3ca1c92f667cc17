"""Organisations, their people, invitations, and the record of actions."""

from fairway_portal.accounts.models.audit import AuditEntry
from fairway_portal.accounts.models.final import Final, RecordIsFinal
from fairway_portal.accounts.models.invitation import Invitation
from fairway_portal.accounts.models.membership import Membership
from fairway_portal.accounts.models.organisation import Organisation
from fairway_portal.accounts.models.person import Person
from fairway_portal.accounts.models.role import Role
from fairway_portal.accounts.models.second_factor import RecoveryCode, SecondFactor

__all__ = [
    "AuditEntry",
    "Final",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "RecordIsFinal",
    "RecoveryCode",
    "Role",
    "SecondFactor",
]
