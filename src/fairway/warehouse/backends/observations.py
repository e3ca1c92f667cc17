"""Observations in Parquet files of any size: DuckDB looks for faults and sorts by key, within a limit of memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from fairway.kernel.errors import UnreadableFile
from fairway.warehouse.surveys.sql import literal, quoted

MEMORY: Final = "1GB"
BLOCK: Final = 32_768
"""Rows of a row group, the piece in which observations are read: 20 columns of it take about 10 MiB."""
SHOWN: Final = 5
ROW: Final = "file_row_number"


class ObservationFile:
    """A Parquet file of observations, asked in SQL. To be used with `with`.

    Names are quoted and values are parameters, so nothing in the file can change a question.

    Args:
        path: The file.
        folder: Where DuckDB may write what does not fit into memory.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self._spill = tempfile.TemporaryDirectory(prefix=".spill-", dir=folder, ignore_cleanup_errors=True)
        import duckdb

        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": self._spill.name,
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        self._source = f"read_parquet({literal(str(path))}, file_row_number = true)"

    def __enter__(self) -> ObservationFile:
        return self

    def __exit__(self, *fault: object) -> None:
        self._connection.close()
        self._spill.cleanup()

    def distinct(self, column: str) -> list[str]:
        """The values of a text column, sorted."""
        return [row[0] for row in self._asked(f"SELECT DISTINCT {_text(column)} AS v FROM {self._source} ORDER BY v")]  # noqa: S608

    def counted(self, column: str, values: Sequence[str]) -> list[tuple[str, int, int]]:
        """(Value, rows, first row counted from 1) of the given values of a text column, by first row."""
        return [
            (row[0], row[1], row[2])
            for row in self._asked(
                f"SELECT {_text(column)} AS v, count(*), min({ROW}) + 1 FROM {self._source} "  # noqa: S608 – quoted
                "WHERE v IN (SELECT unnest(?)) GROUP BY v ORDER BY 3",
                [list(values)],
            )
        ]

    def nulls(self, columns: Sequence[str]) -> dict[str, tuple[int, list[int]]]:
        """Column → how many of its cells are empty, and the first such rows, of the columns that have any."""
        counts = ", ".join(f"count(*) FILTER ({quoted(column)} IS NULL)" for column in columns)
        [found] = self._asked(f"SELECT {counts} FROM {self._source}")  # noqa: S608 – quoted
        return {
            column: (count, self._first(f"{quoted(column)} IS NULL"))
            for column, count in zip(columns, found, strict=True)
            if count
        }

    def unusable(self, value: str, status: str | None) -> dict[str, tuple[int, list[int]]]:
        """Fault → count and first rows, of values that are no finite number, or are absent without a status.

        Args:
            value: The column of values.
            status: The column that says why a value is absent, if there is one.
        """
        number = f"CAST({quoted(value)} AS DOUBLE)"
        faults = {f"{value} is not a finite number": f"{number} IS NOT NULL AND NOT isfinite({number})"}
        if status:
            silent = f"({quoted(status)} IS NULL OR {quoted(status)} = 'A')"
            faults[f"{value} is absent and {status} does not say why"] = f"{quoted(value)} IS NULL AND {silent}"
        found = {}
        for fault, condition in faults.items():
            [(count,)] = self._asked(f"SELECT count(*) FROM {self._source} WHERE {condition}")  # noqa: S608 – quoted
            if count:
                found[fault] = (count, self._first(condition))
        return found

    def repeated(self, key: Sequence[str]) -> tuple[int, list[tuple[list[str], list[int]]]]:
        """How many keys occur more than once, and the first of them, each with its rows."""
        names = ", ".join(quoted(name) for name in key)
        grouped = (
            f"SELECT {names}, list({ROW} + 1 ORDER BY {ROW}) AS rows_ FROM {self._source} "  # noqa: S608 – quoted
            f"GROUP BY {names} HAVING count(*) > 1"
        )
        [(count,)] = self._asked(f"SELECT count(*) FROM ({grouped})")  # noqa: S608 – quoted
        first = self._asked(f"{grouped} ORDER BY rows_[1] LIMIT {SHOWN}") if count else []
        return count, [(list(map(str, row[:-1])), list(row[-1][:SHOWN])) for row in first]

    def shared(self, other: Path, key: Sequence[str]) -> tuple[int, list[list[str]]]:
        """How many keys another such file has as well, and the first of them."""
        names = ", ".join(quoted(name) for name in key)
        both = (
            f"SELECT {names} FROM {self._source} INTERSECT SELECT {names} "  # noqa: S608 – quoted
            f"FROM read_parquet({literal(str(other))})"
        )
        [(count,)] = self._asked(f"SELECT count(*) FROM ({both})")  # noqa: S608 – quoted
        first = self._asked(f"{both} ORDER BY ALL LIMIT {SHOWN}") if count else []
        return count, [list(map(str, row)) for row in first]

    def sort(self, target: Path, columns: Mapping[str, str], key: Sequence[str]) -> None:
        """Writes the file sorted by key, in row groups of `BLOCK` rows.

        Args:
            target: The Parquet file to write.
            columns: Column → type in SQL, in the order to be written.
            key: The columns to sort by, bytewise.
        """
        chosen = ", ".join(f"CAST({quoted(name)} AS {kind}) AS {quoted(name)}" for name, kind in columns.items())
        order = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in key)
        self._asked(
            f"COPY (SELECT {chosen} FROM {self._source} ORDER BY {order}) TO {literal(str(target))} "  # noqa: S608
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {BLOCK})"
        )

    def _first(self, condition: str) -> list[int]:
        rows = self._asked(f"SELECT {ROW} + 1 FROM {self._source} WHERE {condition} ORDER BY 1 LIMIT {SHOWN}")  # noqa: S608
        return [row[0] for row in rows]

    def _asked(self, question: str, parameters: list[object] | None = None) -> list[tuple[Any, ...]]:
        with _said_plainly(self.path):
            return list(self._connection.execute(question, parameters or []).fetchall())


def row_groups(path: Path) -> list[int]:
    """The rows of each row group of a Parquet file, in order."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        question = "SELECT row_group_id, any_value(row_group_num_rows) FROM parquet_metadata(?) GROUP BY 1 ORDER BY 1"
        return [row[1] for row in connection.execute(question, [str(path)]).fetchall()]


def _text(column: str) -> str:
    return f"CAST({quoted(column)} AS VARCHAR)"


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    import duckdb

    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as fault:
        raise UnreadableFile(
            f"{path.name} cannot be read as observations: {str(fault).strip().splitlines()[0]}",
            advice="Nothing was published. Write the file again, with the columns of its structure.",
        ) from fault
