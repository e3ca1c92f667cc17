"""Linked tables that do not show the same leaves: what one of them does not show cannot be changed there."""

from itertools import pairwise, product

import numpy as np
import polars as pl
import pytest

from fairway.methods.disclosure.axes import Axis
from fairway.methods.disclosure.cubes import CubeSearch
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.moves import confirmed, gap, needs
from fairway.methods.disclosure.shown import Shown
from fairway.methods.disclosure.suppress import protect
from fairway.methods.disclosure.tables import TableSet

BY_SEX = {("a", "f"): 2, ("a", "m"): 40, ("b", "f"): 50, ("b", "m"): 60}
BY_WORK = {("a", "x"): 20, ("a", "y"): 22, ("b", "x"): 30, ("b", "y"): 80, ("c", "x"): 0, ("c", "y"): 0}


def linked(trees: dict[str, Hierarchy] | None = None) -> TableSet:
    """Region × sex, without c where nobody lives, and region × work, with an empty row for c."""
    found: dict[tuple[str | None, str | None, str | None], int] = {}
    for table, place in ((BY_SEX, 1), (BY_WORK, 2)):
        for (region, other), count in table.items():
            for above in {region, None, *(tree.parents[region] for tree in (trees or {}).values())}:
                cell = (above, other, None) if place == 1 else (above, None, other)
                found[cell] = found.get(cell, 0) + count
                if place == 2:
                    found[above, None, None] = found.get((above, None, None), 0) + count
    frame = pl.DataFrame(
        [(*cell, count) for cell, count in found.items()], ["region", "sex", "work", "n"], orient="row"
    )
    secret = pl.col("n").is_between(1, 2)
    return TableSet.of(
        frame.with_columns(secret=secret),
        ["region", "sex", "work"],
        value="n",
        primary="secret",
        hierarchies=trees,
        zeros="suppressible",
    )


TREES = pytest.mark.parametrize("trees", [None, {"region": Hierarchy.nested({"north": ["a", "c"], "south": ["b"]})}])


@TREES
def test_an_exchange_with_a_leaf_that_a_linked_table_does_not_show_is_no_move(trees: dict[str, Hierarchy]) -> None:
    """Exchanged with c, for which region × sex has no row, a would change the number of women of both regions."""
    found = linked(trees)
    search = CubeSearch(found, found.primary, extendable=True)
    moves = [move for need in needs(found) if (move := search.find(need)) is not None]
    assert confirmed(found, found.suppressible | found.primary, moves).all()
    assert len(moves) == len(needs(found))
    assert max(gap(found, move) for move in moves) == 0


@TREES
def test_the_pattern_is_found_in_spite_of_it(trees: dict[str, Hierarchy]) -> None:
    done = protect(linked(trees), method="fast")
    assert done.report.passed
    assert done.secondary.sum() == (3 if trees is None else 4)


def test_a_false_cube_is_dropped_whatever_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without knowledge of what tables do not show, the check of the move itself still holds."""

    def forgets(axis: Axis, shows: object, *, crossed: bool) -> object:
        return shows

    monkeypatch.setattr("fairway.methods.disclosure.shown._of_table", forgets)
    found = linked()
    search = CubeSearch(found, found.primary, extendable=True)
    assert all((move := search.find(need)) is None or gap(found, move) == 0 for need in needs(found))
    assert protect(found, method="fast").report.passed


def test_a_group_without_its_parts_says_nothing_of_them() -> None:
    """Region × sex shows north and south alone, region × work their parts."""
    tree = Hierarchy.nested({"north": ["a", "c"], "south": ["b"]})
    sums = {("north", "f"): 2, ("north", "m"): 40, ("south", "f"): 50, ("south", "m"): 60}
    rows: list[tuple[str | None, str | None, str | None, int]] = [
        *((region, sex, None, count) for (region, sex), count in sums.items()),
        (None, "f", None, 52),
        (None, "m", None, 100),
        *((region, None, work, count) for (region, work), count in BY_WORK.items()),
        *(("north", None, work, count) for (region, work), count in BY_WORK.items() if region == "a"),
        *(("south", None, work, count) for (region, work), count in BY_WORK.items() if region == "b"),
        *((None, None, work, count) for work, count in (("x", 50), ("y", 102))),
        *((region, None, None, count) for region, count in (("a", 42), ("b", 110), ("c", 0), ("north", 42))),
        ("south", None, None, 110),
        (None, None, None, 152),
    ]
    frame = pl.DataFrame(rows, ["region", "sex", "work", "n"], orient="row").with_columns(secret=pl.col("n") == 2)
    found = TableSet.of(
        frame,
        ["region", "sex", "work"],
        value="n",
        primary="secret",
        hierarchies={"region": tree},
        zeros="suppressible",
    )
    shown = Shown(found)
    number, other = found.axes[0].number, found.axes[1].number
    lookup = shown.over((True, True, False))
    at = {
        code: int(lookup.at(lookup.strides[:1] * number[code] + lookup.strides[1] * other["f"])[0])
        for code in ("a", "north")
    }
    assert at["a"] == shown.unspoken
    assert found.name(at["north"]) == "region north, sex f"
    assert protect(found, method="fast").report.passed


@pytest.mark.parametrize("dimensions", [2, 12])
def test_what_lies_at_a_place_is_the_same_sought_or_looked_up(dimensions: int) -> None:
    """Every two dimensions are a table, so twelve make 66: more than one word of bits."""
    names = [f"d{at}" for at in range(dimensions)]
    rows: list[dict[str, str | int]] = [{"n": 4}]
    for at, name in enumerate(names):
        rows += [{name: "x", "n": 4}]
        rows += [{name: "x", other: "x", "n": 4} for other in names[at + 1 :]]
    frame = pl.DataFrame(rows, {**dict.fromkeys(names, pl.String), "n": pl.Int64})
    found = TableSet.of(frame, names, value="n")
    assert len(found.tables) == dimensions * (dimensions - 1) // 2
    shown = Shown(found)
    keys = np.arange(2**dimensions)
    looked_up = shown.over((True,) * dimensions).at(keys)
    assert (shown.find(keys) == looked_up).all()
    assert sorted(looked_up[looked_up < len(found)].tolist()) == list(range(len(found)))
    assert (looked_up == shown.unspoken).sum() == len(keys) - len(found)


def test_a_margin_that_shows_finer_codes_than_its_table_adds_up_by_itself() -> None:
    """Groups × sex × work beside regions × work: that west is c alone tells c by work, whatever is withheld of c."""
    tree = Hierarchy.nested({"east": ["a", "b"], "west": ["c"]})
    people = {(r, s, w): 1 + 3 * at for at, (r, s, w) in enumerate(product("abc", "fm", "xy"))}
    cells: dict[tuple[str | None, ...], int] = {}
    for (region, sex, work), count in people.items():
        for up, s, w in product((region, tree.parents[region], None), (sex, None), (work, None)):
            if up != region or s is None:
                cells[up, s, w] = cells.get((up, s, w), 0) + count
    frame = pl.DataFrame([(*cell, n) for cell, n in cells.items()], ["region", "sex", "work", "n"], orient="row")
    secret = (pl.col("region") == "c") & pl.col("sex").is_null() & (pl.col("work") == "x")
    found = TableSet.of(
        frame.with_columns(secret=secret.fill_null(value=False)),
        ["region", "sex", "work"],
        value="n",
        primary="secret",
        hierarchies={"region": tree},
    )
    at = {found.name(cell): cell for cell in range(len(found))}
    sums = [
        sorted(found.name(int(cell)) for cell in found.relations.indices[start:stop])
        for start, stop in pairwise(found.relations.indptr)
    ]
    assert ["region c, work x", "region west, work x"] in sums
    done = protect(found, method="fast")
    assert done.report.passed
    assert done.withheld[at["region west, work x"]]
