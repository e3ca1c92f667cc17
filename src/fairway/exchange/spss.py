"""SPSS's `.sav` and `.zsav`, and its older `.por`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairway.exchange.opening import Opened
from fairway.exchange.packaged import Package, ask, nothing_to_separate, open_package
from fairway.exchange.variables import whole

if TYPE_CHECKING:
    import polars as pl


def open_spss(path: Path, columns: Sequence[str] | None, encoding: str | None) -> Opened:
    """Opens a `.sav` or `.zsav`; declared missing values and ranges become null and are counted by code.

    Raises:
        UnreadableFile: As in `open_package`.
    """
    from pyreadstat import read_sav

    ranges: dict[str, Sequence[Mapping[str, Any]]] = {}

    def separate(frame: pl.DataFrame, opened: Opened) -> pl.DataFrame:
        return separate_ranges(frame, opened, ranges)

    package = Package("SPSS", read_sav)
    opened, _ = open_package(path, package, separate, columns=columns, encoding=encoding)
    # The reader tells the ranges only when it reads rows with user_missing: one row is enough.
    first = ask(path, package, lambda: read_sav(str(path), user_missing=True, row_limit=1, output_format="dict"))
    ranges.update(first[1].missing_ranges)
    for name in opened.names:
        for each in ranges.get(name, ()):
            if each["lo"] == each["hi"]:
                opened.missing.setdefault(name, Counter())[whole(each["lo"])] += 0
    return opened


def open_spss_portable(path: Path, columns: Sequence[str] | None, encoding: str | None) -> Opened:
    """Opens a `.por`; its declared missing values come as plain nulls, for the reader does not tell them.

    Raises:
        UnreadableFile: As in `open_package`.
    """
    from pyreadstat import read_por

    package = Package("SPSS portable", read_por, tells_missing=False, tells_encoding=False)
    opened, _ = open_package(path, package, nothing_to_separate, columns=columns, encoding=encoding)
    return opened


def separate_ranges(
    frame: pl.DataFrame, opened: Opened, ranges: Mapping[str, Sequence[Mapping[str, Any]]]
) -> pl.DataFrame:
    """The cells within a variable's missing ranges as nulls, each code counted.

    Args:
        frame: A batch.
        opened: Where the codes are counted.
        ranges: Variable → its ranges, each with `lo` and `hi` (equal for a single value).
    """
    import polars as pl

    for name in frame.columns:
        if name not in ranges:
            continue
        column = _as_stored(frame[name])
        if column.dtype == pl.Null:
            continue
        within = pl.Series([False]).new_from_index(0, len(column))
        for each in ranges[name]:
            within |= column.is_between(each["lo"], each["hi"]).fill_null(value=False)
        counted = opened.missing.setdefault(name, Counter())
        for code, rows in column.filter(within).value_counts().iter_rows():
            counted[whole(code)] += rows
        frame = frame.with_columns(frame[name].set(within, None))
    return frame


def _as_stored(column: pl.Series) -> pl.Series:
    """Dates as SPSS counts them, in seconds since 14 October 1582; anything else as it is."""
    import polars as pl

    if column.dtype in (pl.Date, pl.Datetime):
        start = pl.datetime(1582, 10, 14, time_unit="us")
        expression = (pl.lit(column).cast(pl.Datetime("us")) - start).dt.total_seconds().cast(pl.Float64)
        return pl.select(expression).to_series()
    if column.dtype == pl.Time:
        return column.cast(pl.Int64) / 1e9
    return column
