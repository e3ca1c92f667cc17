"""How much each field of the escrow tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Held": {
        Sensitivity.CASE: ("id", "report", "office", "others", "tag", "tag_key", "state", "week"),
        Sensitivity.IDENTITY: ("ticket",),
    },
    "Tagging": {
        Sensitivity.CASE: ("id", "office", "batch", "day", "by", "tags"),
    },
}
