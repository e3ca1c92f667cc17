"""How much each field of contracts and relations tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "BarEntry": {
        Sensitivity.PUBLIC: (
            "id",
            "employer",
            "country",
            "act",
            "effective",
            "until",
            "authority",
            "legal_basis",
            "reason",
            "recorded",
        ),
        Sensitivity.STAFF: ("by",),
    },
    "Placement": {
        Sensitivity.PERSONAL: (
            "id",
            "number",
            "origin",
            "destination",
            "sector",
            "agency",
            "sub_agent",
            "principal",
            "employer",
            "signed",
            "begins",
            "ends",
            "terms",
            "found",
            "demonstration",
        ),
    },
    "Relation": {
        Sensitivity.PUBLIC: (
            "id",
            "kind",
            "agency",
            "sub_agent",
            "principal",
            "employer",
            "accreditation",
            "since",
            "until",
            "source",
        ),
    },
}
