"""The SQL of a plan: what is unknown, what is quoted, and that nothing asked for can be executed."""

from __future__ import annotations

import duckdb
import pytest

from fairway.methods.survey.cube import CubeNames
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.plan import Between, CubePlan, Indicator, Is, Known, Moment, Quotient
from fairway.warehouse.surveys.sql import Relation, Statements, number_literal

NASTY = 'x" FROM persons; DROP TABLE persons; --'
ROWS = """
CREATE TABLE persons AS SELECT * FROM (VALUES
    ('a',  1.0::DOUBLE, 10.0, 2.0, true,  1),
    ('a',  2.0, 'NaN'::DOUBLE, 4.0, false, 1),
    ('b',  4.0, 30.0, 0.0, NULL,  2),
    ('''', 8.0, NULL, 5.0, true,  2),
    (NULL, 16.0, 50.0, NULL, true,  2),
    ('b',  0.0, 70.0, 1.0, true,  3),
    ('b',  NULL, 70.0, 1.0, true,  3)
) AS rows(area, w, earn, hours, employed, psu)
"""
KINDS = {"area": "text", "w": "number", "earn": "number", "hours": "number", "employed": "boolean", "psu": "number"}


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect(":memory:")
    opened.execute(ROWS)
    return opened


def asked(weight: str | None = "w", **more: str) -> Statements:
    return Statements(Relation("persons", {**KINDS, **more}, frozenset({"w", "earn", "hours"})), weight)


def sums(connection: duckdb.DuckDBPyConnection, *moments: Moment, **asking: object) -> tuple[object, ...]:
    plan = CubePlan((), moments, asking.pop("counts", ((),)), **asking)
    return connection.execute(asked().grouped(plan, ())).fetchone()


@pytest.mark.parametrize(
    ("moment", "total"),
    [
        (Moment(), 31.0),
        (Moment(("earn",), ("earn",)), 1 * 10 + 4 * 30 + 16 * 50),
        (Moment(("earn", "earn"), ("earn",)), 1 * 100 + 4 * 900 + 16 * 2500),
        (Moment(("hours",), ("earn", "hours")), 1 * 2 + 4 * 0),
        (Moment((Quotient("earn", "hours"),), (Quotient("earn", "hours"),)), 1 * 10 / 2),
        (Moment((Indicator("area", ("a", "'")),), (Indicator("area", ("a", "'")),)), 1 + 2 + 8),
        (Moment((Indicator("employed", (1,)),), (Indicator("employed", (1,)),)), 1 + 8 + 16),
        (Moment((Indicator("earn", (10, "70")),), (Indicator("earn", (10, "70")),)), 1),
    ],
)
def test_only_rows_that_are_known_and_weighted_are_summed(
    moment: Moment, total: float, connection: duckdb.DuckDBPyConnection
) -> None:
    assert sums(connection, moment)[0] == total


def test_counts_are_of_rows_in_which_all_factors_are_known(connection: duckdb.DuckDBPyConnection) -> None:
    counts = ((), ("earn",), ("earn", "hours"), (Quotient("earn", "hours"),))
    assert sums(connection, counts=counts) == (5, 3, 2, 1)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Is("area", ("a", "'")), 3),
        (Is("employed", (True,)), 3),
        (Is("hours", (0, 2)), 2),
        (Is("hours", ("0",)), 0),
        (Between("earn", 10, 30), 2),
        (Between("earn", low=11), 2),
        (Between("hours"), 4),
        (Known("earn"), 3),
        (Known("area"), 4),
    ],
)
def test_conditions(condition: object, rows: int, connection: duckdb.DuckDBPyConnection) -> None:
    assert (sums(connection, where=(condition,)) or (0,))[0] == rows


def test_null_domains_are_a_group_of_their_own(connection: duckdb.DuckDBPyConnection) -> None:
    plan = CubePlan(("area",), (Moment(),), ((),))
    rows = connection.execute(asked().grouped(plan, ("psu",))).fetchall()
    assert sorted(rows, key=str) == sorted(
        [("a", 1, 3.0, 2), ("b", 2, 4.0, 1), ("'", 2, 8.0, 1), (None, 2, 16.0, 1)], key=str
    )
    assert CubeNames(plan).moment(Moment()) == "fairway_m0"


def test_the_census_counts_every_kind_of_weight(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO persons(w) VALUES (-1), ('inf'), ('-inf'), ('NaN')")
    names = [column[0] for column in connection.execute(asked().census()).description]
    census = dict(zip(names, connection.fetchone(), strict=True))
    assert census == {"rows": 11, "null": 2, "negative": 1, "zero": 1, "endless": 2, "total": 30.0}


def test_names_and_values_cannot_be_executed(connection: duckdb.DuckDBPyConnection) -> None:
    quoted = NASTY.replace('"', '""')
    connection.execute(f'ALTER TABLE persons ADD COLUMN "{quoted}" VARCHAR')
    value = "it's \\'; DROP TABLE persons; --"
    connection.execute(f'UPDATE persons SET "{quoted}" = ?', [value])
    statements = asked(**{NASTY: "text"})
    plan = CubePlan((NASTY,), (Moment((Indicator(NASTY, (value,)),)),), ((),), (Is(NASTY, (value,)),))
    assert connection.execute(statements.grouped(plan, ())).fetchall() == [(value, 31.0, 5)]
    assert connection.execute(statements.levels(NASTY)).fetchall() == [(value,)]


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e300, 5e-324, -0.30000000000000004, 12, float("inf"), float("-inf")])
def test_numbers_are_written_exactly(value: float, connection: duckdb.DuckDBPyConnection) -> None:
    found, kind = connection.execute(f"SELECT {number_literal(value)}, typeof({number_literal(value)})").fetchone()
    assert (found, kind) == (value, "DOUBLE")


def test_text_is_no_number() -> None:
    with pytest.raises(MeasureMisstated, match="area holds text, not numbers"):
        asked().moment(Moment(("area",)))
