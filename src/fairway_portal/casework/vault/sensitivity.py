"""How much each field of sealed reports tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Draft": {
        Sensitivity.CASE: ("report", "touched"),
        Sensitivity.IDENTITY: ("lookup", "sealed"),
    },
    "DraftFile": {
        Sensitivity.CASE: ("id", "number"),
        Sensitivity.IDENTITY: ("draft", "sealed"),
    },
    "Report": {
        Sensitivity.CASE: ("id", "filed", "expires", "withdrawn", "erased", "demonstration"),
        Sensitivity.IDENTITY: ("lookup", "reporter", "commitment"),
    },
    "Sealed": {
        Sensitivity.CASE: ("id", "report", "kind", "number", "recipients", "author", "written", "key", "copy_of"),
        Sensitivity.IDENTITY: ("envelope",),
    },
}
