"""How much each field of the public log tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Filing": {
        # A commitment is public as a leaf; that it stands here tells a report from what the log is filled up with.
        Sensitivity.AGGREGATE: ("id", "commitment", "week", "logged"),
    },
    "Leaf": {
        Sensitivity.PUBLIC: ("id", "index", "day", "kind", "commitment"),
    },
    "TreeHead": {
        Sensitivity.PUBLIC: ("id", "day", "size", "root", "signature"),
    },
}
