"""No pattern lets a protected cell be computed: checked by another, slow and obvious intruder."""

from fractions import Fraction
from itertools import product

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.suppress import protect
from fairway.methods.disclosure.tables import TableSet

NORTH = Hierarchy.nested({"north": ["a", "b"], "south": ["c", "d", "e"]})
COAST = Hierarchy.nested({"coast": ["a", "c"], "inland": ["b", "d", "e"]})
SECTOR = Hierarchy.nested({"goods": ["farm", "plant"], "services": ["shop", "office"]})


def counted(leaves: dict[tuple[str, ...], int], trees: list[list[Hierarchy]]) -> pl.DataFrame:
    """All totals of leaf counts, by adding each leaf to everything above it."""
    found: dict[tuple[str | None, ...], int] = {}
    for codes, count in leaves.items():
        chains = []
        for code, several in zip(codes, trees, strict=True):
            chains.append({None, *(up for tree in several for up in tree.above(code))})
        for cell in product(*chains):
            found[cell] = found.get(cell, 0) + count
    names = ("region", "sector")[: len(trees)]
    rows = [dict(zip(names, cell, strict=True), n=count) for cell, count in found.items()]
    return pl.DataFrame(rows, schema={**dict.fromkeys(names, pl.String), "n": pl.Int64})


@st.composite
def tables(draw: st.DrawFn, zeros: str = "published", *, sectors: bool = True) -> TableSet:
    """A hierarchical table, or two linked ones over the same regions, of small counts."""
    trees = [draw(st.sampled_from([[NORTH], [NORTH, COAST]])), *draw(st.sampled_from([[], [[SECTOR]]][: 1 + sectors]))]
    names = ("region", "sector")[: len(trees)]
    size = st.integers(0, 3) | st.integers(0, 40)
    leaves = {codes: draw(size) for codes in product(*(several[0].leaves for several in trees))}
    frame = counted(leaves, trees).with_columns(secret=pl.col("n").is_between(1, 2), shown=pl.col("n").is_in([11, 13]))
    hierarchies = dict(zip(names, trees, strict=True))
    return TableSet.of(frame, names, value="n", hierarchies=hierarchies, primary="secret", forced="shown", zeros=zeros)


def equations(found: TableSet) -> list[tuple[int, list[int]]]:
    """Total and parts of every relation, from the code trees themselves."""
    at = {
        tuple(axis.codes[c] for axis, c in zip(found.axes, row, strict=True)): i
        for i, row in enumerate(found.places.codes.tolist())
    }
    said = []
    for cell, number in at.items():
        for d, axis in enumerate(found.axes):
            for tree in axis.hierarchies:
                parts = [(*cell[:d], child, *cell[d + 1 :]) for child in tree.children.get(cell[d], ())]
                if parts:
                    said.append((number, [at[part] for part in parts]))
    return said


def intruder(found: TableSet, hidden: list[int], known: set[int], cell: int, side: int) -> float:
    """What an intruder finds as the largest (side 1) or smallest value of a cell: values, not changes, dense."""
    column = {number: at for at, number in enumerate(hidden)}
    rows, right = [], []
    for total, parts in equations(found):
        row, constant = np.zeros(len(hidden)), 0.0
        for number, sign in [(total, -1.0), *((part, 1.0) for part in parts)]:
            if number in column:
                row[column[number]] += sign
            else:
                constant -= sign * found.value[number]
        if row.any():
            rows.append(row)
            right.append(constant)
    bounds = [(found.value[i],) * 2 if i in known else (found.low[i], None) for i in hidden]
    goal = np.zeros(len(hidden))
    goal[column[cell]] = -side
    solved = linprog(goal, A_eq=np.array(rows) if rows else None, b_eq=right if rows else None, bounds=bounds)
    return side * np.inf if solved.status == 3 else -side * solved.fun


def holds(found: TableSet, withheld: np.ndarray, known: set[int]) -> bool:
    hidden = np.flatnonzero(withheld).tolist()
    for cell in np.flatnonzero(found.primary).tolist():
        if cell in known:
            continue
        if intruder(found, hidden, known, cell, 1) < found.value[cell] + found.up[cell] - 1e-5:
            return False
        if intruder(found, hidden, known, cell, -1) > found.value[cell] - found.down[cell] + 1e-5:
            return False
    return True


@settings(max_examples=40, deadline=None)
@given(tables() | tables("suppressible"))
def test_an_independent_intruder_agrees_with_the_audit(found: TableSet) -> None:
    done = protect(found, method="fast")
    groups = set(found.respondent[done.withheld].tolist()) - {-1}
    people = [set(), *(set(np.flatnonzero((found.respondent == one) & done.withheld).tolist()) for one in groups)]
    assert done.report.passed == all(holds(found, done.withheld, known) for known in people)
    assert not (done.secondary & ~found.suppressible).any()
    assert (done.withheld | ~found.primary).all()


@settings(max_examples=40, deadline=None)
@given(tables())
def test_where_it_fails_no_pattern_could_be_safe(found: TableSet) -> None:
    """Even if everything that may be withheld were, some protected cell would be disclosed."""
    done = protect(found, method="fast")
    if not done.report.passed:
        widest = found.suppressible | found.primary
        groups = [
            set(),
            *(
                {int(i) for i in np.flatnonzero((found.respondent == g) & widest)}
                for g in set(found.respondent.tolist()) - {-1}
            ),
        ]
        assert not all(holds(found, widest, known) for known in groups)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_no_protected_cell_follows_by_subtraction(found: TableSet) -> None:
    """Exact elimination over the rationals: no combination of the relations leaves one protected cell alone."""
    done = protect(found, method="fast")
    if not done.report.passed:
        return
    hidden = np.flatnonzero(done.withheld).tolist()
    column = {number: at for at, number in enumerate(hidden)}
    rows = []
    for total, parts in equations(found):
        row = [Fraction(0)] * len(hidden)
        for number, sign in [(total, -1), *((part, 1) for part in parts)]:
            if number in column:
                row[column[number]] += sign
        rows.append(row)
    alone = {next(at for at, one in enumerate(row) if one) for row in reduced(rows) if sum(map(bool, row)) == 1}
    assert not alone & {column[cell] for cell in np.flatnonzero(found.primary).tolist()}


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The reduced row echelon form: a cell that is determined stands alone in its row."""
    done: list[list[Fraction]] = []
    for row in rows:
        for other in done:
            lead = next(at for at, one in enumerate(other) if one)
            row = [a - row[lead] * b for a, b in zip(row, other, strict=True)]
        if any(row):
            lead = next(at for at, one in enumerate(row) if one)
            row = [a / row[lead] for a in row]
            done = [[a - other[lead] * b for a, b in zip(other, row, strict=True)] for other in done]
            done.append(row)
    return done


@settings(max_examples=25, deadline=None)
@given(tables(sectors=False))
def test_the_cheapest_pattern_costs_no_more_than_the_fast_one(found: TableSet) -> None:
    fast, best = protect(found, method="fast"), protect(found, method="auto")
    assert best.cost <= fast.cost + 1e-6
    assert best.report.passed == fast.report.passed
