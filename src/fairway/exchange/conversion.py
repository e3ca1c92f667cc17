"""Any microdata file as Parquet, in constant memory, whole or not at all."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.exchange.microdata import described, opened
from fairway.exchange.opening import Opened, Progress
from fairway.exchange.variables import PARQUET_KEY, to_text
from fairway.kernel.errors import StorageFull
from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

NO_SPACE: Final = (28, 122)
"""ENOSPC and EDQUOT."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was converted.

    Attributes:
        rows: In the new file.
        columns: In the new file.
        faults: What did not fit, counted.
    """

    rows: int
    columns: int
    faults: tuple[Fault, ...]


def convert_to_parquet(
    path: Path,
    target: Path,
    *,
    labels: Path | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Conversion:
    """Writes a microdata file as Parquet, its labels in the metadata.

    The rows pass in batches through a hidden folder beside the target, which needs about twice the target's space; the
    target appears at the end, by renaming. Interrupted, there is no target, and one that was there stays.

    Args:
        path: Any file that `read_microdata` reads.
        target: The Parquet file to make; its folder exists.
        labels: A separate file of labels.
        encoding: As in `read_microdata`.
        progress: Called after each batch with the rows so far and the rows there are, where the file says so.

    Raises:
        UnknownFormat, UnreadableFile, DuplicateColumns, LabelFileUnusable: As `read_microdata`.
        StorageFull: There is no room; nothing is left behind.
    """
    import polars as pl

    try:
        with (
            tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder,
            opened(path, None, labels, encoding, Path(folder)) as file,
        ):
            rows = file.lazy if file.lazy is not None else file.finished(_in_parts(file, Path(folder), progress))
            variables, faults = described(file, rows, labels)
            whole = Path(folder) / "whole.parquet"
            rows.sink_parquet(whole, metadata={PARQUET_KEY: to_text(variables, file.source)})
            count = int(pl.scan_parquet(whole, glob=False).select(pl.len()).collect().item())
            if progress is not None and file.lazy is not None:
                progress(count, count)
            whole.replace(target)
    except OSError as fault:
        if fault.errno in NO_SPACE:
            raise StorageFull(
                f"There is no room to write {target.name}.",
                advice="Free some space, or write elsewhere. Nothing was left behind.",
                details={"file": target.name},
            ) from fault
        raise
    return Conversion(count, len(variables), faults)


def _in_parts(file: Opened, folder: Path, progress: Progress | None) -> pl.LazyFrame:
    """The batches as files of their own, for the types of some columns are known only after the last."""
    import polars as pl

    parts = []
    rows = 0
    for number, batch in enumerate(file.batches):
        part = folder / f"part-{number:06}.parquet"
        batch.write_parquet(part, compression="lz4", statistics=False)
        parts.append(pl.scan_parquet(part, glob=False))
        rows += len(batch)
        if progress is not None:
            progress(rows, file.rows)
    return pl.concat(parts, how="vertical_relaxed")
