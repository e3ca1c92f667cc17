"""Files as the publishers lay them out, small enough to read in a test."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from fairway.reference.places import by_code
from fairway.sources.edition import Edition
from fairway.sources.undesa_stock import EDITIONS

STOCK: Edition = EDITIONS[0]
"""The edition of 2024."""


def stock_rows(count: int = 4, scale: int = 1) -> pl.DataFrame:
    """`count` corridors, the first out of Nepal, women and men, in the columns of the UN stock file.

    Row 1 is 10·scale women from Nepal in Qatar, row 2 is 90·scale men; further corridors have round numbers.
    """
    codes = ["NPL", "QAT", *sorted(by_code().keys() - {"NPL", "QAT"})]
    pairs = [(origin, destination) for origin in codes for destination in codes if origin != destination]
    at = pl.int_range(count, eager=True, dtype=pl.Int64).alias("at")
    women = pl.DataFrame(
        {
            "destination": (pl.Series([pair[1] for pair in pairs])).gather(at % len(pairs)),
            "year": 2024 - 5 * (at // len(pairs)),
            "origin": (pl.Series([pair[0] for pair in pairs])).gather(at % len(pairs)),
            "sex": ["female"] * count,
            "n": 10 * scale * (at + 1),
            "type_birthplace": [1] * count,
            "type_citizenship": [0] * count,
            "type_refugees_included": [0] * count,
            "type_imputed": [0] * count,
        }
    )
    men = women.with_columns(pl.lit("male").alias("sex"), pl.col("n") * 9)
    return pl.concat([women.with_row_index("at"), men.with_row_index("at")]).sort("at", "sex").drop("at")


def stock_file(folder: Path, count: int = 4, scale: int = 1) -> Path:
    """The UN stock file where `fairway import` looks for it."""
    path = folder / STOCK.file
    path.parent.mkdir(parents=True, exist_ok=True)
    stock_rows(count, scale).write_parquet(path)
    return path
