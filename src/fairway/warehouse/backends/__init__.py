"""The engines, behind one door: DuckDB, PostgreSQL and Spark are spoken to here alone.

The published tables are asked with `query`; survey microdata through `fairway.warehouse.surveys`.
"""

from fairway.warehouse.backends.published import MEMORY, query, tables

__all__ = ["MEMORY", "query", "tables"]
