"""The bounds that an intruder can compute, by hand."""

import numpy as np
import polars as pl

from fairway.methods.disclosure.audit import audit
from fairway.methods.disclosure.moves import Move, confirmed
from fairway.methods.disclosure.tables import TableSet
from tests.unit.methods.disclosure.linked_examples import grid

THREE = grid({"x": [1, 7, 12], "y": [5, 9, 20], "z": [30, 40, 50]}, ["a", "b", "c"]).with_columns(
    secret=(pl.col("row") == "x") & (pl.col("column") == "a")
)


def square(found: TableSet, rows: str, columns: str) -> np.ndarray:
    wanted = {f"row {r}, column {c}" for r in rows for c in columns}
    return np.array([found.name(cell) in wanted for cell in range(len(found))])


def tables(**levels: float) -> TableSet:
    return TableSet.of(THREE, ["row", "column"], value="value", primary="secret", zeros="suppressible", **levels)


def test_three_by_three_by_hand() -> None:
    """x: a + b = 8; y: a + b = 14; column a: 6; b: 16. So xa is at most 6, and at least 6 − 14 < 0: [0, 6]."""
    found = tables(lower=1, upper=5)
    cells = audit(found, square(found, "xy", "ab")).cells
    assert cells.select("cell", "lower", "upper").rows() == [
        ("row x, column a", 0, 6),
        ("row x, column b", 2, 8),
        ("row y, column a", 0, 6),
        ("row y, column b", 8, 14),
    ]
    assert cells["exact"].all()
    assert cells["passed"].all()


def test_a_bound_too_narrow_fails_and_says_why() -> None:
    found = tables(lower=1, upper=6)
    report = audit(found, square(found, "xy", "ab"))
    assert not report.passed
    assert report.cells.filter(~pl.col("passed"))["why"].to_list() == [
        "anybody can tell too closely how large it can be"
    ]


def test_a_cell_alone_in_its_row_is_known() -> None:
    found = tables()
    cells = audit(found, found.primary).cells
    assert cells.select("lower", "upper", "passed").rows() == [(1, 1, False)]


def test_a_protected_cell_that_is_published_fails() -> None:
    found = tables()
    report = audit(found, np.zeros(len(found), dtype=bool))
    assert report.cells["why"].to_list()[0].startswith("it is published")


def test_proofs_are_verified_not_believed() -> None:
    found = tables()
    withheld = square(found, "xy", "ab")
    corners = np.flatnonzero(withheld)
    true = Move(corners, np.array([1.0, -1.0, -1.0, 1.0]))
    unbalanced = Move(corners, np.array([1.0, 1.0, -1.0, 1.0]))
    below_zero = Move(corners, np.array([-2.0, 2.0, 2.0, -2.0]))
    published = Move(np.flatnonzero(square(found, "xz", "ab")), np.array([1.0, -1.0, -1.0, 1.0]))
    judged = confirmed(found, withheld, [true, unbalanced, below_zero, published])
    assert judged.tolist() == [True, False, False, False]
    lone = found.primary
    assert not audit(found, lone, moves=[Move(np.flatnonzero(lone), np.array([1.0]))]).passed
