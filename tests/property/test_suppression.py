"""No pattern lets a protected cell be computed: checked by another, slow and obvious intruder."""

from fractions import Fraction
from itertools import product

import numpy as np
import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fairway.methods.disclosure.audit import audit
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


Equations = list[tuple[int, list[int]]]


def intruder(
    found: TableSet, hidden: list[int], known: set[int], cell: int, side: int, said: Equations | None = None
) -> float:
    """What an intruder finds as the largest (side 1) or smallest value of a cell: values, not changes, dense."""
    column = {number: at for at, number in enumerate(hidden)}
    rows, right = [], []
    for total, parts in equations(found) if said is None else said:
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


def holds(found: TableSet, withheld: np.ndarray, known: set[int], said: Equations | None = None) -> bool:
    hidden = np.flatnonzero(withheld).tolist()
    for cell in np.flatnonzero(found.primary).tolist():
        if cell in known:
            continue
        if intruder(found, hidden, known, cell, 1, said) < found.value[cell] + found.up[cell] - 1e-5:
            return False
        if intruder(found, hidden, known, cell, -1, said) > found.value[cell] - found.down[cell] + 1e-5:
            return False
    return True


LEAVES = {"region": tuple("abc"), "sex": ("f", "m"), "work": ("x", "y")}
SHORE = Hierarchy.nested({"east": ["a", "b"], "west": ["c"]})
CROSSED = (("region", "sex"), ("region", "work"), ("sex", "work"), ("region", "sex", "work"))
ABOVE = {"region": SHORE.parents, "sex": dict.fromkeys("fm"), "work": dict.fromkeys("xy")}


@st.composite
def linked_tables(draw: st.DrawFn) -> tuple[TableSet, Equations]:
    """Two or three tables of the same people that show different leaves, with what an intruder knows to add up.

    A table shows the regions or their groups alone; leaves in which a table has nobody, it leaves out or shows as zero.
    """
    size = st.sampled_from([0, 0, 1, 2, 3, 8, 20])
    people = {codes: draw(size) for codes in product(*LEAVES.values())}
    assume(any(people.values()))
    cells: dict[tuple[str | None, ...], int] = {}
    tables: list[dict[str, set[str | None]]] = []
    for crossed in draw(st.lists(st.sampled_from(CROSSED), min_size=2, max_size=3, unique=True)):
        fine, empty = draw(st.booleans()), draw(st.booleans())
        shown: dict[str, set[str | None]] = {name: {None} for name in LEAVES}
        for at, name in enumerate(LEAVES):
            for leaf in LEAVES[name] if name in crossed else ():
                there = empty or any(count for codes, count in people.items() if codes[at] == leaf)
                shown[name] |= {leaf} if there and (fine or name != "region") else set()
                shown[name] |= {ABOVE[name][leaf]}
        tables.append(shown)
        for cell in product(*shown.values()):
            cells[cell] = sum(
                count
                for codes, count in people.items()
                if all(
                    up in (None, code, ABOVE[name][code]) for name, code, up in zip(LEAVES, codes, cell, strict=True)
                )
            )
    named = [cell for cell, count in cells.items() if count or draw(st.booleans()) or cell.count(None) >= 2]
    frame = pl.DataFrame(
        [(*cell, cells[cell]) for cell in named], dict.fromkeys(LEAVES, pl.String) | {"n": pl.Int64}, orient="row"
    )
    secret = draw(st.sampled_from([pl.col("n").is_between(1, 2), pl.col("n") > 0, pl.lit(value=False)]))
    found = TableSet.of(
        frame.with_columns(secret=secret),
        crossed := [name for name in LEAVES if frame[name].null_count() < len(frame)],
        value="n",
        hierarchies={"region": SHORE} if "region" in crossed else {},
        primary="secret",
        zeros=draw(st.sampled_from(["published", "suppressible"])),
        kind=draw(st.sampled_from(["count", "magnitude"])),
    )
    return found, sums_of(tables, {cell: at for at, cell in enumerate(named)})


def sums_of(tables: list[dict[str, set[str | None]]], at: dict[tuple[str | None, ...], int]) -> Equations:
    """Each total of each table with the parts that the table shows: those it has no row for are zero."""
    said: Equations = []
    for shown in tables:
        for cell in product(*shown.values()):
            for d, name in enumerate(shown):
                beside = [(*cell[:d], code, *cell[d + 1 :]) for code in shown[name] - {None}]
                parts = [one for one in beside if next_above(one[d], name, shown[name]) == cell[d]]
                if parts and cell in at:
                    said.append((at[cell], [at[part] for part in parts if part in at]))
    return said


def next_above(code: str | None, name: str, shown: set[str | None]) -> str | None:
    up = ABOVE[name].get(code)
    return up if up in shown else None


@settings(max_examples=25, deadline=None)
@given(linked_tables())
def test_an_independent_intruder_agrees_on_linked_tables(given_tables: tuple[TableSet, Equations]) -> None:
    found, said = given_tables
    done = protect(found, method="fast")
    groups = set(found.respondent[done.withheld].tolist()) - {-1}
    people = [set(), *(set(np.flatnonzero((found.respondent == one) & done.withheld).tolist()) for one in groups)]
    assert done.report.passed == all(holds(found, done.withheld, known, said) for known in people)
    alone = audit(found, done.withheld)
    assert alone.passed == done.report.passed
    assert not (done.secondary & ~found.suppressible).any()


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
