"""From a figure back to the file and the row: published ← harmonised ← typed ← received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import FairwayError, NotFound
from fairway.kernel.figure import Figure
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import Text
from fairway.sources.fetch_catalogue import reader_of
from fairway.warehouse import custody
from fairway.warehouse.custody import Received
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Record, Vintage

if TYPE_CHECKING:
    import polars as pl

ROW: Final = "source_row"
SPANS: Final = ("first_row", "last_row")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table at one level of custody; `number` counts from 1 after the received file's header."""

    number: int
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of one source's numbers.

    Attributes:
        provenance: As the figure carries it.
        record: Of the vintage it was read from.
        file: The note of the received file, or None where the file is not here.
        path: Where the received file is kept, or None.
        published, harmonised, typed: The rows at each level that the figure's rows of the file became (empty where the
            level is not here).
        raw: The rows as they stand in the received file (empty where it is not here).
        whole: The figure sums up the whole file rather than certain rows.
        shipped: Only the published rows are here, as of the facts that ship with Fairway.
        missing: Why there is no more than row numbers, and what to get; None where everything is here.
    """

    provenance: Provenance
    record: Record
    file: Received | None
    path: Path | None
    published: tuple[Row, ...]
    harmonised: tuple[Row, ...]
    typed: tuple[Row, ...]
    raw: tuple[Row, ...]
    whole: bool
    shipped: bool
    missing: Text | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A figure and the chain behind each of its sources."""

    figure: str
    title: Text
    chains: tuple[Chain, ...]


def trace(figure: Figure, shelf: Shelf) -> Lineage:
    """Follows each source of a figure back to its file and rows.

    Raises:
        NotFound: The figure was read from a vintage that is not on this shelf.
    """
    return Lineage(figure.id, figure.title, tuple(_chain(source, shelf) for source in figure.sources))


def _chain(source: Provenance, shelf: Shelf) -> Chain:
    vintage = shelf.pinned(source.vintage)
    record, wanted = vintage.record, sorted(set(source.rows))
    file = custody.note(record.received or record.sha256)
    path = file.path if file is not None and file.path.is_file() else None
    origin = _origin(vintage, shelf)
    shipped = not any((origin.folder / f"{level}.parquet").is_file() for level in ("harmonised", "typed"))
    return Chain(
        provenance=source,
        record=record,
        file=file,
        path=path,
        published=_rows(vintage, "published", wanted),
        harmonised=_rows(origin, "harmonised", wanted),
        typed=_rows(origin, "typed", wanted),
        raw=_raw(origin.record, path, wanted) if path else (),
        whole=not wanted,
        shipped=shipped,
        missing=_missing(record, path, shipped),
    )


def _origin(vintage: Vintage, shelf: Shelf) -> Vintage:
    """The vintage whose lower levels hold a table: its own, or that of the table it was summed from."""
    table = vintage.record.derived_from
    if not table:
        return vintage
    try:
        return shelf.pinned(f"{table}@{vintage.record.vintage}")
    except NotFound:
        return vintage


def _missing(record: Record, path: Path | None, shipped: bool) -> Text | None:
    if path is not None:
        return None
    if record.release:
        return Text(
            "{publisher} estimated these figures from a survey whose answers are not kept here; the report beside the "
            "release {vintage} says how.",
            publisher=record.publisher,
            vintage=f"{record.table}@{record.vintage}",
        )
    if shipped:
        return Text(
            "Only the row numbers are known here: the figure is one of the facts that ship with Fairway. "
            "The file is {file} ({publisher}, edition {edition}), SHA-256 {sha256}; “fairway import” brings it here.",
            file=record.file,
            publisher=record.publisher,
            edition=record.edition,
            sha256=record.sha256,
        )
    return Text(
        "The received file {file} (SHA-256 {sha256}) is no longer here; restore it from a backup or import it again.",
        file=record.file,
        sha256=record.sha256,
    )


def _rows(vintage: Vintage, level: Any, wanted: list[int]) -> tuple[Row, ...]:
    """The rows of one level whose columns of row numbers name a wanted row."""
    import polars as pl

    if not wanted:
        return ()
    try:
        lazy = vintage.level(level)
    except FairwayError:
        return ()
    if vintage.record.release:
        lazy = lazy.with_row_index(ROW, offset=1)  # the file is what was published: its rows are counted as they lie
    names = lazy.collect_schema().names()
    numbered = [name for name in names if name == ROW or (name.startswith("row_") and name not in SPANS)]
    if numbered:
        condition = pl.any_horizontal([pl.col(name).is_in(wanted) for name in numbered])
    elif all(name in names for name in SPANS):
        condition = pl.any_horizontal([pl.lit(at).is_between(pl.col(SPANS[0]), pl.col(SPANS[1])) for at in wanted])
    else:
        return ()
    found = lazy.filter(condition).collect()
    return tuple(Row(_number(row, numbered or list(SPANS), wanted), row) for row in found.iter_rows(named=True))


def _number(row: Mapping[str, Any], columns: list[str], wanted: list[int]) -> int:
    values = [row[name] for name in columns if row[name] is not None]
    return next((value for value in values if value in wanted), values[0] if values else 0)


def _raw(record: Record, path: Path, wanted: list[int]) -> tuple[Row, ...]:
    """The wanted rows as they stand in the received file."""
    frame = _as_received(record, path)
    if frame is None:
        return ()
    import polars as pl

    numbered = frame if ROW in frame.columns else frame.with_row_index(ROW, offset=1)
    found = numbered.filter(pl.col(ROW).is_in(wanted))
    return tuple(Row(row.pop(ROW), row) for row in found.iter_rows(named=True))


def _as_received(record: Record, path: Path) -> pl.DataFrame | None:
    """Every cell of the received file; of a workbook or an answer in JSON, the rows that its reader finds in it."""
    import polars as pl

    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        if path.name.endswith((".csv", ".csv.gz")):
            return pl.read_csv(path, infer_schema=False)
        reader = reader_of(record.table, path.suffix)
        return reader(path) if reader else None
    except (pl.exceptions.PolarsError, OSError, FairwayError):
        return None
