"""How much each field of what is published tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "AuthorityRequest": {
        Sensitivity.STAFF: ("by",),
        Sensitivity.AGGREGATE: ("id", "country", "authority", "quarter", "answer", "corrects", "key"),
    },
    "PublishedCell": {
        Sensitivity.PUBLIC: ("id", "period", "table", "cell", "value", "reason", "published"),
    },
}
