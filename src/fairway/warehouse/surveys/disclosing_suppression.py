"""One pattern of withheld cells for linked tables, safe in every number that adds up: persons, respondents, amounts.

A cell is withheld with everything in its row, so one pattern serves all numbers. It is found for one after the other,
each search starting from what is withheld already; since withholding more never narrows what an intruder must think
possible, what was safe stays safe, and every number is audited with the final pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fairway.methods.disclosure.audit import AuditReport, Progress, audit
from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.disclosure.extend import Extension
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.moves import NOBODY
from fairway.methods.disclosure.tables import TableSet
from fairway.warehouse.surveys.disclosing_cells import PERSONS, Additive, key_of
from fairway.warehouse.surveys.disclosing_contributors import ALL, HOLDER
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.running_tables import EstimatedTable
from fairway.warehouse.surveys.specification_errors import TablesUnlinkable

SAME: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Suppression:
    """What is withheld, and the proof that it is enough.

    Attributes:
        tables: The names of the tables that were one problem.
        withheld: The cells: the dimensions of all tables as text, null where summed over.
        cells: How many cells there are; `primary` and `secondary` of them are withheld.
        numbers: What was audited.
    """

    tables: tuple[str, ...]
    withheld: pl.DataFrame
    cells: int
    primary: int
    secondary: int
    numbers: tuple[str, ...]


def suppressed(
    estimated: Sequence[EstimatedTable],
    numbers: Sequence[Sequence[Additive]],
    telling: Telling,
) -> Suppression:
    """Withholds cells of linked tables until no number can be worked out too closely.

    Args:
        estimated: The tables.
        numbers: For each of them, what adds up.
        telling: Told how far it is.

    Raises:
        TablesUnlinkable: Two tables count different people in a cell that they share.
        UnsafeTable: No pattern is safe; the cells are named, and nothing may be published.
    """
    names = tuple(one.table.name for one in estimated)
    dimensions = list(dict.fromkeys(name for one in estimated for name in one.table.by))
    joined = list(_joined(estimated, numbers, dimensions))
    told = tuple(_said(one.number) for one in joined)
    first = np.unique(joined[0].at, return_index=True)[1]
    keys = joined[0].number.cells[first].select(dimensions)
    cells = len(first)
    unsafe = np.zeros(cells, dtype=bool)
    for one in joined:
        np.logical_or.at(unsafe, one.at, one.number.cells["unsafe"].to_numpy())
    if not unsafe.any():
        return Suppression(names, keys.clear(), cells, 0, 0, told)
    if not dimensions:
        # One cell alone: there is nothing from which it could be worked out.
        return Suppression(names, pl.DataFrame({ALL: [1]}), cells, 1, 0, told)
    joined = [one for one in joined if _crossed(one, dimensions)]
    sets = [_table_set(one, unsafe, _crossed(one, dimensions), estimated) for one in joined]
    withheld, reports = _pattern(sets, joined, unsafe, telling)
    _refuse_unsafe(names, [_said(one.number) for one in joined], reports)
    secondary = int((withheld & ~unsafe).sum())
    held = keys.filter(pl.Series(withheld))
    return Suppression(names, held, cells, int(unsafe.sum()), secondary, told)


@dataclass(frozen=True, slots=True)
class Placed:
    """A number over all tables that print it.

    Attributes:
        number: Each of its cells once.
        at: The position of each cell among all cells of the tables, a class at that of its cell; shape (cells,).
    """

    number: Additive
    at: NDArray[np.int64]


def _joined(
    estimated: Sequence[EstimatedTable],
    numbers: Sequence[Sequence[Additive]],
    dimensions: list[str],
) -> Iterator[Placed]:
    """Each number over all tables that print it; the first is of persons and has every cell."""
    every = [(one.table.name, number) for one, some in zip(estimated, numbers, strict=True) for number in some]
    names = [*dimensions, ALL]
    persons = [_wide(number.cells, dimensions) for _, number in every if number.name == PERSONS]
    keys = pl.concat([one.select(names) for one in persons]).unique(maintain_order=True).with_row_index("(at)")
    for name in dict.fromkeys(number.name for _, number in every):
        some = [(table, number) for table, number in every if number.name == name]
        classes = tuple(dict.fromkeys(one for _, number in some for one in number.classes))
        cells = pl.concat([_wide(number.cells, [*dimensions, *classes]) for _, number in some])
        _refuse_different(name, [table for table, _ in some], cells, [*dimensions, *classes, ALL])
        once = cells.group_by([*names, *classes], maintain_order=True).agg(
            pl.col("value", "n", HOLDER).first(),
            pl.col("unsafe").any(),
            pl.col("lower", "upper").max(),
        )
        placed = keys.join(once, on=names, how="inner", nulls_equal=True, maintain_order="left")
        number = Additive(name, some[0][1].kind, placed.drop("(at)", ALL), classes)
        yield Placed(number, placed["(at)"].to_numpy().astype(np.int64))


def _said(number: Additive) -> str:
    """A number in words."""
    told = ", ".join(name.removeprefix("answer ") for name in number.classes)
    return f"{number.name} (with the numbers that measures tell of {told})" if told else number.name


def _wide(cells: pl.DataFrame, dimensions: list[str]) -> pl.DataFrame:
    columns = [
        (pl.col(name).cast(pl.String) if name in cells.columns else pl.lit(None, pl.String)).alias(name)
        for name in dimensions
    ]
    return cells.select(
        *columns,
        pl.lit(1).alias(ALL),
        pl.col("value").cast(pl.Float64),
        pl.col("n").cast(pl.Int64),
        (pl.col(HOLDER).cast(pl.String) if HOLDER in cells.columns else pl.lit(None, pl.String)).alias(HOLDER),
        "unsafe",
        pl.col("lower", "upper").cast(pl.Float64),
    )


def _refuse_different(name: str, tables: list[str], cells: pl.DataFrame, names: list[str]) -> None:
    spread = (pl.col("value").max() - pl.col("value").min()).alias("spread")
    apart = cells.group_by(names, maintain_order=True).agg(spread, pl.col("value").abs().max())
    wrong = apart.filter(pl.col("spread") > SAME * (1.0 + pl.col("value")))
    if len(wrong):
        first = key_of(names[:-1], wrong.row(0, named=True))
        msg = (
            f"The tables {', '.join(tables)} share cells, and do not agree on the {name} of {len(wrong)} of them "
            f"({first}, for instance): one of them leaves out rows whose domain variable has no answer."
        )
        raise TablesUnlinkable(
            msg,
            advice="Give those rows a code: derive the variable with `unknown: not stated`. Or set `alone` with the "
            "reason why the tables need not be protected together.",
            details={"tables": tables, "cells": len(wrong)},
        )


def _crossed(placed: Placed, dimensions: list[str]) -> list[str]:
    """The dimensions of the tables that print a number; without any, it adds up to nothing."""
    return [name for name in dimensions if placed.number.cells[name].null_count() < len(placed.number.cells)]


def _table_set(
    placed: Placed,
    unsafe: NDArray[np.bool_],
    dimensions: list[str],
    estimated: Sequence[EstimatedTable],
) -> TableSet:
    number = placed.number
    of_class = pl.any_horizontal([pl.lit(value=False), *(pl.col(name).is_not_null() for name in number.classes)])
    # What makes a cell unsafe need not endanger each class in it; a class in danger is marked by itself.
    whole = pl.when(of_class).then("unsafe").otherwise(pl.Series(unsafe[placed.at]))
    cells = number.cells.with_columns(whole.alias("unsafe"))
    _refuse_forced(cells.filter(_always(estimated, dimensions) & pl.col("unsafe")), [*dimensions, *number.classes])
    level = [pl.when(pl.col(name) > 0).then(pl.col(name)).alias(name) for name in ("lower", "upper")]
    counts = number.kind == "count"
    found = TableSet.of(
        cells.with_columns(*level, _always(estimated, dimensions).alias("always")),
        [*dimensions, *number.classes],
        value="value",
        hierarchies={name: trees for name, trees in hierarchies_of(estimated).items() if name in dimensions},
        kind="count" if counts else "magnitude",
        primary="unsafe",
        contributors="n",
        forced="always",
        # The levels of the rules are in the unit of weighted figures; a count of respondents is blurred by one.
        lower=None if counts else "lower",
        upper=None if counts else "upper",
        floor=float("-inf") if bool((cells["value"] < 0).any()) else None,
        zeros="published" if number.name == "respondents" else "suppressible",
    )
    return _with_holdings(found, cells[HOLDER])


def _refuse_forced(cells: pl.DataFrame, dimensions: list[str]) -> None:
    if len(cells):
        names = [key_of(dimensions, row) for row in cells.sort(dimensions).iter_rows(named=True)]
        raise UnsafeTable(
            names,
            ["it must be printed, and is unsafe by itself"] * len(names),
            advice="Nothing was published. Leave these margins out of `always`, or merge the categories or answers "
            "that few have.",
        )


def _with_holdings(tables: TableSet, holders: pl.Series) -> TableSet:
    """The cells with the holdings that are alone in them: one that is alone in several knows all of those."""
    if holders.null_count() == len(holders):
        return tables
    number = holders.rank("dense").cast(pl.Int64).fill_null(NOBODY).to_numpy()
    return replace(tables, respondent=number)


def _always(estimated: Sequence[EstimatedTable], dimensions: list[str]) -> pl.Expr:
    """The cells of margins that must be printed."""
    found = pl.lit(value=False)
    for one in estimated:
        for kept in one.table.protection.always:
            found |= pl.all_horizontal([pl.col(name).is_not_null() == (name in kept) for name in dimensions])
    return found


def hierarchies_of(estimated: Sequence[EstimatedTable]) -> Mapping[str, list[Hierarchy]]:
    """The code trees of each dimension, each once."""
    found: dict[str, list[Hierarchy]] = {}
    for one in estimated:
        for name, pairs in one.table.hierarchies.items():
            tree = Hierarchy.of_pairs(pairs.items())
            if tree not in found.setdefault(name, []):
                found[name].append(tree)
    return found


def _pattern(
    sets: Sequence[TableSet],
    joined: Sequence[Placed],
    unsafe: NDArray[np.bool_],
    telling: Telling,
) -> tuple[NDArray[np.bool_], list[AuditReport]]:
    """Grows one pattern over all numbers, then audits each with it."""
    withheld = unsafe.copy()
    growing: list[Extension] = []
    for tables, one in zip(sets, joined, strict=True):
        extension = Extension(tables, withheld[one.at])
        extension.meet_all(_step(telling, f"Protecting {one.number.name}"))
        growing.append(extension)
        np.logical_or.at(withheld, one.at, extension.withheld)
    while True:
        reports = [
            audit(
                tables,
                withheld[one.at],
                moves=extension.moves,
                bounds=False,
                progress=_step(telling, f"Auditing {one.number.name}"),
            )
            for tables, one, extension in zip(sets, joined, growing, strict=True)
        ]
        before = int(withheld.sum())
        for extension, one, report in zip(growing, joined, reports, strict=True):
            for need in {finding.need for finding in report.findings} - set(extension.failing):
                extension.meet(need)
            np.logical_or.at(withheld, one.at, extension.withheld)
        if int(withheld.sum()) == before:
            return withheld, reports


def _step(telling: Telling, step: str) -> Progress:
    return lambda done, total, _: telling(step, done, total)


def _refuse_unsafe(names: Sequence[str], told: Sequence[str], reports: Sequence[AuditReport]) -> None:
    cells, reasons = [], []
    for number, report in zip(told, reports, strict=True):
        failing = report.cells.filter(~pl.col("passed"))
        cells += failing["cell"].to_list()
        reasons += [f"{number}: {why}" for why in failing["why"].to_list()]
    if cells:
        raise UnsafeTable(
            cells,
            reasons,
            advice=f"Nothing was published. Merge categories around these cells of {', '.join(names)}, cross fewer "
            "variables, or round the table instead.",
        )
