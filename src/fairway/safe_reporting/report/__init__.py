"""What a report says: its questions as data, and its content as JSON."""

from fairway.safe_reporting.report.concerns import CONCERNS, Concern, case_type
from fairway.safe_reporting.report.content import (
    FORM,
    SCHEMA,
    Read,
    ReportMisread,
    Shown,
    answer_from_json,
    answer_json,
    as_json,
    from_json,
    read,
    shown,
)
from fairway.safe_reporting.report.fields import FIELDS, Answer, Answers, Field, accepted

__all__ = [
    "CONCERNS",
    "FIELDS",
    "FORM",
    "SCHEMA",
    "Answer",
    "Answers",
    "Concern",
    "Field",
    "Read",
    "ReportMisread",
    "Shown",
    "accepted",
    "answer_from_json",
    "answer_json",
    "as_json",
    "case_type",
    "from_json",
    "read",
    "shown",
]
