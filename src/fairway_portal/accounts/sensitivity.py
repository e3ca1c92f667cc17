"""How much each field of people who work with the portal tells (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "RecoveryCode": {
        Sensitivity.STAFF: ("id", "factor", "used"),
        Sensitivity.CREDENTIAL: ("digest",),
    },
    "SecondFactor": {
        Sensitivity.STAFF: ("id", "person", "since", "failures", "waits_until", "last_step"),
        Sensitivity.CREDENTIAL: ("sealed",),
    },
    "AuditEntry": {
        Sensitivity.STAFF: ("id", "at", "by", "action", "subject", "reason", "details"),
    },
    "Invitation": {
        Sensitivity.STAFF: ("id", "email", "organisation", "role", "by", "expires", "taken"),
        Sensitivity.CREDENTIAL: ("secret_hash",),
    },
    "Membership": {
        Sensitivity.STAFF: ("id", "person", "organisation", "role"),
    },
    "Organisation": {
        Sensitivity.PUBLIC: ("id", "name", "kind", "country", "demonstration"),
    },
    "Person": {
        Sensitivity.STAFF: ("id", "last_login", "email", "name", "language", "is_active", "demonstration", "joined"),
        Sensitivity.CREDENTIAL: ("password",),
    },
}
