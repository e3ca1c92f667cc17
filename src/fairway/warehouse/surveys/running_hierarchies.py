"""The groups of hierarchical domain variables as columns of their own, one for each depth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.warehouse.surveys.specification import TableSpecification
from fairway.warehouse.surveys.specification_errors import CodesOutsideHierarchy

Columns = Mapping[str, tuple[str, ...]]
"""Domain variable → its own column, then that of its groups at each depth."""


def with_groups(rows: pl.LazyFrame, tables: Sequence[TableSpecification]) -> tuple[pl.LazyFrame, dict[str, Columns]]:
    """Adds a column for each depth of each hierarchy: the group that a row's code is part of, null where there is none.

    Returns:
        The rows, and for each table the columns of its domain variables with a hierarchy.

    Raises:
        CodesOutsideHierarchy: A row holds a code that is none of the finest of its hierarchy.
    """
    added: dict[tuple[str, Hierarchy], tuple[str, ...]] = {}
    found: dict[str, Columns] = {}
    for table in tables:
        of_table = {}
        for name, pairs in table.hierarchies.items():
            tree = Hierarchy.of_pairs(pairs.items())
            if (name, tree) not in added:
                rows, added[name, tree] = _added(rows, name, tree, len(added))
            of_table[name] = (name, *added[name, tree])
        found[table.name] = of_table
    return rows, found


def _added(rows: pl.LazyFrame, name: str, tree: Hierarchy, number: int) -> tuple[pl.LazyFrame, tuple[str, ...]]:
    _refuse_strangers(rows, name, tree)
    depths: list[dict[str, str]] = []
    for leaf in tree.leaves:
        for depth, group in enumerate(reversed(tree.above(leaf)[1:])):
            if depth == len(depths):
                depths.append({})
            depths[depth][leaf] = group
    named = tuple(f"{name} ({number}: level {depth + 1})" for depth in range(len(depths)))
    code = pl.col(name).cast(pl.String)
    columns = [
        code.replace_strict(mapping, default=None, return_dtype=pl.String).alias(column)
        for column, mapping in zip(named, depths, strict=True)
    ]
    return rows.with_columns(columns), named


def _refuse_strangers(rows: pl.LazyFrame, name: str, tree: Hierarchy) -> None:
    code = pl.col(name).cast(pl.String)
    found = rows.filter(code.is_not_null() & ~code.is_in(list(tree.leaves))).select(code.unique()).collect()
    if len(found):
        # Without counts: a refusal is no table, and a rare code's count tells of people.
        examples = ", ".join(found[name].sort().head(5))
        raise CodesOutsideHierarchy(
            f"{len(found)} codes of {name} in the microdata are not among the finest of its hierarchy: {examples}.",
            advice="Add them to the hierarchy; a person known by group alone needs a code of its own below the group.",
            details={"column": name, "codes": len(found)},
        )
