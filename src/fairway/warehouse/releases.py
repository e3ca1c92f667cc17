"""Publishing a survey's observations as an immutable vintage, and withdrawing them again without deleting anything."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.exchange.sdmx.structure import DataStructure
from fairway.kernel.errors import InputError, NotFound
from fairway.warehouse import home as places
from fairway.warehouse.backends.observations import ObservationFile
from fairway.warehouse.releases_checking import (
    ObservationsMisshapen,
    columns_in_sql,
    refuse_misshapen,
    told_keys,
)
from fairway.warehouse.releases_files import (
    OBSERVATIONS,
    REPORT,
    STRUCTURE,
    Release,
    escaped,
    read_release,
    structure_of,
    structure_text,
    write_release,
)
from fairway.warehouse.releases_index import index_of, key_of, write_index
from fairway.warehouse.releases_listing import dataflow, dataflows
from fairway.warehouse.releases_reading import Dataflow, Selection
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Record, Vintage, Withdrawal
from fairway.warehouse.withdrawals import mark

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "Dataflow",
    "ObservationsMisshapen",
    "Release",
    "Selection",
    "dataflow",
    "dataflows",
    "publish",
    "read_release",
    "reinstate",
    "withdraw",
    "write_release",
]

SIMULATED: Final = "(demonstration: simulated, not facts)"
_EDITION: Final = re.compile(r"[A-Z]{3}_[A-Za-z0-9_]{1,60}")
_DATAFLOW: Final = re.compile(r"DF_[A-Z][A-Z0-9_]{0,60}")


def publish(release: Release, observations: pl.DataFrame | Path, *, report: str = "") -> Vintage:
    """Publishes observations as a vintage of their edition; it appears whole or not at all.

    Args:
        release: What they are. A demonstration release goes to a folder of its own, which readers of facts never open.
        observations: Columns exactly those of the structure: text, but for OBS_VALUE and numeric attributes; or a
            Parquet file of such rows, of any size.
        report: The method report, Markdown.

    Returns:
        The vintage; the same observations with the same structure are the same vintage.

    Raises:
        ObservationsMisshapen: A column, type or code is wrong, a key is empty or occurs twice. Nothing has changed.
        InputError: The edition or the dataflow has no usable name, its keys are another edition's, or the same
            release was withdrawn.
        StorageFull: No room; nothing has changed.
        RetryableError: Another writer is at work.
    """
    _refuse_names(release)
    with places.locked() as home, places.disk_errors(home / OBSERVATIONS):
        table = home / (places.DEMONSTRATION if release.demonstration else "vintages") / _table(release.structure)
        spill = home / f"{places.STAGING}observations"
        spill.mkdir(exist_ok=True)
        try:
            source = _as_file(observations, spill)
            return _publish(release, source, table, spill, report)
        finally:
            shutil.rmtree(spill, ignore_errors=True)


def _publish(release: Release, source: Path, table: Path, spill: Path, report: str) -> Vintage:
    sha256 = places.sha256(source)
    text = structure_text(release.structure)
    name = f"{release.edition}-{hashlib.sha256((sha256 + text + report).encode()).hexdigest()[:8]}"
    target = table / name
    if target.is_dir():
        return _present(target, release)
    with ObservationFile(source, spill) as file, places.staged(target) as staging:
        refuse_misshapen(source, release.structure, file)
        _refuse_others(release.structure, release.edition, table, file)
        key = key_of(release.structure)
        file.sort(staging / "published.parquet", columns_in_sql(release.structure), key)
        (staging / STRUCTURE).write_text(text, encoding="utf-8")
        if not write_index(staging, release.structure):
            rows = _rows(source)
            raise ObservationsMisshapen([told_keys(*file.repeated(key))], rows=rows)
        if report:
            (staging / REPORT).write_text(report, encoding="utf-8")
        _record(release, source, sha256, name).write(staging)
    return Vintage(target, Record.read(target))


def withdraw(edition: str, reason: str, *, demonstration: bool = False) -> list[Vintage]:
    """Marks every vintage of an edition as withdrawn: no reader sees it any more, but citations still find it.

    Args:
        edition: For instance `NPL_LFS_2024`; of every dataflow in which it was published.
        reason: Why, in a sentence that readers may see.
        demonstration: Whether the demonstration release of that name is meant, rather than the real one.

    Returns:
        The vintages that were withdrawn.

    Raises:
        NotFound: No such edition is published.
        InputError: No reason was given.
    """
    if not reason.strip():
        raise InputError("A withdrawal needs a reason.", advice="Say it in a sentence: --reason '…'.")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    found = [one for one in _of(edition, demonstration=demonstration) if one.withdrawn is None]
    if not found:
        raise NotFound(f"{edition} is already withdrawn.", advice="`fairway releases list` shows when and why.")
    _mark(found, Withdrawal(now, reason.strip()))
    return found


def reinstate(edition: str, *, demonstration: bool = False) -> list[Vintage]:
    """Takes the mark of a withdrawal away again.

    Raises:
        NotFound: No such edition was withdrawn.
        InputError: Another edition has its keys by now.
    """
    found = [one for one in _of(edition, demonstration=demonstration) if one.withdrawn is not None]
    if not found:
        raise NotFound(f"{edition} was not withdrawn.", advice="`fairway releases list` shows every release.")
    with places.locked() as home:
        for one in found:
            with ObservationFile(one.folder / "published.parquet", home) as file:
                _refuse_others(structure_of(one.folder), edition, one.folder.parent, file)
    _mark(found, None)
    return found


def _of(edition: str, *, demonstration: bool) -> list[Vintage]:
    shelf = Shelf.open(demonstration=demonstration)
    releases = [one for table in shelf.tables() for one in shelf.vintages(table) if one.record.release]
    meant = [one for one in releases if one.record.demonstration == demonstration]
    found = [one for one in meant if one.record.edition == edition]
    if not found:
        known = ", ".join(sorted({one.record.edition for one in meant})) or "none"
        raise NotFound(f"No release is called {edition}.", advice=f"Releases here: {known}.")
    return found


def _mark(vintages: list[Vintage], withdrawal: Withdrawal | None) -> None:
    with places.locked():
        for table in {one.folder.parent for one in vintages}:
            mark(table, {one.folder.name: withdrawal for one in vintages if one.folder.parent == table})


def _refuse_names(release: Release) -> None:
    if not _EDITION.fullmatch(release.edition):
        raise InputError(
            f"“{release.edition}” is no name of an edition.",
            advice="Name country (ISO 3166-1 alpha-3), survey and year: NPL_LFS_2024.",
        )
    if not _DATAFLOW.fullmatch(release.structure.id):
        raise InputError(
            f"“{release.structure.id}” is no id of a dataflow.", advice="Ids begin with DF_: capitals, digits and _."
        )


def _present(target: Path, release: Release) -> Vintage:
    shelf = Shelf.open(demonstration=release.demonstration)
    found = next(
        (one for one in shelf.vintages(target.parent.name) if one.folder == target),
        Vintage(target, Record.read(target)),
    )
    if found.withdrawn is not None:
        raise InputError(
            f"{found.name} was withdrawn on {found.withdrawn.on[:10]}: {found.withdrawn.reason}",
            advice=f"Publish corrected figures, or `fairway releases reinstate {release.edition}`.",
        )
    return found


def _refuse_others(structure: DataStructure, edition: str, table: Path, file: ObservationFile) -> None:
    """Refuses what the dataflow cannot hold: other columns under the same version, or keys of another edition.

    A key has one value in a dataflow; two surveys of one country and year need a dataflow or a year of their own.
    """
    for other in Shelf(table.parent, demonstration=True).editions(table.name):
        theirs = structure_of(other.folder)
        if theirs.version != structure.version:
            continue
        if theirs.columns != structure.columns:
            raise InputError(
                f"{structure.id} {structure.version} has other columns in {other.name}.",
                advice="Give the structure a new version; releases of older versions stay as they are.",
            )
        if other.record.edition == edition or not _may_share(structure, other, file):
            continue
        count, first = file.shared(other.folder / "published.parquet", key_of(structure))
        if count:
            raise InputError(
                f"{count:,} keys are already published in {other.name}, for instance {'.'.join(first[0])}.",
                advice=f"If this release replaces it, withdraw {other.record.edition} first.",
                details={"shared": count, "first": [".".join(key) for key in first], "vintage": other.name},
            )


def _may_share(structure: DataStructure, other: Vintage, file: ObservationFile) -> bool:
    """Whether no dimension tells the two apart, so that keys must be held against each other."""
    index = index_of(other.folder)
    return all(index.codes(name) & set(file.distinct(name)) for name in key_of(structure))


def _as_file(observations: pl.DataFrame | Path, folder: Path) -> Path:
    if isinstance(observations, Path):
        if not observations.is_file():
            raise InputError(f"There is no file {observations}.", advice="Check its name.")
        return observations
    path = folder / OBSERVATIONS
    observations.write_parquet(path, compression="zstd")
    return path


def _rows(path: Path) -> int:
    import polars as pl

    rows: int = pl.scan_parquet(path).select(pl.len()).collect().item()
    return rows


def _record(release: Release, source: Path, sha256: str, name: str) -> Record:
    import polars as pl

    rows = _rows(source)
    title = f"{release.title} {SIMULATED}" if release.demonstration else release.title
    kinds = {"DOUBLE": pl.Float64, "BIGINT": pl.Int64, "VARCHAR": pl.String}
    return Record(
        table=_table(release.structure),
        edition=release.edition,
        vintage=name,
        publisher=release.publisher,
        title=title,
        licence=release.licence,
        url=release.url,
        method=release.method.template if not release.method.values else escaped(release.method.plain()),
        flag=release.flag.value,
        file=source.name,
        sha256=sha256,
        bytes=source.stat().st_size,
        rows_received=rows,
        rows_published=rows,
        key=key_of(release.structure),
        every_months=0,
        imported=datetime.now(UTC).isoformat(timespec="milliseconds"),
        columns={column: str(kinds[kind]) for column, kind in columns_in_sql(release.structure).items()},
        release=True,
        demonstration=release.demonstration,
    )


def _table(structure: DataStructure) -> str:
    return structure.id.lower()
