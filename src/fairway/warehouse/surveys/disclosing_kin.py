"""Domain variables of different tables that are one variable in two classifications: their sums tell of each other.

If one table prints ages in five classes and another in three, cells of the one add up to cells of the other, and no
audit sees it, since they are different variables by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations, product
from typing import Final

import polars as pl

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean, Proportion, Rate, Ratio, Total
from fairway.warehouse.surveys.disclosing_told import NO_ANSWER, Classes, hanging_together, told_by
from fairway.warehouse.surveys.disclosing_universe import universe
from fairway.warehouse.surveys.specification import Indicates, Specification, TableSpecification
from fairway.warehouse.surveys.specification_columns import columns_of_measure
from fairway.warehouse.surveys.specification_errors import SpecificationFault, SpecificationFaulty

TWO: Final = 2


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
    told = {table.name: told_by(table, rows).classes for table in tables} if len(tables) > 1 else {}
    for one, other in combinations(tables, 2):
        for first, second in product(_classified(one, told), _classified(other, told)):
            if first.column in _columns(other, told) or second.column in _columns(one, told):
                continue
            of_both = first.column in one.by and second.column in other.by
            kin = of_both and _origin(specification, first.column) == _origin(specification, second.column)
            if kin or _share_classes(rows, one, first, second):
                said = (
                    f"“{second.column}” of {other.name} and “{first.column}” of {one.name} classify the same thing: "
                    "cells of one add up to cells of the other. Cross the finer one in both, with the coarser as its "
                    "`hierarchies`; or say with `alone` why a table need not be protected with the other."
                )
                way = ("by", other.by.index(second.column)) if second.column in other.by else ("measures",)
                yield specification.written.fault((*other.way, *way), said)


def _classified(table: TableSpecification, told: Mapping[str, Sequence[Classes]]) -> list[Classes]:
    """The domains of a table, and the classes that its measures count."""
    return [*(Classes(name, name, pl.col(name).cast(pl.String)) for name in table.by), *told[table.name]]


def _columns(table: TableSpecification, told: Mapping[str, Sequence[Classes]]) -> set[str]:
    return {one.column for one in _classified(table, told)}


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
    """The variables whose codes a table counts by its measures: proportions, and any measure of indicators."""
    for measure in table.measures:
        one = measure.measure if isinstance(measure, Difference) else measure
        for column in columns_of_measure(one):
            indicator = isinstance(specification.variables.get(column.column), Indicates)
            if isinstance(one, Proportion) or (isinstance(one, Mean | Total | Ratio | Rate) and indicator):
                yield column.column


def _origin(specification: Specification, name: str) -> str:
    """The column of the file from which a variable is derived in the end."""
    while name in specification.variables:
        name = specification.variables[name].of
    return name


def _share_classes(rows: pl.LazyFrame, table: TableSpecification, first: Classes, second: Classes) -> bool:
    """Whether some classes of one are, taken together, some classes of the other, and not everybody.

    Classes that have a person in common hang together; what falls apart then is a class, or a sum of them, in both.
    """
    pairs = (
        universe(rows, table.where)
        .select(first.code.alias("first"), second.code.alias("second"))
        .filter(pl.all_horizontal(pl.all().is_not_null() & (pl.all() != NO_ANSWER)))
        .unique()
        .collect(engine="streaming")
    )
    firsts, seconds = pairs["first"].n_unique(), pairs["second"].n_unique()
    return min(firsts, seconds) >= TWO and hanging_together(pairs.rows()) > 1
