"""How much each field of ratings and vouchers tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Cluster": {
        Sensitivity.AGGREGATE: (
            "id",
            "name",
            "agency",
            "size",
            "first",
            "last",
            "strength",
            "signals",
            "members",
            "held",
            "decided",
            "found",
            "current",
            "demonstration",
        ),
    },
    "Comment": {
        Sensitivity.AGGREGATE: ("id", "rating", "text", "checked", "language", "state"),
    },
    "Correction": {
        Sensitivity.STAFF: ("id", "agency", "by", "kind", "text", "asked", "state", "reason"),
    },
    "Decision": {
        Sensitivity.AGGREGATE: ("id", "rating", "cluster", "keep"),
    },
    "Helper": {
        Sensitivity.PUBLIC: (
            "id",
            "organisation",
            "country",
            "does",
            "phone",
            "address",
            "languages",
            "free",
            "must_tell",
            "checked",
        ),
    },
    "ModerationEntry": {
        Sensitivity.STAFF: ("id", "at", "by", "action", "subject", "agency", "reason"),
    },
    "PreparedPublication": {
        Sensitivity.STAFF: ("id", "number", "on", "by", "content", "demonstration"),
    },
    "Publication": {
        Sensitivity.PUBLIC: ("id", "number", "on", "state", "settings", "demonstration"),
        Sensitivity.STAFF: ("by",),
    },
    "PublishedAgency": {
        Sensitivity.PUBLIC: ("id", "publication", "agency", "row"),
    },
    "Rating": {
        Sensitivity.AGGREGATE: (
            "id",
            "submission",
            "agency",
            "agency_said",
            "tier",
            "batch",
            "items",
            "origin",
            "destination",
            "sector",
            "departure_year",
            "received",
            "state",
            "demonstration",
        ),
    },
    "Reply": {
        Sensitivity.PUBLIC: ("id", "agency", "text", "language", "written"),
        Sensitivity.STAFF: ("by", "state", "reason"),
    },
    "Voucher": {
        Sensitivity.STAFF: ("id", "batch"),
        Sensitivity.AGGREGATE: ("used",),
        Sensitivity.CREDENTIAL: ("code_hash",),
    },
    "VoucherBatch": {
        Sensitivity.STAFF: ("id", "issuer", "label", "made", "expires", "revoked", "key", "demonstration"),
    },
}
