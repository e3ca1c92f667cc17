"""How much each field of agencies and employers tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Agency": {
        Sensitivity.PUBLIC: (
            "id",
            "code",
            "name",
            "country",
            "kind",
            "licence_number",
            "city",
            "source",
            "organisation",
            "joined_to",
            "demonstration",
        ),
    },
    "AgencyKey": {
        Sensitivity.PUBLIC: ("id", "agency", "key", "country", "demonstration"),
    },
    "AgencyName": {
        Sensitivity.PUBLIC: ("id", "agency", "name", "language", "kind", "taken_apart"),
    },
    "AgencyNumber": {
        Sensitivity.PUBLIC: ("country", "last"),
    },
    "Branch": {
        Sensitivity.PUBLIC: ("id", "agency", "name", "city", "country", "approval", "opened", "closed"),
    },
    "Employer": {
        Sensitivity.PUBLIC: (
            "id",
            "code",
            "name",
            "country",
            "kind",
            "registration",
            "city",
            "sector",
            "source",
            "demonstration",
        ),
    },
    "EmployerKey": {
        Sensitivity.PUBLIC: ("id", "employer", "key", "country", "demonstration"),
    },
    "EmployerName": {
        Sensitivity.PUBLIC: ("id", "employer", "name", "language", "taken_apart"),
    },
    "Officer": {
        Sensitivity.STAFF: ("id", "agency", "name", "position", "since", "until"),
    },
}
