"""Which cells are withheld, on tables that other tools got wrong or that a textbook works out."""

import numpy as np
import polars as pl
import pytest

from fairway.methods.disclosure.audit import audit
from fairway.methods.disclosure.suppress import Protected, protect
from fairway.methods.disclosure.tables import TableSet
from tests.unit.methods.disclosure.linked_examples import COUNTY, GROUP, grid, investment, issue_135, issue_136


def names(done: Protected) -> set[str]:
    return {done.tables.name(int(cell)) for cell in np.flatnonzero(done.secondary)}


def test_issue_136_each_table_alone_needs_nothing_more() -> None:
    for tree in (COUNTY, GROUP):
        alone = protect(issue_136(tree))
        assert alone.report.passed
        assert names(alone) == set()


def test_issue_136_the_two_safe_tables_together_reveal_k() -> None:
    """K = total − county-1 − BIG − N, all published: 36 − 20 − 6 − 7 = 3."""
    together = issue_136(COUNTY, GROUP)
    report = audit(together, together.primary)
    k = report.cells.row(by_predicate=pl.col("cell") == "region K", named=True)
    assert (k["lower"], k["upper"], k["passed"]) == (3, 3, False)
    assert report.cells.filter(~pl.col("passed"))["cell"].to_list() == ["region K"]


@pytest.mark.parametrize("method", ["fast", "exact"])
def test_issue_136_solved_as_one_problem_withholds_n(method: str) -> None:
    done = protect(issue_136(COUNTY, GROUP), method=method)
    assert names(done) == {"region N"}
    assert done.report.passed


def test_issue_135_three_withheld_singles_that_add_to_three_are_known() -> None:
    """Row 1 shows its total 10, H = 7 and W = 0: A + B + M = 3, and since zeros are shown, each is at least 1."""
    found = issue_135()
    report = audit(found, found.primary)
    ones = report.cells.filter(pl.col("cell").is_in([f"row 1, column {c}" for c in "ABM"]))
    assert ones.select("lower", "upper").unique().rows() == [(1.0, 1.0)]
    assert not ones["passed"].any()


@pytest.mark.parametrize("method", ["fast", "exact"])
def test_issue_135_more_is_withheld_until_no_single_is_known(method: str) -> None:
    done = protect(issue_135(), method=method)
    assert done.report.passed
    ones = done.report.cells.filter(pl.col("primary"))
    assert (ones["upper"] >= ones["value"] + 1).all()


def test_a_single_respondent_does_not_undo_the_cell_beside_his() -> None:
    """Strangers know a + b = 10 in row x; but b is one respondent, who knows his 4."""
    frame = grid({"x": [6, 4, 90], "y": [50, 60, 70]}, ["a", "b", "c"])
    frame = frame.with_columns(
        secret=(pl.col("row") == "x") & pl.col("column").is_in(["a", "b"]),
        n=pl.when((pl.col("row") == "x") & (pl.col("column") == "b")).then(1).otherwise(9),
    )
    tables = {
        who: TableSet.of(
            frame,
            ["row", "column"],
            value="value",
            kind="magnitude",
            primary="secret",
            contributors=who,
            lower=1,
            upper=1,
        )
        for who in ("n", None)
    }
    square = protect(tables[None], method="exact")
    assert square.report.passed
    findings = audit(tables["n"], square.withheld).findings
    assert [tables["n"].name(one.need.cell) for one in findings] == ["row x, column a"] * 2
    safe = protect(tables["n"], method="exact")
    assert safe.report.passed
    assert safe.cost > square.cost


def test_a_total_needs_not_seem_lower_to_a_respondent_than_what_he_gave() -> None:
    """Row x is 95 of one respondent and 3 of another: 10 % lower, 88.2, is below the 95 that the first one knows."""
    frame = grid({"x": [95, 3], "y": [400, 500], "z": [300, 200]}, ["a", "b"])
    frame = frame.with_columns(
        secret=pl.col("value") <= 98, n=pl.col("value").replace_strict({95: 1, 3: 1, 98: 2}, default=9)
    )
    done = protect(
        TableSet.of(frame, ["row", "column"], value="value", kind="magnitude", primary="secret", contributors="n")
    )
    assert done.report.passed


def test_the_textbook_table_withholds_a_square() -> None:
    """With III/A, III/C and II/A at a cost of 8 + 17 + 12; with I it were 8 + 20 + 10.

    Withheld: 8 + 22 = 30 in row II, 17 + 12 = 29 in III, 22 + 12 = 34 in C. So II/C is at most 30, at least 34 − 29.
    """
    done = protect(investment(lower=10, upper=8), method="exact")
    assert names(done) == {"activity II, region A", "activity III, region A", "activity III, region C"}
    square = investment()
    withheld = np.array(
        [
            square.name(i) in {f"activity {a}, region {r}" for a in ("II", "III") for r in "AC"}
            for i in range(len(square))
        ]
    )
    cell = audit(square, withheld).cells.row(by_predicate=pl.col("primary"), named=True)
    assert (cell["lower"], cell["upper"], cell["exact"]) == (5.0, 30.0, True)


def test_wider_levels_need_another_pattern() -> None:
    """20 above cannot come from region A, whose II holds 8: region B must give it."""
    done = protect(investment(lower=10, upper=19), method="exact")
    assert done.report.passed
    assert "activity II, region B" in names(done)


def test_what_cannot_be_made_safe_ends_and_is_named() -> None:
    done = protect(investment(forced=("A", "B")))
    assert not done.report.passed
    assert [done.tables.name(one.need.cell) for one in done.report.findings] == ["activity II, region C"] * 2
    assert "anybody can tell too closely how large" in "; ".join(done.report.cells["why"].to_list())


def test_magnitudes_of_any_size_are_protected_alike() -> None:
    for scale in (1e-6, 1.0, 1e9):
        frame = grid({"x": [6 * scale, 40 * scale], "y": [50 * scale, 60 * scale]}, ["a", "b"])
        frame = frame.with_columns(secret=pl.col("value") == 6 * scale)
        done = protect(
            TableSet.of(frame, ["row", "column"], value="value", kind="magnitude", primary="secret"), method="exact"
        )
        assert done.report.passed
        assert len(names(done)) == 3


def test_progress_is_told_and_can_stop_the_work() -> None:
    told: list[str] = []
    protect(issue_135(), progress=lambda done, total, phase: told.append(phase))
    assert {"suppress", "audit"} <= set(told)

    def stop(done: int, total: int, phase: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        protect(issue_135(), progress=stop)
