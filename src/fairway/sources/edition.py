"""What Fairway knows of one published table: who made it, what its columns are, how it becomes our codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text

if TYPE_CHECKING:
    import polars as pl

ColumnType = Literal["text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Harmonised:
    """A table in our codes, and a count of every row that was left out, by reason."""

    frame: pl.DataFrame
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derived:
    """A table of totals made from a harmonised one and published beside it, from the same file."""

    table: str
    key: tuple[str, ...]
    make: Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one table.

    Attributes:
        table: Fairway's name of the table; its editions are never mixed in one series.
        edition: The publisher's edition or year; editions of a table sort by it.
        file: Where the file lies in a directory given to `fairway import`.
        columns: The publisher's column names and what each holds; a file without them is refused.
        harmonise: Typed rows (with `source_row`, 1 for the first row after the header) → our codes.
        key: Columns by which the table is asked (`origin, destination` or `place`).
        rules: Raised whenever reading or harmonising changes, so that the vintage's name changes with it.
        every_months: How often the publisher brings a new edition, for “next” on the sources page; 0 for never again.
        derived: Tables of totals published with it.
        companions: Further files that `read` takes in, laid out as `file`; their bytes count in the vintage's name.
        read: A reader for a received file that is neither CSV nor Parquet (a workbook, a JSON answer), by suffix.
    """

    table: str
    edition: str
    publisher: str
    title: str
    licence: str
    url: str
    file: str
    method: Text
    flag: Flag
    columns: Mapping[str, ColumnType]
    harmonise: Callable[[pl.DataFrame], Harmonised]
    key: tuple[str, ...]
    rules: str = "1"
    every_months: int = 12
    read: Mapping[str, Callable[[Path], pl.DataFrame]] = field(default_factory=dict)
    verified: bool = True
    derived: tuple[Derived, ...] = ()
    companions: tuple[str, ...] = ()
