"""The cells that a printed row is of: its own, or the two legs of a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from fairway.methods.survey.contrasts import Difference, written
from fairway.methods.survey.plan import Code


def keys_of(frame: pl.DataFrame, by: Sequence[str], instead: Mapping[str, str]) -> pl.DataFrame:
    """The cells of rows as text, some dimensions taken at another code; shape (rows, dimensions)."""
    texts = frame.with_columns(
        (pl.lit(instead[name]) if name in instead else pl.col(name).cast(pl.String)).alias(name) for name in by
    )
    return texts.select(by)


def legs_of(difference: Difference, frame: pl.DataFrame) -> list[dict[str, str]]:
    """The codes that a difference compares, as its dimension is written in the results."""
    column = frame[difference.dimension]
    return [{difference.dimension: _code(value, column)} for value in (difference.first, difference.second)]


def _code(value: Code, column: pl.Series) -> str:
    """A code as the column writes it: 3.0 is “3” among whole numbers, and so where a hierarchy made them text."""
    present = set(column.cast(pl.String).unique().drop_nulls())
    kinds = (column.dtype, pl.Int64, pl.Float64, pl.Boolean)
    ways = [written(value, pl.Series(dtype=kind)) for kind in kinds]
    return next((way for way in ways if way in present), ways[0])
