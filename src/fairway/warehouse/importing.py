"""From a received file to a published vintage, in one atomic step."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from fairway.kernel.errors import FairwayError, InputError, NotFound
from fairway.sources import tabular
from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition, Harmonised
from fairway.warehouse import home as places
from fairway.warehouse.vintage import Level, Record, Vintage

if TYPE_CHECKING:
    import polars as pl


class Shape(TypedDict):
    """The two entries of a record that depend on the published rows alone."""

    rows_published: int
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome for one file of a folder: a vintage (new or already here), or the error that kept it out."""

    edition: Edition
    vintage: Vintage | None = None
    new: bool = False
    error: FairwayError | None = None


def import_folder(folder: Path, *, only: frozenset[str] = frozenset()) -> Iterator[Imported]:
    """Imports every known file below a folder; one bad file keeps no other out.

    Args:
        folder: Laid out as the editions' `file` says (`migration/undesa_ims_2024_….parquet`).
        only: Names of tables, or none for all.

    Raises:
        InputError: The folder holds none of the known files.
        NotFound: `only` names a table that no source provides.
    """
    unknown = only - {edition.table for edition in CATALOGUE}
    if unknown:
        known = ", ".join(sorted({edition.table for edition in CATALOGUE}))
        raise NotFound(f"No source provides the table {', '.join(sorted(unknown))}.", advice=f"Tables: {known}.")
    present = [
        edition for edition in CATALOGUE if (not only or edition.table in only) and (folder / edition.file).is_file()
    ]
    if not present:
        raise InputError(
            f"{folder} holds none of the files Fairway knows.",
            advice=f"Expected, for instance, {folder / CATALOGUE[0].file}. `fairway sources` lists every file.",
        )
    for edition in present:
        try:
            vintage, new = import_file(edition, folder / edition.file)
            yield Imported(edition, vintage, new)
        except FairwayError as error:
            yield Imported(edition, error=error)


def import_file(edition: Edition, path: Path, *, retrieved: str = "") -> tuple[Vintage, bool]:
    """Imports one file as a new vintage of `edition`.

    Returns:
        The vintage, and whether it is new (the same bytes read by the same rules are the same vintage).

    Raises:
        UnreadableFile, ColumnChanged: The file is not what its source documents; nothing has changed.
        StorageFull: No room; nothing has changed.
    """
    checksum = places.sha256(path) if path.is_file() else ""
    name = f"{edition.edition}-r{edition.rules}-{checksum[:8]}"
    target = places.home() / "vintages" / edition.table / name
    if target.is_dir():
        return Vintage(target, Record.read(target)), False
    frame = received(edition, path)
    result = edition.harmonise(frame)
    record = _record(edition, path, checksum, name, retrieved, len(frame), result)
    _keep(path, checksum)
    for derived in edition.derived:
        totals = derived.make(result.frame)
        about = replace(record, table=derived.table, key=derived.key, **_shape(totals))
        _publish(about, {"published": totals})
    _publish(record, {"typed": frame, "harmonised": result.frame, "published": result.frame})
    return Vintage(target, record), True


def _record(
    edition: Edition, path: Path, checksum: str, name: str, retrieved: str, rows: int, result: Harmonised
) -> Record:
    return Record(
        table=edition.table,
        edition=edition.edition,
        vintage=name,
        publisher=edition.publisher,
        title=edition.title,
        licence=edition.licence,
        url=edition.url,
        method=edition.method.template,
        flag=edition.flag,
        file=path.name,
        sha256=checksum,
        bytes=path.stat().st_size,
        rows_received=rows,
        key=edition.key,
        every_months=edition.every_months,
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        retrieved=retrieved,
        verified=edition.verified,
        left_out={reason: count for reason, count in result.left_out.items() if count},
        **_shape(result.frame),
    )


def _shape(frame: pl.DataFrame) -> Shape:
    return {"rows_published": len(frame), "columns": {column: str(kind) for column, kind in frame.schema.items()}}


def _publish(record: Record, levels: dict[Level, pl.DataFrame]) -> None:
    with places.staged(places.home() / "vintages" / record.table / record.vintage) as folder:
        for level, frame in levels.items():
            ordered = frame.sort(record.key, maintain_order=True) if level == "published" else frame
            write(ordered, folder / f"{level}.parquet")
        record.write(folder)


def received(edition: Edition, path: Path) -> pl.DataFrame:
    """The typed rows of a received file, whichever of the publisher's formats it is in."""
    reader = edition.read.get(path.suffix)
    return reader(path) if reader else tabular.read(path, edition.columns)


def write(frame: pl.DataFrame, path: Path) -> None:
    """Writes Parquet, turning a full disk into the error that says so."""
    with places.disk_errors(path):
        frame.write_parquet(path, compression="zstd")


def _keep(path: Path, checksum: str) -> None:
    target = places.home() / "received" / checksum
    if not target.is_dir():
        with places.staged(target) as folder:
            shutil.copyfile(path, folder / path.name)
