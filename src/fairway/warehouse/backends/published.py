"""SQL over the published tables: DuckDB in process, reading the current vintages and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fairway.kernel.errors import InputError, NotFound
from fairway.warehouse.shelf import Shelf

if TYPE_CHECKING:
    import duckdb
    import polars as pl

MEMORY: Final = "512MB"


def tables(shelf: Shelf) -> dict[str, dict[str, str]]:
    """Every table that a query may name, with its columns and their types."""
    found = {}
    for table in shelf.tables():
        vintage = shelf.current(table)
        if vintage is not None:
            found[table] = dict(vintage.record.columns)
    return found


def query(sql: str, shelf: Shelf) -> pl.DataFrame:
    """The rows that one SELECT gives over the current vintage of each table (one view per table).

    Nothing but those files can be read, and nothing can be written.

    Args:
        sql: One statement in DuckDB's SQL, for instance
            `SELECT origin, sum(female) FROM migrant_stock WHERE year = 2024 GROUP BY origin`.
        shelf: The tables.

    Raises:
        InputError: More than one statement, one that is no SELECT, or a mistake in it (with DuckDB's own words).
        NotFound: It names a table that is not here.
    """
    import duckdb
    import polars as pl

    connection = duckdb.connect(":memory:")
    try:
        _only_select(sql, connection)
        _open(shelf, connection)
        answer = connection.execute(sql)
        names = _distinct([column[0] for column in answer.description or []])
        return pl.DataFrame(answer.fetchall(), schema=names, orient="row", infer_schema_length=None)
    except duckdb.CatalogException as fault:
        raise NotFound(
            f"The query names nothing that is here: {_first_lines(fault)}",
            advice=f"Tables here: {', '.join(shelf.tables())}.",
        ) from fault
    except (duckdb.Error, pl.exceptions.PolarsError) as fault:
        raise InputError(
            f"The query cannot be answered: {_first_lines(fault)}",
            advice="`fairway query --tables` lists the tables with their columns.",
        ) from fault
    finally:
        connection.close()


def _only_select(sql: str, connection: duckdb.DuckDBPyConnection) -> None:
    import duckdb

    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise InputError(
            "A query is exactly one SELECT.",
            advice="The published tables never change; export an answer with `fairway query … --format csv`.",
        )


def _open(shelf: Shelf, connection: duckdb.DuckDBPyConnection) -> None:
    paths = []
    for table in shelf.tables():
        vintage = shelf.current(table)
        if vintage is not None:
            path = str(vintage.folder / "published.parquet")
            paths.append(path)
            view = f"CREATE VIEW {_quoted(table)} AS SELECT * FROM read_parquet({_literal(path)})"  # noqa: S608 – quoted
            connection.execute(view)
    connection.execute(f"SET allowed_paths = [{', '.join(map(_literal, paths))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET lock_configuration = true")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _distinct(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    result = []
    for name in names:
        count = seen[name] = seen.get(name, 0) + 1
        result.append(name if count == 1 else f"{name}_{count}")
    return result


def _first_lines(fault: Exception) -> str:
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    return " ".join(lines[:3])
