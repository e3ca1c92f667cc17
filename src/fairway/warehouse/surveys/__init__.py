"""Survey microdata where they lie: in memory, in files, in PostgreSQL or on a cluster; summed once, then estimated."""

from fairway.warehouse.surveys.opening import Limits, PostgresTable, SparkTable, open_survey
from fairway.warehouse.surveys.survey import Survey

__all__ = ["Limits", "PostgresTable", "SparkTable", "Survey", "open_survey"]
