"""Linked tables as one set of cells."""

import numpy as np
import polars as pl
import pytest

from fairway.methods.disclosure.errors import BadHierarchy, BadTable, NotAdditive
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.suppress import protect
from fairway.methods.disclosure.tables import TableSet
from tests.unit.methods.disclosure.linked_examples import COUNTY, GROUP, grid, issue_136

TWO = grid({"x": [1, 7], "y": [5, 9]}, ["a", "b"])


def test_a_hierarchy_from_pairs_is_the_nested_one() -> None:
    pairs = [
        ("county-1", "all"),
        ("county-2", "all"),
        *((c, "county-1") for c in "ABIJ"),
        *((c, "county-2") for c in "KLMN"),
    ]
    tree = Hierarchy.of_pairs(pairs, total="all")
    assert tree.children == COUNTY.children
    assert tree.above("A") == ("A", "county-1")
    assert set(tree.leaves) == set("ABIJKLMN")


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("a", "b"), ("b", "a")], "part of itself"),
        ([("a", "b"), ("b", None), ("a", None)], "two parents"),
        ([("a", "c")], "not codes"),
        ([], "no codes"),
    ],
)
def test_a_bad_hierarchy_is_named(pairs: list[tuple[str, str | None]], said: str) -> None:
    with pytest.raises(BadHierarchy, match=said):
        Hierarchy.of_pairs(pairs)


def test_two_groupings_must_share_their_leaves() -> None:
    with pytest.raises(BadHierarchy, match="differ in 1 leaves: N"):
        issue_136(COUNTY, Hierarchy.nested({"BIG": list("LM"), "small": list("ABIJK")}))


def test_every_relation_is_there_once() -> None:
    found = issue_136(COUNTY, GROUP)
    assert found.relations.shape == (6, 13)
    assert not np.any(found.relations @ found.value)
    assert TableSet.of(TWO, ["row", "column"], value="value").relations.shape == (6, 9)


def linked() -> pl.DataFrame:
    """Region × size and region × sector, whose margin by region is one set of rows."""
    by_size = grid({"n": [2, 8], "s": [7, 9]}, ["small", "big"], down="region", across="size")
    by_sector = grid({"n": [4, 6], "s": [8, 8]}, ["farm", "shop"], down="region", across="sector")
    return pl.concat([by_size, by_sector.filter(pl.col("sector").is_not_null())], how="diagonal")


def test_a_margin_of_two_tables_is_one_cell() -> None:
    found = TableSet.of(linked(), ["region", "size", "sector"], value="value")
    assert {table.crossed for table in found.tables} == {(True, True, False), (True, False, True)}
    assert len(found) == 15
    assert found.relations.shape[0] == 11  # 5 sums in each table of 2 × 2, and the sum over regions that they share


def test_withholding_a_shared_margin_counts_in_both_tables() -> None:
    frame = linked().with_columns(
        secret=(pl.col("region") == "n") & pl.col("size").is_null() & pl.col("sector").is_null()
    )
    done = protect(TableSet.of(frame, ["region", "size", "sector"], value="value", primary="secret"))
    hidden = {done.tables.name(int(cell)) for cell in np.flatnonzero(done.secondary)}
    assert done.report.passed
    assert any("size" in name for name in hidden)
    assert any("sector" in name for name in hidden)


def test_a_level_without_rows_is_passed_over() -> None:
    tree = Hierarchy.nested({"county": {"town": ["a", "b"], "land": ["c"]}})
    frame = pl.DataFrame({"place": ["a", "b", "c", "county"], "n": [1, 2, 3, 6]})
    found = TableSet.of(frame, ["place"], value="n", hierarchies={"place": tree})
    assert found.relations.toarray().tolist() == [[1, 1, 1, -1]]


def test_a_total_is_known_to_be_at_least_its_non_empty_parts() -> None:
    found = TableSet.of(TWO, ["row", "column"], value="value")
    assert found.low[found.value == 22].tolist() == [4]


def test_a_total_that_is_not_the_sum_is_named() -> None:
    wrong = TWO.with_columns(pl.when(pl.col("value") == 22).then(23).otherwise(pl.col("value")).alias("value"))
    with pytest.raises(NotAdditive, match="the grand total"):
        TableSet.of(wrong, ["row", "column"], value="value")


def test_a_total_without_the_margin_between_is_refused() -> None:
    inner = TWO.filter(pl.col("row").is_null() == pl.col("column").is_null())
    with pytest.raises(BadTable, match="no margin between") as refused:
        TableSet.of(inner, ["row", "column"], value="value")
    assert "row or by column" in refused.value.advice or "column or by row" in refused.value.advice


@pytest.mark.parametrize(
    ("frame", "options", "said"),
    [
        (TWO, {"value": "amount"}, "no column amount"),
        (TWO, {"value": "row"}, "not numeric"),
        (TWO.with_columns(pl.lit(None, pl.Float64).alias("value")), {"value": "value"}, "9 cells without"),
        (TWO.with_columns(value=-pl.col("value")), {"value": "value", "kind": "magnitude"}, "outside the bounds"),
        (pl.concat([TWO, TWO.head(1)]), {"value": "value"}, "1 cells come more than once"),
        (TWO.clear(), {"value": "value"}, "no cells"),
        (TWO, {"value": "value", "primary": "value"}, "not true or false"),
        (
            TWO.with_columns(s=pl.lit(True)),
            {"value": "value", "primary": "s", "forced": "s"},
            "9 cells must be protected and",
        ),
        (TWO, {"value": "value", "hierarchies": {"row": Hierarchy.flat(["x"])}}, "1 codes of row"),
        (TWO, {"value": "value", "hierarchies": {"other": Hierarchy.flat(["x"])}}, "no dimension other"),
    ],
)
def test_bad_input_is_named_and_counted(frame: pl.DataFrame, options: dict[str, object], said: str) -> None:
    with pytest.raises(BadTable, match=said):
        TableSet.of(frame, ["row", "column"], **options)
