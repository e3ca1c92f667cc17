"""Survey microdata on a Spark cluster: it groups and sums, spoken to through Ibis and Spark Connect."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from fairway.warehouse.backends.asking import Asker, Pending
from fairway.warehouse.backends.postgres import table_or_query
from fairway.warehouse.surveys.errors import EngineLost, EngineMissing, QuestionRefused
from fairway.warehouse.surveys.sql import Relation

if TYPE_CHECKING:
    import polars as pl
    from pyspark.sql.connect.client.retries import RetryPolicy

    from fairway.warehouse.surveys.grouping import ColumnKind

_VIEW: Final = "fairway_microdata"
_WRITTEN_IN: Final = "duckdb"
"""The dialect in which Ibis is given our questions; it rewrites them for Spark."""
_ASKED_AGAIN: Final = 3
"""How often a server that does not answer is asked again: for some three seconds in all."""


class SparkRows:
    """An engine over a table or Parquet files that a Spark cluster sees.

    Args:
        url: `sc://host:port`, the address of its Spark Connect server.
        table: A table of its catalogue, a SELECT, or the path or address of Parquet files as the cluster sees them.
    """

    name = "Spark"

    def __init__(self, url: str, table: str) -> None:
        ibis, session_class = _packages()
        self._asker = Asker(self._stop)
        with _said_plainly(), _in_a_program():
            self._session = session_class.builder.remote(url).create()
            self._session.client.set_retry_policies([_policy(_ASKED_AGAIN)])
            self._ibis = ibis.pyspark.connect(self._session)
        try:
            self.relation = self._asker.ask(lambda: self._opened(table)).get()
        except BaseException:
            self.close()
            raise

    def ask(self, question: str) -> Pending[pl.DataFrame]:
        """Begins to answer a SELECT.

        Raises:
            QuestionRefused, EngineLost: When the answer is fetched.
        """
        return self._asker.ask(lambda: self._answer(question))

    def close(self) -> None:
        """Ends the session."""
        self._asker.close()
        with suppress(Exception):  # a session that was lost cannot be ended, and need not be
            self._session.client.set_retry_policies([_policy(0)])
            self._session.stop()

    def _stop(self) -> None:
        self._session.client.set_retry_policies([_policy(0)])
        self._session.interruptAll()

    def _opened(self, table: str) -> Relation:
        with _said_plainly():
            if "/" in table and not table.lstrip().lower().startswith(("select", "with")):
                self._session.read.parquet(table).createOrReplaceTempView(_VIEW)
                table = _VIEW
            source = table_or_query(table)
            schema = self._ibis.sql(f"SELECT * FROM {source}", dialect=_WRITTEN_IN).schema()  # noqa: S608 – quoted
        return Relation(
            source,
            {name: _kind(type) for name, type in schema.items()},
            frozenset(name for name, type in schema.items() if type.is_floating()),
        )

    def _answer(self, question: str) -> pl.DataFrame:
        import polars as pl

        with _said_plainly():
            # Ibis rewrites the question; its own way back leads through pandas, where whole numbers with nulls in them
            # become floating point, so the answer is fetched as Arrow.
            written = str(self._ibis.sql(question, dialect=_WRITTEN_IN).compile())
            return pl.DataFrame(self._session.sql(written).toArrow())


@contextmanager
def _in_a_program() -> Iterator[None]:
    """Spark's client takes a `python -c` for a run of its own tests, and looks for a Spark that is not there."""
    main = sys.modules["__main__"]
    unnamed = main.__spec__ is None and not hasattr(main, "__file__")
    if unnamed:
        main.__file__ = "-c"
    try:
        yield
    finally:
        if unnamed:
            del main.__file__


def _packages() -> tuple[Any, Any]:
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise EngineMissing(
            f"Microdata on Spark need packages that are not installed: {fault.name}.",
            advice='Install them: pip install "fairway-migration[scale]".',
        ) from fault
    return ibis, SparkSession


def _policy(asked_again: int) -> RetryPolicy:
    from pyspark.sql.connect.client.retries import DefaultPolicy

    return DefaultPolicy(max_retries=asked_again, initial_backoff=200, max_backoff=2000)


def _kind(type: Any) -> ColumnKind:
    if type.is_boolean():
        return "boolean"
    return "number" if type.is_numeric() else "text" if type.is_string() else "other"


@contextmanager
def _said_plainly() -> Iterator[None]:
    from grpc import RpcError
    from pyspark.errors import AnalysisException, ParseException, PySparkException

    try:
        yield
    except (AnalysisException, ParseException) as fault:
        raise QuestionRefused(
            f"Spark cannot read the microdata so: {_first_line(fault)}",
            advice="Check the name of the table, or that every worker sees the files at that path.",
        ) from fault
    except (PySparkException, RpcError) as fault:
        raise EngineLost(
            f"Spark did not finish: {_first_line(fault)}",
            advice="A worker or the server was lost, or memory ran out there. Nothing was changed; try again.",
        ) from fault


def _first_line(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or ["no reason was given"])[0]
