"""Domain variables of different tables that are one variable in two classifications: their sums tell of each other.

If one table prints ages in five classes and another in three, cells of the one add up to cells of the other, and no
audit sees it, since they are different variables by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import polars as pl

from fairway.warehouse.surveys.disclosing_cells import universe
from fairway.warehouse.surveys.specification import Specification, TableSpecification
from fairway.warehouse.surveys.specification_errors import SpecificationFault, SpecificationFaulty


def check_kin(specification: Specification, tables: Sequence[TableSpecification], rows: pl.LazyFrame) -> None:
    """Refuses tables, to be protected as one problem, with two classifications of one variable.

    Args:
        specification: What is derived from what.
        tables: The tables of one problem.
        rows: The prepared microdata.

    Raises:
        SpecificationFaulty: At the second table, with the names of both variables.
    """
    faults = list(_faults(specification, tables, rows))
    if faults:
        raise SpecificationFaulty(specification.written.file, faults)


def _faults(
    specification: Specification, tables: Sequence[TableSpecification], rows: pl.LazyFrame
) -> Iterator[SpecificationFault]:
    for one, other in combinations(tables, 2):
        for name in one.by:
            for second in other.by:
                if name in other.by or second in one.by:
                    continue
                if _origin(specification, name) == _origin(specification, second) or _nested(rows, one, name, second):
                    said = (
                        f"“{second}” of {other.name} and “{name}” of {one.name} classify the same thing: cells of one "
                        "add up to cells of the other. Cross the finer one in both, with the coarser as its "
                        "`hierarchies`; or say with `alone` why a table need not be protected with the other."
                    )
                    yield specification.written.fault((*other.way, "by", other.by.index(second)), said)


def _origin(specification: Specification, name: str) -> str:
    """The column of the file from which a variable is derived in the end."""
    while name in specification.variables:
        name = specification.variables[name].of
    return name


def _nested(rows: pl.LazyFrame, table: TableSpecification, name: str, second: str) -> bool:
    """Whether one of two columns follows from the other in every row, neither being the same everywhere."""
    pairs = universe(rows, table.where).select(name, second).drop_nulls().unique().collect()
    left, right = pairs[name].n_unique(), pairs[second].n_unique()
    return min(left, right) > 1 and len(pairs) == max(left, right)
