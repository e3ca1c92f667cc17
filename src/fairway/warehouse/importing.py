"""From a received file to a published vintage, in one atomic step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from fairway.kernel.errors import FairwayError, InputError, NotFound, UnreadableFile
from fairway.sources import tabular
from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition, Harmonised
from fairway.warehouse import custody
from fairway.warehouse import home as places
from fairway.warehouse.custody import Received
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


def expected(folder: Path, *, only: frozenset[str] = frozenset()) -> list[Edition]:
    """The editions whose file lies in a folder, in the catalogue's order; what bears its name and is no file counts.

    Args:
        folder: Laid out as the editions' `file` says (`migration/undesa_ims_2024_….parquet`).
        only: Names of tables, or none for all.

    Raises:
        InputError: The folder does not exist, or holds none of the known files.
        NotFound: `only` names a table that no source provides.
    """
    unknown = only - {edition.table for edition in CATALOGUE}
    if unknown:
        known = ", ".join(sorted({edition.table for edition in CATALOGUE}))
        raise NotFound(f"No source provides the table {', '.join(sorted(unknown))}.", advice=f"Tables: {known}.")
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", advice="Check the name of the folder to import.")
    wanted = [edition for edition in CATALOGUE if not only or edition.table in only]
    present = [edition for edition in wanted if os.path.lexists(folder / edition.file)]
    if not present:
        raise InputError(
            f"{folder} holds none of the files Fairway knows.",
            advice=f"Expected, for instance, {folder / wanted[0].file}. `fairway sources` lists every file.",
        )
    return present


def import_folder(folder: Path, *, only: frozenset[str] = frozenset()) -> Iterator[Imported]:
    """Imports every known file below a folder; one bad file keeps no other out, a full disk ends it.

    Args:
        folder: Laid out as the editions' `file` says (`migration/undesa_ims_2024_….parquet`).
        only: Names of tables, or none for all.

    Raises:
        InputError: The folder holds none of the known files, or the home cannot be written.
        NotFound: `only` names a table that no source provides.
    """
    present = expected(folder, only=only)
    places.usable()
    for edition in present:
        try:
            vintage, new = import_file(edition, folder / edition.file)
            yield Imported(edition, vintage, new)
        except FairwayError as error:
            yield Imported(edition, error=error)


def import_file(
    edition: Edition, path: Path, *, retrieved: str = "", origin: Received | None = None
) -> tuple[Vintage, bool]:
    """Imports one file as a new vintage of `edition`.

    Args:
        edition: What the file is.
        path: The file, in any of the formats that the edition can be read from.
        retrieved: ISO date of the download, where known.
        origin: Where a fetched file came from; its name, checksum and size are taken from the file itself.

    Returns:
        The vintage, and whether it is new (the same bytes read by the same rules are the same vintage).

    Raises:
        UnreadableFile, ColumnChanged: The file is not what its source documents; nothing has changed.
        StorageFull: No room; nothing has changed.
        RetryableError: Another import is at work.
    """
    if path.is_dir():
        raise UnreadableFile(
            f"{path} is a folder, not a file.", advice="Put the publisher's file there, under that name."
        )
    if not path.is_file():
        raise UnreadableFile(f"There is no file {path}.", advice="Check the folder given to `fairway import`.")
    about = _about(edition, path, origin or Received("", "", 0, retrieved=retrieved))
    name = f"{edition.edition}-r{edition.rules}-{about.key[:8]}"
    with places.locked() as home:
        target = home / "vintages" / edition.table / name
        if target.is_dir():
            return Vintage(target, Record.read(target)), False
        fresh = custody.keep(path, about)
        try:
            record = _publish_all(edition, about, name)
        except BaseException:
            if fresh:
                custody.drop(about)
            raise
        return Vintage(target, record), True


def _about(edition: Edition, path: Path, origin: Received) -> Received:
    """The note of a file, and of the companions that lie beside it."""
    companions = {}
    for name in (Path(companion).name for companion in edition.companions):
        beside = path.parent / name
        if not beside.is_file():
            raise UnreadableFile(
                f"{path.name} can only be read together with {name}, which is not beside it.",
                advice=f"Put {name} into {path.parent} and import again.",
            )
        companions[name] = places.sha256(beside)
    return replace(
        origin,
        name=path.name,
        sha256=places.sha256(path),
        bytes=path.stat().st_size,
        publisher=origin.publisher or edition.publisher,
        licence=origin.licence or edition.licence,
        companions=companions,
    )


def _publish_all(edition: Edition, about: Received, name: str) -> Record:
    """Reads the kept file and publishes it; the table itself comes last, and with it its totals count."""
    frame = received(edition, about.path)
    result = _harmonised(edition, frame, about.name)
    record = _record(edition, about, name, len(frame), result)
    for derived in edition.derived:
        totals = derived.make(result.frame)
        summed = replace(record, table=derived.table, key=derived.key, derived_from=edition.table, **_shape(totals))
        _publish(summed, {"published": totals})
    _publish(record, {"typed": frame, "harmonised": result.frame, "published": result.frame})
    return record


def _harmonised(edition: Edition, frame: pl.DataFrame, file: str) -> Harmonised:
    import polars as pl

    try:
        result = edition.harmonise(frame)
    except pl.exceptions.PolarsError as fault:
        raise UnreadableFile(
            f"{file} does not hold what {edition.publisher} documents: {str(fault).splitlines()[0]}",
            advice="Nothing was imported. Fetch the file again, or update its reader in fairway.sources.",
            details={"file": file, "table": edition.table},
        ) from fault
    if result.frame.is_empty():
        raise UnreadableFile(
            f"None of the {len(frame)} rows of {file} can be used.",
            advice="Left out: " + "; ".join(f"{count} {reason}" for reason, count in result.left_out.items() if count),
            details={"file": file, "table": edition.table, "left_out": dict(result.left_out)},
        )
    return result


def _record(edition: Edition, about: Received, name: str, rows: int, result: Harmonised) -> Record:
    return Record(
        table=edition.table,
        edition=edition.edition,
        vintage=name,
        publisher=edition.publisher,
        title=edition.title,
        licence=edition.licence,
        url=about.url or edition.url,
        method=edition.method.template,
        flag=edition.flag,
        file=about.name,
        sha256=about.sha256,
        bytes=about.bytes,
        rows_received=rows,
        key=edition.key,
        every_months=edition.every_months,
        imported=datetime.now(UTC).isoformat(timespec="milliseconds"),
        retrieved=about.retrieved,
        verified=edition.verified,
        received=about.key,
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
    """The typed rows of a received file, whichever of the publisher's formats it is in.

    Raises:
        UnreadableFile, ColumnChanged: It is not what its source documents.
    """
    reader = edition.read.get(path.suffix)
    try:
        return reader(path) if reader else tabular.read(path, edition.columns)
    except (Exception, KeyboardInterrupt):
        raise
    except BaseException as fault:  # a damaged Parquet file can make Polars panic, which is no Exception
        raise UnreadableFile(
            f"{path.name} is damaged.",
            advice="It was not downloaded or copied whole. Fetch it again; the previous vintage is still served.",
            details={"file": path.name},
        ) from fault


def write(frame: pl.DataFrame, path: Path) -> None:
    """Writes Parquet, turning a full disk into the error that says so."""
    with places.disk_errors(path):
        frame.write_parquet(path, compression="zstd")
