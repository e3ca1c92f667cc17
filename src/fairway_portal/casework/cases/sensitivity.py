"""How much each field of cases tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Case": {
        Sensitivity.CASE: (
            "id",
            "report",
            "office",
            "type",
            "state",
            "country",
            "assigned",
            "opened",
            "closed",
            "version",
            "demonstration",
            "read",
        ),
        Sensitivity.IDENTITY: ("number",),
    },
    "CaseDeadline": {
        Sensitivity.CASE: ("id", "case", "rule", "due", "met"),
    },
    "CaseEvent": {
        Sensitivity.CASE: ("id", "case", "number", "kind", "day", "by", "details", "shown", "before", "digest"),
    },
    "Claim": {
        Sensitivity.CASE: ("id", "case", "against", "basis", "state", "amount", "currency", "quarter", "key"),
    },
    "Disclosure": {
        Sensitivity.CASE: (
            "id",
            "case",
            "kind",
            "state",
            "office",
            "recipient",
            "scope",
            "purpose",
            "asked",
            "asked_by",
            "answered",
            "done",
        ),
    },
    "Remedy": {
        Sensitivity.CASE: ("id", "case", "kind", "amount", "currency", "quarter", "key"),
    },
}
