"""Finds each row's place among keys: by a table where the keys are small whole numbers, else by a join."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes
from fairway.warehouse.surveys.errors import MicrodataChanged

_WIDEST: Final = 1 << 24
"""The widest range of whole numbers for which a table is made: 64 MiB."""


class Places:
    """Keys to look rows up in.

    Where one column tells all keys apart, the others are not looked at: keys and rows are of the same microdata.

    Args:
        keys: One row a key, each once; any number of columns.
    """

    def __init__(self, keys: pl.DataFrame) -> None:
        self.keys = keys
        columns = keys.columns
        self._lows: list[int] = []
        self._sizes: list[int] = []
        alone = [name for name in columns[::-1] if len(columns) > 1 and keys[name].n_unique() == len(keys)]
        self._used = alone[:1] or columns
        for name in self._used:
            low, high = (keys[name].min(), keys[name].max()) if keys[name].dtype.is_integer() else (None, None)
            self._lows.append(low if isinstance(low, int) else 0)
            self._sizes.append(high - low + 1 if isinstance(low, int) and isinstance(high, int) else _WIDEST + 1)
        self._table = self._made() if columns and math.prod(self._sizes) <= _WIDEST else None

    def of(self, frame: pl.DataFrame) -> Codes:
        """The position of each row's key; shape (rows,).

        Raises:
            MicrodataChanged: A row has a key that was not there before.
        """
        codes = self._found(frame)
        if np.any(codes < 0):
            raise MicrodataChanged(self._used)
        return codes

    def _found(self, frame: pl.DataFrame) -> Codes:
        if not self.keys.columns:
            return np.zeros(len(frame), np.int32)
        if self._table is not None:
            return self._table[self._combined(frame)]
        numbered = self.keys.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("fairway_place"))
        places = frame.select(self.keys.columns).join(
            numbered, on=self.keys.columns, how="left", nulls_equal=True, maintain_order="left"
        )
        codes: Codes = places["fairway_place"].fill_null(-1).to_numpy()
        return codes

    def _made(self) -> Codes:
        # The last place is that of what is no key.
        table = np.full(math.prod(self._sizes) + 1, -1, np.int32)
        table[self._combined(self.keys)] = np.arange(len(self.keys), dtype=np.int32)
        return table

    def _combined(self, frame: pl.DataFrame) -> Codes:
        """The keys as one number each; the number after the last where one is null or out of range."""
        place, inside = pl.lit(0, pl.Int32), pl.lit(value=True)
        for name, low, size in zip(self._used, self._lows, self._sizes, strict=True):
            column = pl.col(name).cast(pl.Int64) - low
            within = frame[name].null_count() == 0 and _between(frame[name], low, low + size - 1)
            if not within:
                inside = inside & column.is_between(0, size - 1)
            place = place * size + column.cast(pl.Int32, strict=False)
        last = math.prod(self._sizes)
        codes = frame.select(pl.when(inside).then(place).otherwise(last).fill_null(last).cast(pl.Int32).alias("at"))
        return codes["at"].rechunk().to_numpy()


def _between(column: pl.Series, low: int, high: int) -> bool:
    least, most = column.min(), column.max()
    return isinstance(least, int) and isinstance(most, int) and low <= least and most <= high
