"""The engines on which every worked example runs. A new engine is one function and one line in `ENGINES`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from fairway.methods.survey import reference
from fairway.warehouse.surveys import Limits, PostgresTable, SparkTable, Survey, open_survey
from tests.spec.surveys.worked import Estimated

Rows: TypeAlias = list[dict[str, Any]]

NOT_IN_REFERENCE = frozenset({"measure", "cv", "reliability", "reason"})
"""Columns of a result that are words about the numbers; the slow reference gives the numbers alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an engine may put the microdata: a folder, and the server of an engine that has one."""

    folder: Path
    server: str = ""


def by_reference(example: Estimated) -> Rows:
    """The rows of an example by the slow reference, margin by margin."""
    rows: Rows = []
    sizes = range(len(example.by), -1, -1) if example.margins else [len(example.by)]
    frame = example.given.frame.to_dicts()
    for kept in (kept for size in sizes for kept in combinations(example.by, size)):
        for measure in example.measures:
            for answer in reference.estimate(frame, example.design, measure, kept, example.where):
                values = {name: getattr(answer, name) for name in ("estimate", "se", "low", "high", "deff", "df", "n")}
                level = None if answer.level is None else str(answer.level)
                domain = dict.fromkeys(example.by) | dict(zip(kept, answer.domain, strict=True))
                rows.append({**domain, **values, "level": level})
    return rows


def in_memory(example: Estimated, place: Place) -> Survey:
    """A frame."""
    return open_survey(example.given.frame, example.design)


def in_a_file(example: Estimated, place: Place) -> Survey:
    """DuckDB over a Parquet file."""
    return open_survey(_parquet(example, place), example.design, engine="duckdb", limits=Limits(memory="300MB"))


def in_parts(example: Estimated, place: Place) -> Survey:
    """DuckDB again, with no more than one stratum of so few persons in a part."""
    limits = Limits(memory="300MB", part_rows=1)
    return open_survey(_parquet(example, place), example.design, engine="duckdb", limits=limits)


def in_postgres(example: Estimated, place: Place) -> Survey:
    """A table of PostgreSQL."""
    import psycopg

    frame = example.given.frame
    columns = ", ".join(f'"{name}" {_SQL.get(type(kind), "text")}' for name, kind in frame.schema.items())
    with psycopg.connect(place.server) as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS persons")
        cursor.execute(f"CREATE TABLE persons ({columns})".encode())
        values = ", ".join(["%s"] * frame.width)
        cursor.executemany(f"INSERT INTO persons VALUES ({values})".encode(), frame.rows())
    return open_survey(PostgresTable(place.server, "persons"), example.design)


def on_a_cluster(example: Estimated, place: Place) -> Survey:
    """A Parquet file that a Spark cluster reads."""
    return open_survey(SparkTable(place.server, str(_parquet(example, place))), example.design)


ENGINES: Mapping[str, Callable[[Estimated, Place], Survey]] = {
    "memory": in_memory,
    "duckdb": in_a_file,
    "duckdb-in-parts": in_parts,
    "postgres": in_postgres,
    "sail": on_a_cluster,
}

_SQL = {pl.Int64: "bigint", pl.Float64: "double precision", pl.Boolean: "boolean"}


def by_survey(engine: str, example: Estimated, place: Place) -> Rows:
    """The rows of an example by an engine."""
    with ENGINES[engine](example, place) as survey:
        asked = survey if example.calibration is None else survey.calibrated(example.calibration)
        estimates = asked.estimate(
            example.measures,
            by=example.by,
            where=example.where,
            margins=example.margins,
            reliability=example.reliability,
            replicate=example.replicates,
        )
    return estimates.frame.to_dicts()


def shown(example: Estimated, rows: Rows, without: frozenset[str] = frozenset()) -> list[Sequence[Any]]:
    """The cells that an example shows."""
    return [[row[name] for name in example.shown if name not in without] for row in rows]


def _parquet(example: Estimated, place: Place) -> Path:
    path = place.folder / "persons.parquet"
    example.given.frame.write_parquet(path)
    return path
