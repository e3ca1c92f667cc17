"""Opens microdata with the engine that suits where they lie: in memory, in files, in PostgreSQL or on Spark."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

import polars as pl

from fairway.methods.survey.design import Design
from fairway.methods.survey.errors import Fault
from fairway.warehouse.surveys.errors import SourceMisstated
from fairway.warehouse.surveys.memory import MemoryGrouping
from fairway.warehouse.surveys.relational import PART_ROWS, Engine, SqlGrouping
from fairway.warehouse.surveys.survey import Survey

MOST_IN_MEMORY: Final = 5_000_000
"""Rows of Parquet up to which the columns that are used are read into memory."""
MOST_READ: Final = 512 << 20
"""Bytes up to which a file of another format is read into memory; a larger one is first written as Parquet."""

EngineName: TypeAlias = Literal["auto", "memory", "duckdb"]


@dataclass(frozen=True, slots=True)
class PostgresTable:
    """Microdata in PostgreSQL.

    Attributes:
        url: `postgresql://user@host/database`.
        table: A table, `schema.table`, or a SELECT.
    """

    url: str
    table: str


@dataclass(frozen=True, slots=True)
class SparkTable:
    """Microdata on a Spark cluster.

    Attributes:
        url: `sc://host:port`, its Spark Connect server.
        table: A table of its catalogue, a SELECT, or the path of Parquet files as the cluster sees them.
    """

    url: str
    table: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine over files may take.

    Attributes:
        memory: Memory for DuckDB before it writes to disk. What is computed from its answers comes on top: a few
            hundred bytes for each row of a part.
        threads: None for all cores.
        part_rows: How many rows of microdata are summed at once.
    """

    memory: str = "1GB"
    threads: int | None = None
    part_rows: int = PART_ROWS


Source: TypeAlias = pl.DataFrame | pl.LazyFrame | PostgresTable | SparkTable | Path | str | Sequence[Path]


def open_survey(source: Source, design: Design, *, engine: EngineName = "auto", limits: Limits | None = None) -> Survey:
    """A survey over microdata, wherever they lie. Use it with `with`, or close it: an engine may hold a connection.

    Args:
        source: A Polars frame; the path of a microdata file, of a folder of Parquet files, or a pattern (`*.parquet`),
            or several Parquet files; a `PostgresTable` or its address with the table after `#`
            (`postgresql://host/database#schema.table`); a `SparkTable` or `sc://host:port#table`.
        design: How it was drawn.
        engine: For files: `memory` reads the columns that are used; `duckdb` leaves the rows on disk; `auto` takes the
            first for Parquet of up to 5,000,000 rows and other files of up to 512 MiB.
        limits: Memory, threads and the size of parts.

    Raises:
        SourceMisstated: The source is not there, or is nothing that can be opened.
        UnknownFormat, UnreadableFile: As `fairway.exchange.microdata.read_microdata`.
        EngineMissing: The packages for Spark are not installed.
        QuestionRefused, EngineLost: The engine cannot read the table, or did not answer.
        SurveyColumnMissing, DesignFaulty: As `Survey`.
    """
    limits = limits or Limits()
    if engine not in get_args(EngineName):
        raise SourceMisstated(f"“{engine}” is no engine.", advice=f"Choose one of {', '.join(get_args(EngineName))}.")
    if isinstance(source, pl.DataFrame | pl.LazyFrame):
        return Survey(MemoryGrouping(source), design)
    if isinstance(source, str):
        source = _addressed(source)
    if isinstance(source, PostgresTable):
        from fairway.warehouse.backends.postgres import PostgresRows

        return _over(PostgresRows(source.url, source.table), design, limits)
    if isinstance(source, SparkTable):
        from fairway.warehouse.backends.spark import SparkRows

        return _over(SparkRows(source.url, source.table), design, limits)
    return _from_files(_files(source), design, engine, limits)


def _addressed(source: str) -> PostgresTable | SparkTable | Path:
    kind = source.partition("://")[0]
    if kind not in ("postgresql", "postgres", "sc"):
        return Path(source)
    url, _, table = source.partition("#")
    if not table:
        raise SourceMisstated(
            f"The address of {'Spark' if kind == 'sc' else 'PostgreSQL'} names no table.",
            advice="Append it after #: postgresql://host/database#schema.table, sc://host:port#table.",
        )
    return SparkTable(url, table) if kind == "sc" else PostgresTable(url, table)


def _files(source: Path | Sequence[Path]) -> list[Path]:
    if not isinstance(source, Path):
        files = [Path(path) for path in source]
    elif source.is_dir():
        files = sorted(source.rglob("*.parquet"))
    elif "*" in source.name and not source.exists():
        files = sorted(source.parent.glob(source.name))
    else:
        files = [source]
    if not files:
        raise SourceMisstated(f"There is no file at {source}.", advice="Give a file, or a folder of Parquet files.")
    absent = [path for path in files if not path.is_file()]
    if absent:
        raise SourceMisstated(f"{absent[0]} is not there.", advice="Check the folder and the name.")
    if len(files) > 1 and any(path.suffix.lower() != ".parquet" for path in files):
        raise SourceMisstated(
            "Several files are read together only where all are Parquet.",
            advice="Convert each with `fairway.exchange.conversion.convert_to_parquet`, then give the folder.",
        )
    return files


def _from_files(files: list[Path], design: Design, engine: EngineName, limits: Limits) -> Survey:
    if files[0].suffix.lower() == ".parquet":
        if engine == "memory" or (engine == "auto" and _rows(files) <= MOST_IN_MEMORY):
            return Survey(MemoryGrouping(pl.scan_parquet(files, glob=False)), design)
        return _over(_parquet(files, design, limits), design, limits)
    if engine == "memory" or (engine == "auto" and files[0].stat().st_size <= MOST_READ):
        from fairway.exchange.microdata import read_microdata

        microdata = read_microdata(files[0])
        return Survey(MemoryGrouping(microdata.frame), design, microdata.faults)
    return _converted(files[0], design, limits)


def _converted(file: Path, design: Design, limits: Limits) -> Survey:
    """Any other format, once written as Parquet in the folder that goes when the survey is closed."""
    from fairway.exchange.conversion import convert_to_parquet

    folder = tempfile.TemporaryDirectory(prefix="fairway-survey-", ignore_cleanup_errors=True)
    try:
        made = Path(folder.name) / "microdata.parquet"
        faults = convert_to_parquet(file, made).faults
        return _over(_parquet([made], design, limits, folder), design, limits, faults)
    except BaseException:
        folder.cleanup()
        raise


def _parquet(
    files: list[Path], design: Design, limits: Limits, folder: tempfile.TemporaryDirectory[str] | None = None
) -> Engine:
    from fairway.warehouse.backends.parquet_files import ParquetFiles

    numbered = design.each_row_a_unit and len(files) == 1
    return ParquetFiles(files, memory=limits.memory, threads=limits.threads, numbered=numbered, folder=folder)


def _over(engine: Engine, design: Design, limits: Limits, faults: tuple[Fault, ...] = ()) -> Survey:
    try:
        return Survey(SqlGrouping(engine, design, limits.part_rows), design, faults)
    except BaseException:
        engine.close()
        raise


def _rows(files: list[Path]) -> int:
    try:
        return int(pl.scan_parquet(files, glob=False).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise SourceMisstated(
            f"{files[0].name} cannot be read as Parquet: {str(fault).splitlines()[0]}",
            advice="It is cut short, damaged, or of another format than its name says. Copy or make it again.",
        ) from fault
