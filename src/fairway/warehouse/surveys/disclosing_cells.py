"""The cells of estimated tables as disclosure control sees them: who is in each, how much, and which are unsafe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

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
from fairway.methods.disclosure.primary_contributions import AMOUNTS, WEIGHTS
from fairway.methods.survey.contrasts import Difference
from fairway.warehouse.surveys.disclosing_contributors import ALL, HOLDER, Records
from fairway.warehouse.surveys.disclosing_told import (
    NO_ANSWER,
    Amount,
    Classes,
    Told,
    joined_classes,
    measures_of,
    told_by,
)
from fairway.warehouse.surveys.running_tables import EstimatedTable, difference_label
from fairway.warehouse.surveys.specification import TableSpecification
from fairway.warehouse.surveys.specification_columns import columns_of_measure

OF_COUNTS: Final = (MinimumFrequency, GroupDisclosure)
OF_AMOUNTS: Final = (Dominance, PPercent, PriorPosterior, ZeroCells)
PERSONS: Final = "persons"
JUDGED: Final = ("value", "n", "unsafe", "lower", "upper")


@dataclass(frozen=True, slots=True)
class Additive:
    """Numbers that add up over the margins of a table, whether they are printed or can be worked out.

    Attributes:
        name: “persons”, “respondents”, “amount of earn”, “respondents of earn”.
        kind: Counts of respondents are whole numbers that everybody knows to be 1 or more where a row is.
        cells: One row a cell: the dimensions as text (null: summed over), `value`, `n` (respondents, or holdings),
            `unsafe`, `lower`, `upper`; with holdings also `HOLDER`, the one that is alone in the cell.
        classes: Further dimensions: the classes that measures count. A cell is withheld with all of its classes.
    """

    name: str
    kind: str
    cells: pl.DataFrame
    classes: tuple[str, ...] = ()


def additive_numbers(
    estimated: EstimatedTable, rows: pl.LazyFrame, weight: str | None, columns: Mapping[str, tuple[str, ...]]
) -> list[Additive]:
    """Everything about a table that an intruder can add up.

    Args:
        estimated: The table with every margin.
        rows: The prepared microdata, with the columns of the hierarchies.
        weight: The column of weights, as they are in the estimates; None where each row counts 1.
        columns: As `with_groups` returns them.
    """
    table = estimated.table
    told = told_by(table, rows)
    told = replace(told, classes=tuple(joined_classes(table, rows, told.classes)))
    records = Records.of(rows, table, columns, weight)
    frame = estimated.frame.filter(_plain(table) & (pl.col("measure") == "total"))
    persons = frame.with_columns(pl.col(name).cast(pl.String) for name in table.by)
    found = list(_counted(persons, table, records, told))
    found += [_of_amount(amount, table, records) for amount in told.amounts]
    if any(isinstance(rule, OF_AMOUNTS) for rule in table.protection.rules):
        for column in _ordered(table, told):
            cells = _judged(records.contributions(pl.col(column).cast(pl.Float64)), table.by, _rules_of_amounts(table))
            found.append(Additive(f"amount of {column}", "magnitude", cells))
    return found


def _plain(table: TableSpecification) -> pl.Expr:
    found = pl.lit(value=True)
    for one in table.measures:
        if isinstance(one, Difference):
            found &= ~pl.col("measure").str.ends_with(difference_label(one))
    return found


def _rules_of_amounts(table: TableSpecification) -> list[Rule]:
    return [rule for rule in table.protection.rules if isinstance(rule, (*OF_AMOUNTS, MinimumFrequency))]


def _ordered(table: TableSpecification, told: Told) -> list[str]:
    """The columns of which a measure tells the order alone: quantiles and the Gini coefficient."""
    there = {one.name for one in told.amounts}
    named = [
        one.column
        for measure in measures_of(table)
        if not hasattr(measure, "numerator")
        for one in columns_of_measure(measure)
        if one.number and one.column not in there
    ]
    return list(dict.fromkeys(named))


def _counted(persons: pl.DataFrame, table: TableSpecification, records: Records, told: Told) -> Iterator[Additive]:
    """Persons in classes, their respondents, and the respondents of each measure where they are others."""
    rules = [rule for rule in table.protection.rules if isinstance(rule, OF_COUNTS)]
    whole = persons.select(
        *table.by, pl.col("estimate").fill_null(0.0).alias("total"), pl.col("n").fill_null(0).alias("rows")
    )
    whole = _with_holdings(whole, table, records)
    cells = _judged(_of_ones(whole), table.by, rules)
    classes = tuple(one.name for one in told.classes)
    inside = [_in_class(records, table, one) for one in told.classes]
    yield Additive(PERSONS, "magnitude", pl.concat([cells, *inside], how="diagonal_relaxed"), classes)
    respondents = whole.select(pl.col("rows").cast(pl.Float64).alias("value")).to_series()
    yield Additive("respondents", "count", cells.with_columns(respondents))
    for one in told.answered:
        answers = records.summed(pl.when(one.known).then(1.0), weighted=False).rename({"value": "total"})
        yield Additive(f"respondents of {one.name}", "count", _judged(_of_ones(answers), table.by, rules))


def _with_holdings(whole: pl.DataFrame, table: TableSpecification, records: Records) -> pl.DataFrame:
    """The cells with `n`: the rows that are in them, or the holdings or households."""
    if table.protection.contributor is None:
        return whole.with_columns(pl.col("rows").alias("n"))
    holdings = records.summed(pl.lit(1.0), weighted=False).with_columns(pl.lit(1).alias(ALL)).drop("value")
    keys = [*table.by, ALL]
    return (
        whole.with_columns(pl.lit(1).alias(ALL))
        .join(holdings, on=keys, how="left", nulls_equal=True, maintain_order="left")
        .drop(ALL)
        .with_columns(pl.col("n").fill_null(0))
    )


def _in_class(records: Records, table: TableSpecification, within: Classes) -> pl.DataFrame:
    """The persons of every cell in each class; few of them are unsafe, as they are in a domain."""
    cells = records.summed(pl.lit(1.0), weighted=True, within=within).rename({"value": "total"})
    frequency = [rule for rule in table.protection.rules if isinstance(rule, MinimumFrequency)]
    judged = _judged(_of_ones(cells), (*table.by, within.name), frequency)
    answered = pl.col(within.name) != NO_ANSWER
    return judged.with_columns(pl.col("unsafe") & answered)


def _of_amount(amount: Amount, table: TableSpecification, records: Records) -> Additive:
    """An amount: judged by the rules for amounts where there are any; else it follows the count of its respondents."""
    if any(isinstance(rule, OF_AMOUNTS) for rule in table.protection.rules):
        cells = _judged(records.contributions(amount.value), table.by, _rules_of_amounts(table))
    else:
        summed = records.summed(amount.value, weighted=True)
        cells = summed.with_columns(
            pl.lit(value=False).alias("unsafe"), pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper")
        )
    return Additive(f"amount of {amount.name}", "magnitude", cells)


def _of_ones(cells: pl.DataFrame) -> pl.DataFrame:
    """The summary that the primary rules read, for a table in which each respondent contributes 1."""
    ones = [pl.when(pl.col("n") > rank).then(1.0).alias(name) for rank, name in enumerate((*AMOUNTS,))]
    shares = [pl.when(pl.col("n") > rank).then(1.0).alias(name) for rank, name in enumerate((*WEIGHTS,))]
    return cells.with_columns(*ones, *shares)


def _judged(cells: pl.DataFrame, within: Sequence[str], rules: Sequence[Rule]) -> pl.DataFrame:
    """The cells with `unsafe`, `lower` and `upper`; rules of groups look at the innermost cells alone."""
    inner = pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in within)])
    order = cells.with_row_index("(row)")
    parts = [
        (order.filter(inner), list(rules)),
        (order.filter(~inner), [rule for rule in rules if not isinstance(rule, GroupDisclosure)]),
    ]
    judged = [
        unsafe_cells(part, some)
        if some and len(part)
        else part.with_columns(
            pl.lit(value=False).alias("unsafe"), pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper")
        )
        for part, some in parts
    ]
    also = [HOLDER] if HOLDER in cells.columns else []
    names = [*within, pl.col("total").alias("value"), *JUDGED[1:], *also, "(row)"]
    return pl.concat([one.select(names) for one in judged], how="vertical_relaxed").sort("(row)").drop("(row)")


def key_of(by: Sequence[str], row: Mapping[str, Any]) -> str:
    """A cell in words."""
    return ", ".join(f"{name} {row[name]}" for name in by if row[name] is not None) or "the grand total"
