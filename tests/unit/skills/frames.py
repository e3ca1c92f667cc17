"""Standard frames for tests: what a test leaves out is unknown."""

from __future__ import annotations

import polars as pl

from fairway.reference.survey_variables import VARIABLES
from fairway.skills.mismatch.running import WANTED


def standard(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every variable that mismatch reads, null where they lack it."""
    numbers = {name for name in WANTED if VARIABLES[name].kind == "number"}
    lacking = [
        pl.lit(None, pl.Float64 if name in numbers else pl.String).alias(name)
        for name in WANTED
        if name not in rows.columns
    ]
    return rows.with_columns(lacking)
