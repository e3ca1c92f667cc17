"""How much each field of public lists tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "RosterChange": {
        Sensitivity.PUBLIC: ("id", "vintage", "kind", "agency", "before", "after"),
    },
    "RosterRow": {
        Sensitivity.STAFF: (
            "id",
            "vintage",
            "line",
            "name",
            "other_name",
            "licence_number",
            "city",
            "status",
            "status_words",
            "valid_from",
            "valid_to",
            "kind",
            "confidence",
            "reasons",
            "rivals",
            "agency",
            "decision",
            "decided_by",
            "decided",
        ),
    },
    "Vintage": {
        Sensitivity.PUBLIC: (
            "id",
            "country",
            "publisher",
            "edition",
            "retrieved",
            "terms",
            "file_name",
            "checksum",
            "encoding",
            "fields",
            "left_out",
            "state",
            "version",
            "compared",
            "received",
            "published",
            "previous",
            "demonstration",
        ),
        Sensitivity.STAFF: ("contents", "by", "withdrawn_because"),
    },
}
