"""Opens microdata with the engine that suits where they lie."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from fairway.methods.survey.design import Design
from fairway.warehouse.surveys.memory import MemoryGrouping
from fairway.warehouse.surveys.survey import Survey


def open_survey(source: pl.DataFrame | pl.LazyFrame | Path | str, design: Design) -> Survey:
    """A survey over a frame or a file.

    Args:
        source: A Polars frame, or the path of a Parquet file.
        design: How it was drawn.
    """
    frame = source if isinstance(source, pl.DataFrame | pl.LazyFrame) else pl.scan_parquet(source)
    return Survey(MemoryGrouping(frame), design)
