"""How much each field of offices and public keys tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "HandlerKey": {
        Sensitivity.PUBLIC: (
            "id",
            "office",
            "public",
            "fingerprint",
            "purpose",
            "since",
            "proved",
            "retired",
            "demonstration",
        ),
        Sensitivity.STAFF: ("person", "label"),
    },
    "Office": {
        Sensitivity.PUBLIC: (
            "id",
            "organisation",
            "name",
            "kind",
            "country",
            "serves",
            "languages",
            "telephone",
            "website",
            "open",
            "escrow",
            "demonstration",
        ),
    },
}
