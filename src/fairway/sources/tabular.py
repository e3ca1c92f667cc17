"""Reading a published CSV or Parquet file: every cell typed, every fault named with its row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.sources.edition import ColumnType

if TYPE_CHECKING:
    import polars as pl

_MISSING = ("", "NA", "NaN", "null")


def read(path: Path, columns: Mapping[str, ColumnType]) -> pl.DataFrame:
    """Reads the named columns of a file and types them.

    Args:
        path: A `.parquet`, `.csv` or `.csv.gz` file, UTF-8.
        columns: Column name → `text`, `integer` or `number`.

    Returns:
        One row per row of the file, the named columns, and `source_row` (1 is the first after the header).

    Raises:
        UnreadableFile: Missing, empty, truncated, not of its format, or a cell that is not a number.
        ColumnChanged: A named column is not there.
    """
    frame = _open(path)
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ColumnChanged(path.name, missing=missing, found=frame.columns)
    if frame.is_empty():
        raise UnreadableFile(
            f"{path.name} has a header and no rows.", advice="Fetch it again: the download may have been cut short."
        )
    return typed(frame.select(columns.keys()).with_row_index("source_row", offset=1), columns, path.name)


def typed(frame: pl.DataFrame, columns: Mapping[str, ColumnType], file: str) -> pl.DataFrame:
    """Casts the named columns, or names the first cell that cannot be cast (row, column, content)."""
    import polars as pl

    targets: dict[ColumnType, type[pl.DataType]] = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64}
    casts = []
    for name, kind in columns.items():
        column = pl.col(name)
        if frame.schema[name] == pl.String:
            column = pl.when(column.is_in(_MISSING)).then(None).otherwise(column)
            if kind == "integer":
                column = column.cast(pl.Float64, strict=False)
        casts.append(column.cast(targets[kind], strict=False).alias(name))
    result = frame.with_columns(casts)
    for name, kind in columns.items():
        lost = frame.filter(_lost(frame[name], result[name]))
        if len(lost):
            row, content = lost["source_row"][0], lost[name][0]
            wanted = "a whole number" if kind == "integer" else "a number"
            raise UnreadableFile(
                f"{file}, row {row}: “{content}” in {name} is not {wanted}.",
                advice=f"{len(lost)} rows are like this. Correct the file or fetch it again; nothing was imported.",
                details={"file": file, "row": row, "column": name, "rows": len(lost)},
            )
    return result


def _lost(before: pl.Series, after: pl.Series) -> pl.Series:
    """True where a cell had content that its type cannot hold: text in a number, a fraction in a whole number."""
    import polars as pl

    lost = before.is_not_null() & after.is_null()
    if before.dtype == pl.String:
        lost &= ~before.is_in(_MISSING)
    if after.dtype == pl.Int64:
        exact = before.cast(pl.Float64, strict=False)
        lost |= (exact != after.cast(pl.Float64)).fill_null(value=False)
    return lost


def _open(path: Path) -> pl.DataFrame:
    import polars as pl

    if not path.is_file():
        raise UnreadableFile(f"There is no file {path}.", advice="Check the folder given to `fairway import`.")
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError, EOFError) as fault:
        raise UnreadableFile(
            f"{path.name} cannot be read: {str(fault).splitlines()[0]}",
            advice="It is damaged or was not downloaded whole. Fetch it again; the previous vintage is still served.",
            details={"file": path.name},
        ) from fault
