"""By when something must be done in a case: dated, cited limits of countries, and our own promise to answer."""

from fairway.safe_reporting.time_limits.limits import (
    CASE_TYPES,
    STEPS,
    Due,
    TimeLimit,
    due_dates,
    limits_of,
)

__all__ = ["CASE_TYPES", "STEPS", "Due", "TimeLimit", "due_dates", "limits_of"]
