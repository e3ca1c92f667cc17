"""Survey microdata in Parquet files of any size: DuckDB reads, groups and sums them within a limit of memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.methods.survey.units import ROW
from fairway.warehouse.backends.asking import Asker, Pending
from fairway.warehouse.surveys.errors import EngineLost, QuestionRefused
from fairway.warehouse.surveys.sql import Relation, literal

if TYPE_CHECKING:
    import polars as pl

    from fairway.warehouse.surveys.grouping import ColumnKind

_NUMBERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE")
_FLOATING: Final = ("FLOAT", "DOUBLE")


class ParquetFiles:
    """An engine over Parquet files. It must be closed, or be used with `with`: it may have written to its folder.

    Args:
        paths: The files, or globs; all with the same columns.
        memory: How much memory DuckDB may use before it writes to disk, for instance `1GB`.
        threads: How many threads it uses; all cores where None.
        numbered: Whether the rows of the one file are numbered in `ROW`.
        folder: Where it may write to disk; it is removed when the engine is closed.
    """

    name = "DuckDB over several files"

    def __init__(
        self,
        paths: Sequence[Path | str],
        *,
        memory: str,
        threads: int | None = None,
        numbered: bool = False,
        folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        import duckdb

        self._folder = folder or tempfile.TemporaryDirectory(prefix="fairway-survey-", ignore_cleanup_errors=True)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "preserve_insertion_order": False,
            "temp_directory": self._folder.name,
        }
        if threads:
            settings["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=settings)
        # Parquet's statistics pass over NaN, and DuckDB concludes from them that `isnan` is false everywhere.
        self._connection.execute("SET disabled_optimizers = 'statistics_propagation'")
        self._asker = Asker(self._connection.interrupt)
        files = ", ".join(literal(str(path)) for path in paths)
        if numbered:
            source = f"read_parquet([{files}], file_row_number = true)"
            source = f"(SELECT * EXCLUDE (file_row_number), file_row_number AS {ROW} FROM {source})"  # noqa: S608
        else:
            source = f"read_parquet([{files}])"
        types = self._asker.ask(lambda: self._types(source)).get()
        self.relation = Relation(
            source,
            {name: _kind(type) for name, type in types.items()},
            frozenset(name for name, type in types.items() if type in _FLOATING),
        )

    def ask(self, question: str) -> Pending[pl.DataFrame]:
        """Begins to answer a SELECT.

        Raises:
            QuestionRefused, EngineLost: When the answer is fetched.
        """
        return self._asker.ask(lambda: self._answer(question))

    def close(self) -> None:
        """Closes the connection and removes what was written to disk."""
        self._asker.close()
        self._connection.close()
        self._folder.cleanup()

    def _types(self, source: str) -> dict[str, str]:
        with _said_plainly():
            described = self._connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 – quoted
        return {row[0]: row[1] for row in described}

    def _answer(self, question: str) -> pl.DataFrame:
        import polars as pl

        with _said_plainly():
            # The stream is taken out first: Polars, given the relation, would hold on to it until the process ends.
            return pl.DataFrame(_Stream(self._connection.sql(question).__arrow_c_stream__()))


class _Stream:
    """An Arrow stream that was begun."""

    def __init__(self, capsule: object) -> None:
        self._capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._capsule


@contextmanager
def _said_plainly() -> Iterator[None]:
    import duckdb

    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.InterruptException) as fault:
        raise EngineLost(
            f"DuckDB could not finish: {_first_line(fault)}",
            advice="Give it more memory, or free some disk for what does not fit; then try again.",
        ) from fault
    except duckdb.Error as fault:
        raise QuestionRefused(
            f"DuckDB cannot read the microdata so: {_first_line(fault)}",
            advice="Check that the files are there and whole, and that all have the same columns and types.",
        ) from fault


def _kind(type: str) -> ColumnKind:
    if type == "BOOLEAN":
        return "boolean"
    if type == "VARCHAR" or type.startswith("ENUM"):
        return "text"
    return (
        "number" if any(mark in type for mark in _NUMBERS) and "[" not in type and "INTERVAL" not in type else "other"
    )


def _first_line(fault: Exception) -> str:
    return str(fault).strip().splitlines()[0]
