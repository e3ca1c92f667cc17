"""Text where numbers are meant: found, counted, named with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

NO_ANSWER: Final = ("NA", "N/A", "NaN", "nan", "null", "NULL", "None", ".", "-")
"""Words that stand for no answer in a column of numbers; in a column of text they may be answers (NA is Namibia)."""
EXAMPLES: Final = 5


def number(column: pl.Expr, *, decimal_comma: bool = False) -> pl.Expr:
    """The text as finite numbers; null where it is something else."""
    import polars as pl

    text = column.str.strip_chars()
    if decimal_comma:
        text = text.str.replace(",", ".", literal=True)
    cast = text.cast(pl.Float64, strict=False)
    return pl.when(cast.is_finite()).then(cast)


def no_answer(column: pl.Expr) -> pl.Expr:
    """True where the text is a word for no answer, or nothing."""
    text = column.str.strip_chars()
    return text.is_in(["", *NO_ANSWER]).fill_null(value=True)


def text_in_numbers(series: pl.Series, *, decimal_comma: bool = False) -> Fault | None:
    """The cells of a column of text that are neither numbers nor words for no answer.

    Args:
        series: A column, one cell per row of the file.
        decimal_comma: 1,5 is one and a half.

    Returns:
        How many cells, which values most often, each with the first row (1 is the first after the header); None where
        there are none, or the column is not text.
    """
    import polars as pl

    if series.dtype != pl.String:
        return None
    return fault_of_text(series.rename("value").to_frame().lazy(), "value", series.name, decimal_comma=decimal_comma)


def fault_of_text(rows: pl.LazyFrame, column: str, said: str, *, decimal_comma: bool = False) -> Fault | None:
    """As `text_in_numbers`, for a column of rows that need not be in memory."""
    import polars as pl

    cell = pl.col(column)
    offending = number(cell, decimal_comma=decimal_comma).is_null() & ~no_answer(cell)
    found = (
        rows.select(column)
        .with_row_index("row", offset=1)
        .filter(offending)
        .group_by(column)
        .agg(pl.len().alias("cells"), pl.col("row").min())
        .sort(["cells", "row"], descending=[True, False])
        .collect(engine="streaming")
    )
    if found.is_empty():
        return None
    cells = int(found["cells"].sum())
    examples = tuple(
        f"“{value[:40]}” ({times:,}×, first in row {row:,})" for value, times, row in found.head(EXAMPLES).iter_rows()
    )
    return Fault(
        "text-in-numbers",
        cells,
        "cells",
        f"{cells:,} cells of {said} are text among numbers ({len(found):,} different).",
        "Correct them in the file, or tell which of them mean no answer. Row 1 is the first after the header.",
        fatal=False,
        examples=examples,
    )
