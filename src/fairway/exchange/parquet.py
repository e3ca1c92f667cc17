"""Parquet, with the labels that `fairway` keeps in its metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from fairway.exchange.errors import NothingInside, unreadable
from fairway.exchange.opening import Opened, check_there, chosen
from fairway.exchange.packaged import no_rows
from fairway.exchange.variables import PARQUET_KEY, Source, from_text
from fairway.methods.survey.errors import Fault


def open_parquet(path: Path, columns: Sequence[str] | None) -> Opened:
    """Opens a Parquet file; its rows stay on disk until they are asked for.

    Args:
        path: The file.
        columns: The columns wanted; all where None.

    Raises:
        UnreadableFile: Not Parquet, or cut short.
        NothingInside: Empty, or without rows or columns.
        UnknownColumns: A wanted column is not there.
    """
    import polars as pl

    check_there(path)
    try:
        rows = pl.scan_parquet(path, glob=False)
        found = rows.collect_schema().names()
        count = int(rows.select(pl.len()).collect().item())
        written = pl.read_parquet_metadata(path).get(PARQUET_KEY)
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise unreadable(
            path.name,
            f"cannot be read as Parquet: {str(fault).splitlines()[0].rstrip('.')}.",
            "It is cut short, damaged, or of another format than its name says. Copy or make it again.",
        ) from fault
    if not found:
        raise NothingInside(f"{path.name} has no columns.", advice="Make it again.", details={"file": path.name})
    if count == 0:
        raise no_rows(path)
    names = chosen(path.name, columns, found)
    opened = Opened(Source(path.name, "Parquet"), names, rows=count, lazy=rows.select(names))
    if written is not None:
        _take_labels(opened, written)
    return opened


def _take_labels(opened: Opened, written: str) -> None:
    try:
        opened.known, made = from_text(written)
    except (KeyError, TypeError, ValueError, json.JSONDecodeError):
        opened.faults.append(
            Fault(
                "labels-unreadable",
                1,
                "file",
                f"The labels kept in {opened.source.file} cannot be read and were left out.",
                "Convert the original file again, or give the labels as a separate file.",
                fatal=False,
            )
        )
        return
    opened.source = Source(opened.source.file, "Parquet", made)
