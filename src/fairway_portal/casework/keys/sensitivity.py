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
        # Who opens reports is a member of staff, as in accounts, and no worker: not IDENTITY. Paths know no single
        # fields, so that it leaves with no public key is tried: tests/proof/test_firewall_crawl.py looks for both.
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
