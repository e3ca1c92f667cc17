"""SQL reads the current vintages and nothing else, and says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairway.kernel.errors import InputError, NotFound
from fairway.warehouse import backends
from fairway.warehouse.importing import import_file
from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file


@pytest.fixture
def shelf(tmp_path: Path, fairway_home: Path) -> Shelf:
    """A shelf with the stock table and its totals."""
    import_file(STOCK, stock_file(tmp_path))
    return Shelf(fairway_home / "vintages")


def test_a_query_gives_the_published_rows(shelf: Shelf) -> None:
    frame = backends.query("SELECT origin, sum(female) AS women FROM migrant_stock GROUP BY ALL ORDER BY ALL", shelf)
    assert frame.to_dicts() == [{"origin": "NPL", "women": 10 + 20 + 30 + 40}]


def test_columns_of_the_same_name_stay_apart(shelf: Shelf) -> None:
    frame = backends.query(
        "SELECT a.year, b.year FROM migrant_stock a JOIN migrant_stock b USING (origin) LIMIT 1", shelf
    )
    assert frame.columns == ["year", "year_2"]


def test_an_answer_without_rows_keeps_its_columns(shelf: Shelf) -> None:
    assert backends.query("SELECT origin FROM migrant_stock WHERE false", shelf).columns == ["origin"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM migrant_stock",
        "CREATE TABLE x AS SELECT 1",
        "SELECT 1; SELECT 2",
        "COPY (SELECT 1) TO '/tmp/fairway-query-test.csv'",
        "SET enable_external_access = true",
        "ATTACH '/tmp/fairway-query-test.db'",
        "",
    ],
)
def test_only_one_select_is_answered(sql: str, shelf: Shelf) -> None:
    with pytest.raises(InputError, match="exactly one SELECT"):
        backends.query(sql, shelf)


@pytest.mark.parametrize("sql", ["SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'"])
def test_no_other_file_can_be_read(sql: str, shelf: Shelf) -> None:
    with pytest.raises(InputError, match=r"cannot be answered|names nothing"):
        backends.query(sql, shelf)


def test_mistakes_are_named(shelf: Shelf) -> None:
    with pytest.raises(InputError, match="syntax error"):
        backends.query("SELEC 1", shelf)
    with pytest.raises(InputError, match="nope"):
        backends.query("SELECT nope FROM migrant_stock", shelf)
    with pytest.raises(NotFound, match="agreements") as caught:
        backends.query("SELECT * FROM agreements", shelf)
    assert "migrant_stock" in caught.value.advice


def test_tables_are_listed_with_their_columns(shelf: Shelf) -> None:
    assert backends.tables(shelf)["migrant_stock"]["female"] == "Int64"
