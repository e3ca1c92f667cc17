"""How much each field of job orders and applications tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "EnteredNumber": {
        Sensitivity.PUBLIC: ("id", "scheme", "number", "strata"),
    },
    "JobApplication": {
        Sensitivity.PERSONAL: (
            "id",
            "order",
            "code",
            "name",
            "reach",
            "reach_hash",
            "abilities",
            "strata",
            "language",
            "state",
            "made",
            "changed",
        ),
        Sensitivity.CREDENTIAL: ("receipt_hash",),
    },
    "JobOrder": {
        Sensitivity.PUBLIC: (
            "id",
            "code",
            "origin",
            "destination",
            "sector",
            "occupation",
            "title",
            "places",
            "agency",
            "employer",
            "terms",
            "costs",
            "closes",
            "state",
            "public_until",
            "ended",
            "version",
            "demonstration",
        ),
        Sensitivity.STAFF: ("key",),
    },
    "JobOrderEntry": {
        Sensitivity.STAFF: ("id", "order", "number", "act", "state", "at", "by", "country", "reason", "details"),
    },
    "ListedNumber": {
        Sensitivity.PUBLIC: ("id", "scheme", "round", "number", "strata"),
    },
    "Scheme": {
        Sensitivity.PUBLIC: (
            "id",
            "slug",
            "title",
            "country",
            "order",
            "parties",
            "places",
            "quotas",
            "leftover",
            "draw_name",
            "draw_day",
            "closes",
            "reveal_until",
            "opened",
            "round",
            "state",
            "name",
            "list_hash",
            "version",
            "demonstration",
        ),
        Sensitivity.STAFF: ("key",),
    },
    "SchemeRecord": {
        Sensitivity.PUBLIC: ("id", "scheme", "round", "record", "at"),
    },
    "SchemeStep": {
        Sensitivity.PUBLIC: ("id", "scheme", "number", "round", "kind", "party", "value", "reason", "at"),
        Sensitivity.STAFF: ("by",),
    },
}
