"""How much each field of surveys and their answers tells of a worker who sought help (`safe_reporting.firewall`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "Attachment": {
        Sensitivity.AGGREGATE: ("id", "submission", "name", "kind", "content"),
    },
    "Collector": {
        Sensitivity.STAFF: ("id", "name", "organisation", "revoked", "made", "surveys"),
        Sensitivity.CREDENTIAL: ("secret_hash",),
    },
    "Collector_surveys": {
        Sensitivity.STAFF: ("id", "collector", "survey"),
    },
    "Conflict": {
        Sensitivity.AGGREGATE: ("id", "submission", "content_hash", "answers", "received"),
    },
    "Draft": {
        Sensitivity.AGGREGATE: ("id", "version", "sealed", "sent", "expires"),
        Sensitivity.CREDENTIAL: ("key_hash",),
    },
    "Session": {
        Sensitivity.STAFF: ("id", "organisation", "label", "day", "by", "key"),
    },
    "Submission": {
        Sensitivity.AGGREGATE: (
            "id",
            "survey",
            "version",
            "instance",
            "content_hash",
            "answers",
            "language",
            "channel",
            "received",
            "collector",
            "session",
            "faults",
            "demonstration",
        ),
    },
    "Survey": {
        Sensitivity.PUBLIC: ("id", "slug", "purpose", "state", "public", "current", "demonstration"),
        Sensitivity.STAFF: ("owner",),
    },
    "Version": {
        Sensitivity.PUBLIC: ("id", "survey", "form_id", "version", "questionnaire", "fingerprint", "made"),
    },
    "Working": {
        Sensitivity.STAFF: ("id", "survey", "questionnaire", "reasons", "preview"),
    },
}
