"""Rows of a delimited file that have fewer fields than its header: Polars fills them up without a word."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class ShortRows:
    """The rows that lack fields; blank rows are not among them.

    Attributes:
        count: How many.
        first: The numbers of the first of them; 1 is the first after the header.
        last_is_short: The file's last row is one: it may have been cut.
    """

    count: int
    first: tuple[int, ...]
    last_is_short: bool


def short_rows(text: Path, separator: str, fields: int) -> ShortRows:
    """Counts the rows with fewer fields than the header.

    Args:
        text: The file in UTF-8.
        separator: Between two fields.
        fields: Of the header.
    """
    import polars as pl

    lines = pl.scan_csv(
        text,
        separator="\x01",
        quote_char=None,
        has_header=False,
        schema={"line": pl.String},
        empty_string_is_null=False,
        row_index_name="row",
        glob=False,
        truncate_ragged_lines=True,
    )
    bare = pl.col("line").str.replace_all(r'"[^"]*"', "x")
    if lines.select(bare.str.contains('"', literal=True).any()).collect(engine="streaming").item():
        return _one_by_one(text, separator, fields)
    return _by_line(lines, bare, separator, fields)


def _by_line(lines: pl.LazyFrame, bare: pl.Expr, separator: str, fields: int) -> ShortRows:
    """For files in which no field holds a line break: a line is a row."""
    import polars as pl

    filled = bare.str.strip_chars().str.len_bytes() > 0
    short = filled & (bare.str.count_matches(re.escape(separator)) + 1 < fields)
    found = lines.select(
        short.sum().alias("count"),
        pl.col("row").filter(short).head(EXAMPLES).implode().alias("first"),
        short.last().alias("last"),
    ).collect(engine="streaming")
    count, first, last = found.row(0)
    return ShortRows(count, tuple(first), bool(last))


def _one_by_one(text: Path, separator: str, fields: int) -> ShortRows:
    count, last = 0, False
    first: list[int] = []
    with text.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.reader(stream, delimiter=separator)):
            last = 0 < len(row) < fields
            count += last
            if last and len(first) < EXAMPLES:
                first.append(number)
    return ShortRows(count, tuple(first), last)
