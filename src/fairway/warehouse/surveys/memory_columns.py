"""Columns in memory as codes of their ordered values, and what kind of column each is."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes, Flags
from fairway.methods.survey.plan import Code
from fairway.warehouse.surveys.grouping import ColumnKind

_WIDEST_TABLE: Final = 1 << 20
_FIRST_LOOK: Final = 1 << 15
"""Rows among which the few values of most columns all occur, so that the others need not be looked through."""


def coded(column: pl.Series) -> tuple[Codes, pl.Series]:
    """Each row's place among the ordered values that occur, −1 where unknown; and those values."""
    column = column.fill_nan(None) if column.dtype.is_float() else column
    return _narrow_codes(column) or _joined_codes(column)


def _narrow_codes(column: pl.Series) -> tuple[Codes, pl.Series] | None:
    """The codes of whole numbers that lie close together, by a table of them; None of other columns."""
    if not column.dtype.is_integer() or column.null_count():
        return None
    values = column.to_numpy()
    if not len(values):
        return None
    low, high = int(values.min()), int(values.max())
    if high - low >= _WIDEST_TABLE:
        return None
    shifted = (values - values.dtype.type(low)).astype(np.int32, copy=False)
    seen = np.zeros(high - low + 1, np.bool_)
    seen[shifted[:_FIRST_LOOK]] = True
    if not seen.all():
        seen[shifted] = True
    present = np.flatnonzero(seen)
    if len(present) == len(seen):
        return shifted, pl.Series(present + low).cast(column.dtype)
    place = np.full(high - low + 1, -1, np.int32)
    place[present] = np.arange(len(present), dtype=np.int32)
    return place[shifted], pl.Series(present + low).cast(column.dtype)


def _joined_codes(column: pl.Series) -> tuple[Codes, pl.Series]:
    """The codes of any other column."""
    levels = column.unique().drop_nulls().sort()
    table = pl.DataFrame({column.name: levels}).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("at"))
    codes = column.to_frame().join(table, on=column.name, how="left", maintain_order="left")["at"]
    return codes.fill_null(-1).to_numpy(), levels


def kind_of(dtype: pl.DataType) -> ColumnKind:
    """Whether a column holds numbers, text, yes and no, or something else."""
    if dtype.is_numeric():
        return "number"
    if dtype == pl.Boolean:
        return "boolean"
    return "text" if dtype in (pl.String, pl.Categorical, pl.Enum) else "other"


def holding(levels: pl.Series, values: tuple[Code, ...]) -> Flags:
    """Which of a column's levels are among the values; numbers compare as numbers, the rest as text."""
    if levels.dtype.is_numeric() or levels.dtype == pl.Boolean:
        numbers = [float(value) for value in values if not isinstance(value, str)]
        return levels.cast(pl.Float64).is_in(numbers).to_numpy()
    return levels.cast(pl.String).is_in([str(value) for value in values]).to_numpy()
