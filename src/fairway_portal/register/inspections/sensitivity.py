"""How much each field of inspections and guarantees tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "ConductMembership": {
        Sensitivity.PUBLIC: ("id", "agency", "code", "run_by", "since", "until", "source", "verified", "verified_on"),
    },
    "Finding": {
        Sensitivity.PUBLIC: ("requirement", "result", "words", "public", "remedied"),
        Sensitivity.STAFF: ("id", "inspection", "remedy_by", "answer"),
    },
    "FindingStep": {
        Sensitivity.STAFF: ("id", "finding", "kind", "words", "by", "at"),
    },
    "Guarantee": {
        Sensitivity.PUBLIC: (
            "id",
            "agency",
            "licence",
            "country",
            "kind",
            "holder",
            "instrument",
            "currency",
            "required",
            "held",
            "valid_to",
            "opened",
            "ended",
            "version",
        ),
        Sensitivity.STAFF: ("key",),
    },
    "GuaranteeEntry": {
        Sensitivity.STAFF: (
            "id",
            "guarantee",
            "number",
            "kind",
            "amount",
            "balance",
            "on",
            "recorded",
            "by",
            "approved_by",
            "proposal",
            "reference",
            "reason",
            "legal_basis",
            "reverses",
            "key",
        ),
    },
    "Inspection": {
        Sensitivity.PUBLIC: ("agency", "country", "kind", "done", "closed", "closed_on"),
        Sensitivity.STAFF: ("id", "planned", "follows", "summary", "by", "version", "key"),
    },
    "ReplenishmentNotice": {
        Sensitivity.STAFF: ("id", "guarantee", "missing", "due", "legal_basis", "words", "by", "at"),
    },
}
