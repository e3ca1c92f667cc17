"""Reads the columns that say what is known of each cell."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fairway.methods.disclosure.errors import BadTable


def number_of(rows: pl.DataFrame, column: str) -> NDArray[np.float64]:
    """A column of numbers, all known and finite.

    Raises:
        BadTable: Where it is missing, not numeric, or has nulls.
    """
    found = _numbers(rows, column)
    if wrong := int((~np.isfinite(found)).sum()):
        raise BadTable(
            f"The column {column} has {wrong} cells without a finite number.",
            advice="Every cell needs its true value here; what is withheld is decided afterwards.",
        )
    return found


def level_of(rows: pl.DataFrame, given: str | float | None, usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """A level for each cell: from a column (null: the usual one), one number for all, or the usual one."""
    if given is None:
        return usual.astype(np.float64)
    if isinstance(given, str):
        found = _numbers(rows, given)
        return np.where(np.isnan(found), usual, found)
    return np.full(len(rows), float(given))


def flag_of(rows: pl.DataFrame, column: str | None) -> NDArray[np.bool_]:
    """A boolean column; null is false; no column: all false.

    Raises:
        BadTable: Where it is missing or not boolean.
    """
    if column is None:
        return np.zeros(len(rows), dtype=bool)
    _expect(rows, column)
    if rows.schema[column] != pl.Boolean:
        raise BadTable(f"The column {column} is not true or false.", advice="Give a Boolean column.")
    return rows[column].fill_null(False).to_numpy().astype(bool)


def _numbers(rows: pl.DataFrame, column: str) -> NDArray[np.float64]:
    _expect(rows, column)
    if not rows.schema[column].is_numeric():
        raise BadTable(f"The column {column} is not numeric.", advice="Give numbers.")
    return rows[column].cast(pl.Float64).fill_null(float("nan")).to_numpy().astype(np.float64)


def _expect(rows: pl.DataFrame, column: str) -> None:
    if column not in rows.columns:
        raise BadTable(f"The table has no column {column}.", advice=f"Its columns are {', '.join(rows.columns)}.")
