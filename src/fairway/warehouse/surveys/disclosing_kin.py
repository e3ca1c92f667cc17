"""Domain variables of different tables that are one variable in two classifications: their sums tell of each other.

If one table prints ages in five classes and another in three, cells of the one add up to cells of the other, and no
audit sees it, since they are different variables by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import polars as pl

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean, Proportion, Total
from fairway.warehouse.surveys.disclosing_cells import universe
from fairway.warehouse.surveys.specification import Indicates, Specification, TableSpecification
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


def check_parts(specification: Specification) -> None:
    """Refuses tables of which one prints, as a part of its own, the people that are the universe or a code of another.

    A table by sex tells what a table of women withholds, and so does a proportion of women with the number of persons.

    Raises:
        SpecificationFaulty: At the second table; unless one of the two has `alone` with a reason.
    """
    protected = [
        one for one in specification.tables if one.protection.method == "suppression" and not one.protection.alone
    ]
    faults = []
    for one, other in permutations(protected, 2):
        counted = {_origin(specification, name) for name in _counted(specification, one)}
        crossed = {_origin(specification, name) for name in one.by}
        narrower = {_origin(specification, condition.column) for condition in set(other.where) - set(one.where)}
        shared = narrower & (counted | crossed)
        if set(one.where) == set(other.where):
            shared = counted & {_origin(specification, name) for name in other.by}
        if shared:
            said = (
                f"{one.name} counts people by “{', '.join(sorted(shared))}”, which {other.name} has as its universe or "
                "domain: one tells what the other withholds. Make one table of both, or say with `alone` why they "
                "need not be protected together."
            )
            faults.append(specification.written.fault(other.way, said))
    if faults:
        raise SpecificationFaulty(specification.written.file, faults)


def _counted(specification: Specification, table: TableSpecification) -> Iterator[str]:
    """The variables whose codes a table counts by its measures: proportions, and means and totals of indicators."""
    for measure in table.measures:
        one = measure.measure if isinstance(measure, Difference) else measure
        if isinstance(one, Proportion) or (
            isinstance(one, Mean | Total) and isinstance(specification.variables.get(one.of or ""), Indicates)
        ):
            yield str(one.of)


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
