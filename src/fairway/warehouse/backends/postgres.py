"""Survey microdata in PostgreSQL: it groups and sums, and its answers come by COPY."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from fairway.warehouse.backends.asking import Asker, Pending
from fairway.warehouse.surveys.errors import EngineLost, QuestionRefused
from fairway.warehouse.surveys.sql import Relation, quoted

if TYPE_CHECKING:
    import polars as pl

    from fairway.warehouse.surveys.grouping import ColumnKind

_INTEGERS: Final = {"int2": "Int16", "int4": "Int32", "int8": "Int64"}
_FLOATING: Final = ("float4", "float8", "numeric")
_TEXTS: Final = ("text", "varchar", "bpchar", "char", "name")


class PostgresRows:
    """An engine over one table or query of a PostgreSQL database, as it was when the engine was opened.

    All questions are asked in one read-only transaction (REPEATABLE READ), so that units and sums agree while others
    write. The transaction stays open until `close`.

    Args:
        url: `postgresql://user:password@host:port/database`; what it lacks comes from the PG* variables.
        table: A table or view, `schema.table` for one outside the search path; or a SELECT.
    """

    name = "PostgreSQL"

    def __init__(self, url: str, table: str) -> None:
        import psycopg

        with _said_plainly():
            self._connection = psycopg.connect(url, application_name="fairway")
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._connection.read_only = True
        self._asker = Asker(self._connection.cancel_safe)
        source = table_or_query(table)
        try:
            types = self._asker.ask(lambda: self._types(f"SELECT * FROM {source}")).get()  # noqa: S608 – quoted
        except BaseException:
            self.close()
            raise
        self.relation = Relation(
            source,
            {name: _kind(type) for name, type in types.items()},
            frozenset(name for name, type in types.items() if type in _FLOATING),
            nan="{} = 'NaN'",
        )

    def ask(self, question: str) -> Pending[pl.DataFrame]:
        """Begins to answer a SELECT.

        Raises:
            QuestionRefused, EngineLost: When the answer is fetched.
        """
        return self._asker.ask(lambda: self._answer(question))

    def close(self) -> None:
        """Ends the transaction and closes the connection."""
        self._asker.close()
        self._connection.close()

    def _types(self, question: str) -> dict[str, str]:
        with _said_plainly(), self._connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({question}) AS fairway_asked LIMIT 0".encode())  # noqa: S608 – quoted
            described = cursor.description or []
            known = self._connection.adapters.types
            named = {column.name: known.get(column.type_code) for column in described}
        return {name: found.name if found else "" for name, found in named.items()}

    def _answer(self, question: str) -> pl.DataFrame:
        import polars as pl

        types = self._types(question)
        null = f"null-{secrets.token_hex(8)}"
        copy = f"COPY ({question}) TO STDOUT (FORMAT csv, NULL '{null}', ENCODING 'UTF8')"
        with _said_plainly(), self._connection.cursor() as cursor, cursor.copy(copy.encode()) as rows:
            text = io.BytesIO(b"".join(rows))
        frame = pl.read_csv(
            text,
            has_header=False,
            schema={name: _read_as(type) for name, type in types.items()},
            null_values=[null],
            empty_string_is_null=False,
        )
        flags = [pl.col(name) == "t" for name, type in types.items() if type == "bool"]
        return frame.with_columns(flags)


def table_or_query(table: str) -> str:
    """What follows FROM: a SELECT in parentheses, or the quoted parts of a table's name."""
    if table.lstrip().lower().startswith(("select ", "select\n", "with ")):
        return f"({table.strip().rstrip(';')}) AS fairway_source"
    return ".".join(quoted(part) for part in table.split("."))


def _read_as(type: str) -> pl.DataType:
    import polars as pl

    if type in _INTEGERS:
        kind: pl.DataType = getattr(pl, _INTEGERS[type])()
        return kind
    if type in _FLOATING:
        return pl.Float64()
    return pl.Date() if type == "date" else pl.String()


def _kind(type: str) -> ColumnKind:
    if type in _INTEGERS or type in _FLOATING:
        return "number"
    if type == "bool":
        return "boolean"
    return "text" if type in _TEXTS else "other"


@contextmanager
def _said_plainly() -> Iterator[None]:
    import psycopg

    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError) as fault:
        raise EngineLost(
            f"PostgreSQL did not answer: {_first_line(fault)}",
            advice="Check the address, the server and the rights; nothing was changed there.",
        ) from fault
    except psycopg.Error as fault:
        raise QuestionRefused(
            f"PostgreSQL cannot read the microdata so: {_first_line(fault)}",
            advice="Check the name of the table or query, and that this user may read it.",
        ) from fault


def _first_line(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or ["no reason was given"])[0]
