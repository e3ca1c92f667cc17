"""How much each field of the log of a resource centre tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Visit": {
        Sensitivity.CASE: (
            "id",
            "office",
            "person",
            "day",
            "channel",
            "stage",
            "sex",
            "language",
            "destination",
            "topics",
            "service",
            "referral",
            "outcome",
            "follow_up",
            "replaces",
            "struck",
            "key",
            "demonstration",
        ),
        Sensitivity.IDENTITY: ("client", "note"),
    },
}
