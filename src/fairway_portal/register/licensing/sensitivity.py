"""How much each field of licences tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Appeal": {
        Sensitivity.STAFF: (
            "id",
            "entry",
            "state",
            "grounds",
            "filed_by",
            "filed",
            "due",
            "stays",
            "decided_by",
            "decided",
            "decision",
        ),
    },
    "Change": {
        Sensitivity.PUBLIC: ("id", "at", "kind", "country", "subject", "effective", "details", "demonstration"),
    },
    "Evidence": {
        Sensitivity.STAFF: ("id", "agency", "subject", "name", "media_type", "checksum", "contents", "by", "at"),
    },
    "Licence": {
        Sensitivity.PUBLIC: (
            "id",
            "agency",
            "number",
            "country",
            "authority",
            "sectors",
            "destinations",
            "state",
            "valid_from",
            "valid_to",
            "until",
            "conditions",
            "version",
            "demonstration",
        ),
        Sensitivity.STAFF: ("key",),
    },
    "LicenceEntry": {
        Sensitivity.PUBLIC: (
            "id",
            "licence",
            "number",
            "act",
            "state",
            "effective",
            "recorded",
            "authority",
            "legal_basis",
            "reason",
            "valid_from",
            "valid_to",
            "until",
            "conditions",
            "appeal",
        ),
        Sensitivity.STAFF: ("by", "approved_by", "note"),
    },
    "PanelView": {
        Sensitivity.STAFF: ("id", "proposal", "side", "agrees", "words", "by", "at"),
    },
    "Proposal": {
        Sensitivity.STAFF: (
            "id",
            "kind",
            "state",
            "country",
            "agency",
            "licence",
            "subject",
            "saw",
            "asked",
            "reason",
            "legal_basis",
            "proposed_by",
            "proposed",
            "decided_by",
            "decided",
            "decision",
        ),
    },
}
