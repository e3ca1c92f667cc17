"""The cells of estimated tables as disclosure control sees them: who is in each, how much, and which are unsafe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
import polars as pl

from fairway.methods.disclosure.primary import (
    Dominance,
    GroupDisclosure,
    MinimumFrequency,
    PPercent,
    PriorPosterior,
    Rule,
    ZeroCells,
    unsafe_cells,
)
from fairway.methods.disclosure.primary_contributions import AMOUNTS, WEIGHTS, largest_contributions
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Total
from fairway.methods.survey.plan import Between, Condition, Is
from fairway.warehouse.surveys.running_tables import EstimatedTable, difference_label
from fairway.warehouse.surveys.specification import TableSpecification
from fairway.warehouse.surveys.specification_columns import columns_of_measure
from fairway.warehouse.surveys.specification_variables import held

OF_COUNTS: Final = (MinimumFrequency, GroupDisclosure)
OF_AMOUNTS: Final = (Dominance, PPercent, PriorPosterior, ZeroCells)
PERSONS: Final = "persons"
ALL: Final = "(all)"
"""A column that is alike in every row: tables without domain variables have a key too."""


@dataclass(frozen=True, slots=True)
class Additive:
    """Numbers that add up over the margins of a table, whether they are printed or can be worked out.

    Attributes:
        name: “persons”, “respondents”, “amount of earn”, “respondents of mean earn”.
        kind: Counts of respondents are whole numbers that everybody knows to be 1 or more where a row is.
        cells: One row a cell: the dimensions as text (null: summed over), `value`, `n`, `unsafe`, `lower`, `upper`.
    """

    name: str
    kind: str
    cells: pl.DataFrame


def additive_numbers(
    estimated: EstimatedTable, rows: pl.LazyFrame, weight: str | None, columns: Mapping[str, tuple[str, ...]]
) -> list[Additive]:
    """Everything about a table that an intruder can add up.

    Args:
        estimated: The table with every margin.
        rows: The prepared microdata, with the columns of the hierarchies.
        weight: The column of weights; None where each row counts 1.
        columns: As `with_groups` returns them.
    """
    table = estimated.table
    frame = estimated.frame.filter(_plain(table)).with_columns(pl.col(name).cast(pl.String) for name in table.by)
    found = list(_counted(frame, table))
    if table.protection.contributor is not None:
        found = [_by_contributor(found[0], table, rows, weight, columns), *found[1:]]
    weighed = [rule for rule in table.protection.rules if isinstance(rule, OF_AMOUNTS)]
    for amount in _amounts(table, everything=bool(weighed)):
        if weighed:
            cells = _contributions(rows, table, columns, amount, weight)
            judged = _judged(cells, [*weighed, *_frequency(table)])
            found.append(Additive(f"amount of {amount}", "magnitude", _as_printed(judged, frame, table, amount)))
        else:
            of_it = frame.filter(pl.col("measure") == f"total {amount}")
            found.append(Additive(f"amount of {amount}", "magnitude", _safe(of_it, table, "estimate")))
    return found


def _plain(table: TableSpecification) -> pl.Expr:
    found = pl.lit(value=True)
    for one in table.measures:
        if isinstance(one, Difference):
            found &= ~pl.col("measure").str.ends_with(difference_label(one))
    return found


def _frequency(table: TableSpecification) -> list[Rule]:
    return [rule for rule in table.protection.rules if isinstance(rule, MinimumFrequency)]


def _counted(frame: pl.DataFrame, table: TableSpecification) -> Iterator[Additive]:
    """Persons, their respondents, and the respondents of each measure where they are others."""
    rules = [rule for rule in table.protection.rules if isinstance(rule, OF_COUNTS)]
    persons = frame.filter(pl.col("measure") == "total")
    cells = _judged(_summary(persons, table), rules)
    yield Additive(PERSONS, "magnitude", cells)
    yield Additive("respondents", "count", cells.with_columns(pl.col("n").cast(pl.Float64).alias("value")))
    told = {tuple(persons["n"])}
    for (measure,), of_it in frame.group_by("measure", maintain_order=True):
        first = of_it.unique(list(table.by), keep="first", maintain_order=True) if table.by else of_it.head(1)
        first = (
            persons.select(table.by).join(first, on=list(table.by), how="left", nulls_equal=True) if table.by else first
        )
        if tuple(first["n"]) in told:
            continue
        told.add(tuple(first["n"]))
        summary = _summary(first.with_columns(pl.col("n").cast(pl.Float64).alias("estimate")), table)
        yield Additive(f"respondents of {measure}", "count", _judged(summary, rules))


def _summary(frame: pl.DataFrame, table: TableSpecification) -> pl.DataFrame:
    """The summary that the primary rules read, for a table in which each respondent contributes 1."""
    ones = [pl.when(pl.col("n") > rank).then(1.0).alias(name) for rank, name in enumerate((*AMOUNTS,))]
    shares = [pl.when(pl.col("n") > rank).then(1.0).alias(name) for rank, name in enumerate((*WEIGHTS,))]
    total = pl.col("estimate").fill_null(0.0).alias("total")
    return frame.select(*table.by, pl.col("n").fill_null(0), total, *ones, *shares)


def _judged(cells: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """The cells with `unsafe`, `lower` and `upper`; rules of groups look at the innermost cells alone."""
    within = [name for name in cells.columns if name not in ("n", "total", *AMOUNTS, *WEIGHTS)]
    inner = pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in within)])
    parts = [(cells.filter(inner), list(rules)), (cells.filter(~inner), [r for r in rules if not _of_group(r)])]
    judged = [
        unsafe_cells(part, some)
        if some and len(part)
        else part.with_columns(
            pl.lit(value=False).alias("unsafe"), pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper")
        )
        for part, some in parts
    ]
    kept = [one.select(*within, pl.col("total").alias("value"), "n", "unsafe", "lower", "upper") for one in judged]
    return pl.concat(kept, how="vertical_relaxed")


def _as_printed(cells: pl.DataFrame, frame: pl.DataFrame, table: TableSpecification, amount: str) -> pl.DataFrame:
    """The cells with the totals that are printed, where they are: calibration makes them others than Σ w·y."""
    printed = frame.filter(pl.col("measure") == f"total {amount}")
    if not len(printed):
        return cells
    if not table.by:
        return cells.with_columns(pl.lit(printed["estimate"][0]).alias("value"))
    estimate = printed.select(*table.by, pl.col("estimate").fill_null(0.0))
    joined = estimate.join(cells, on=list(table.by), how="left", nulls_equal=True, maintain_order="left")
    return joined.select(
        *table.by,
        pl.col("estimate").alias("value"),
        pl.col("n").fill_null(0),
        pl.col("unsafe").fill_null(value=False),
        pl.col("lower", "upper").fill_null(0.0),
    )


def _of_group(rule: Rule) -> bool:
    return isinstance(rule, GroupDisclosure)


def _safe(frame: pl.DataFrame, table: TableSpecification, value: str) -> pl.DataFrame:
    """Cells that no rule judges by themselves: they follow the count of their respondents."""
    return frame.select(
        *table.by,
        pl.col(value).fill_null(0.0).alias("value"),
        "n",
        pl.lit(value=False).alias("unsafe"),
        pl.lit(0.0).alias("lower"),
        pl.lit(0.0).alias("upper"),
    )


def _amounts(table: TableSpecification, *, everything: bool) -> list[str]:
    """The amounts whose totals are printed; with rules for amounts, also those that a mean and a count tell."""
    named: list[str] = []
    for measure in table.measures:
        one = measure.measure if isinstance(measure, Difference) else measure
        if isinstance(one, Total):
            named += [one.of] if one.of is not None else []
        elif everything:
            named += [column.column for column in columns_of_measure(one) if column.number]
    return list(dict.fromkeys(named))


def _by_contributor(
    persons: Additive,
    table: TableSpecification,
    rows: pl.LazyFrame,
    weight: str | None,
    columns: Mapping[str, tuple[str, ...]],
) -> Additive:
    """The persons again, judged by the holdings or households that they belong to."""
    rules = [rule for rule in table.protection.rules if isinstance(rule, OF_COUNTS)]
    holdings = _judged(_contributions(rows, table, columns, None, weight), rules)
    keys = list(table.by)
    if not keys:
        return Additive(persons.name, persons.kind, holdings)
    return Additive(
        persons.name,
        persons.kind,
        persons.cells.select(*keys, "value").join(
            holdings.select(*keys, "n", "unsafe", "lower", "upper"), on=keys, how="left", nulls_equal=True
        ),
    )


def _contributions(
    rows: pl.LazyFrame,
    table: TableSpecification,
    columns: Mapping[str, tuple[str, ...]],
    amount: str | None,
    weight: str | None,
) -> pl.DataFrame:
    """The largest contributors of every cell of every margin and group."""
    inside = universe(rows, table.where)
    kept = [*(column for name in table.by for column in columns.get(name, (name,)))]
    contributor = table.protection.contributor
    wanted = dict.fromkeys([*kept, *(one for one in (amount, weight, contributor) if one is not None)])
    frame = inside.select(list(wanted)).collect(engine="streaming")
    frame = frame.filter(pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in table.by)]))
    if amount is not None:
        frame = frame.filter(pl.col(amount).is_not_null() & ~pl.col(amount).cast(pl.Float64).is_nan())
    frame = frame.with_columns(pl.lit(1).alias(ALL))
    merged = _Merged.of(frame, table, kept, amount, weight) if contributor is None else None
    parts = []
    for chosen in product(*((None, *columns.get(name, (name,))) for name in table.by)):
        used = [*(column for column in chosen if column is not None), ALL]
        if merged is not None:
            cells = merged.over(used)
        else:
            cells = largest_contributions(_in_group(frame, used), used, amount, weight, contributor)
        names = [
            (pl.lit(None, pl.String) if column is None else pl.col(column).cast(pl.String)).alias(name)
            for name, column in zip(table.by, chosen, strict=True)
        ]
        parts.append(cells.select(*names, "n", "total", *AMOUNTS, *WEIGHTS))
    return pl.concat(parts, how="vertical_relaxed")


def _in_group(frame: pl.DataFrame, used: Sequence[str]) -> pl.DataFrame:
    """The rows that have a group at every depth asked for."""
    return frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in used))


@dataclass(frozen=True, slots=True)
class _Merged:
    """The innermost cells, from which those of every margin follow: the largest of all are among the largest of each.

    Attributes:
        cells: Contributors and totals.
        largest: A row for each of the largest contributions.
    """

    cells: pl.DataFrame
    largest: pl.DataFrame

    @classmethod
    def of(
        cls, frame: pl.DataFrame, table: TableSpecification, kept: Sequence[str], amount: str | None, weight: str | None
    ) -> _Merged:
        """From the rows; each of them is a contributor of its own."""
        inner = [*table.by, ALL]
        cells = largest_contributions(frame, inner, amount, weight)
        groups = frame.select(*dict.fromkeys((*kept, ALL))).unique()
        cells = cells.join(groups, on=inner, how="left")
        names = groups.columns
        ranked = [
            cells.select(*names, pl.col(one).alias("(amount)"), pl.col(share).alias("(weight)"))
            for one, share in zip(AMOUNTS, WEIGHTS, strict=True)
        ]
        return cls(cells.select(*names, "n", "total"), pl.concat(ranked).drop_nulls("(amount)"))

    def over(self, used: list[str]) -> pl.DataFrame:
        """The cells of a margin."""
        sums = _in_group(self.cells, used).group_by(used).agg(pl.col("n", "total").sum())
        tops = largest_contributions(_in_group(self.largest, used), used, "(amount)", "(weight)").drop("n", "total")
        return sums.join(tops, on=used, how="left").sort(used)


def universe(rows: pl.LazyFrame, where: Sequence[Condition]) -> pl.LazyFrame:
    """The rows that meet every condition; unknown is not met."""
    schema = rows.collect_schema()
    for condition in where:
        column = pl.col(condition.column)
        if isinstance(condition, Is):
            rows = rows.filter(held(condition.column, condition.values, schema[condition.column]))
        elif isinstance(condition, Between):
            low = -np.inf if condition.low is None else condition.low
            high = np.inf if condition.high is None else condition.high
            rows = rows.filter(column.cast(pl.Float64).is_between(low, high))
        else:
            rows = rows.filter(column.is_not_null())
    return rows


def key_of(by: Sequence[str], row: Mapping[str, Any]) -> str:
    """A cell in words."""
    return ", ".join(f"{name} {row[name]}" for name in by if row[name] is not None) or "the grand total"
