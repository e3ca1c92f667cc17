"""Figures of payers alone, and the share who paid nothing: estimated apart, shown as far as others are shown already.

Who paid nothing has a cost of 0 by definition, which no suppression can hide: so costs are not crossed with payment.
The protected tables count workers, and add up earnings, with and without costs. What payers paid is then what all
paid, and the rest follows:

    mean cost of payers = total cost / number of payers        share of zero costs = number without / number of all

A figure here is shown where the cells that it follows from are shown, its errors where theirs are whole, and a quantile
where so many payers are expected on either side as a cell needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from fairway.recruitment.costs.figures import OF_PAYERS_ALONE, PAID, PAYER, WORKERS, ZERO_SHARE, label_of, payer_figures
from fairway.recruitment.costs.method import Method
from fairway.warehouse.surveys.disclosing import SafeTable
from fairway.warehouse.surveys.disclosing_quantiles import without_extremes
from fairway.warehouse.surveys.running import silent
from fairway.warehouse.surveys.running_opening import OpenedSurvey, opened_survey
from fairway.warehouse.surveys.running_tables import EstimatedTable, estimated
from fairway.warehouse.surveys.specification import Specification, TableSpecification
from fairway.warehouse.surveys.specification_columns import columns_named

ERRORS: Final = ("se", "low", "high", "cv", "deff", "df", "n")
ALL: Final = "(all)"


@dataclass(frozen=True, slots=True)
class Beside:
    """Figures that follow from a table's numbers.

    Attributes:
        payers: Every measure of payers, in every cell that has some; unprotected but for extremes.
        shares: The share who paid nothing, likewise.
    """

    payers: pl.DataFrame
    shares: pl.DataFrame


def with_payers_alone(rows: pl.DataFrame) -> pl.DataFrame:
    """The workers with the columns of figures of payers, null of everybody else."""
    pays = pl.col(PAYER) == PAID
    return rows.with_columns(
        pl.when(pays).then(pl.lit(1.0) if name is None else pl.col(name)).alias(alone)
        for name, alone in OF_PAYERS_ALONE.items()
    )


def tables_beside(tables: Sequence[TableSpecification], method: Method) -> list[TableSpecification]:
    """The tables with the figures that follow: all in one pass, for a pass is what takes time."""
    measures = (*(one.measure for one in payer_figures(method)), ZERO_SHARE.measure)
    return [replace(table, measures=measures) for table in tables]


def figures_beside(
    specification: Specification,
    tables: Sequence[TableSpecification],
    method: Method,
    persons: Path,
) -> Mapping[str, Beside]:
    """Estimates them for each table.

    Args:
        specification: As the tables were run.
        tables: Those by characteristics, without payment.
        method: Whose figures.
        persons: The file they were run on, with the columns of `with_payers_alone`.
    """
    wanted = tables_beside(tables, method)
    named = tuple(columns_named(specification.design, {}, {}, None, wanted))
    asked = replace(specification, tables=tuple(wanted), named=named)
    found = {}
    with opened_survey(asked, persons, persons.parent, "memory", silent) as opened:
        for table in wanted:
            made = estimated(opened, table, opened.columns[table.name], None, silent)
            is_share = pl.col("measure") == label_of(ZERO_SHARE.measure)
            figures = _without_extremes(made, opened)
            # A cell without payers has no row.
            found[table.name] = Beside(
                figures.filter(~is_share, pl.col("n") > 0), figures.filter(is_share).drop("(thin)", strict=False)
            )
    return found


def _without_extremes(one: EstimatedTable, opened: OpenedSurvey) -> pl.DataFrame:
    frame = one.frame.with_columns(pl.col("n").alias("(n)"))
    if one.table.protection.method == "none":
        return frame
    frame, thin = without_extremes(frame, one.table, opened.rows, opened.columns[one.table.name])
    return frame.with_columns(thin.alias("(thin)"))


def shown(frame: pl.DataFrame, counted: SafeTable, parts: Sequence[str | None]) -> pl.DataFrame:
    """The figures with `disclosure`, and without errors that would tell how many workers there are.

    Args:
        frame: Figures of `Beside`.
        counted: The protected table that counts workers by payment.
        parts: The categories of payment (None: together) that the figures follow from.
    """
    by = [name for name in counted.estimated.table.by if name != PAYER]
    totals = counted.frame.filter(pl.col("measure") == label_of(WORKERS), pl.col(PAYER).is_in(parts, nulls_equal=True))
    open_cell = pl.col("disclosure").is_null()
    keyed = totals.select(
        *by,
        pl.lit(1).alias(ALL),
        open_cell.alias("(open)"),
        (open_cell & pl.col("n").is_not_null()).alias("(whole)"),
    )
    keys = [*by, ALL]
    cells = keyed.group_by(keys).agg(pl.col("(open)", "(whole)").all())
    joined = frame.with_columns(pl.lit(1).alias(ALL)).join(
        cells, on=keys, how="left", nulls_equal=True, maintain_order="left"
    )
    thin = pl.col("(thin)") if "(thin)" in frame.columns else pl.lit(value=False)
    hidden = ~pl.col("(open)").fill_null(value=False) | thin
    return joined.with_columns(
        pl.when(hidden).then(pl.lit("suppressed")).otherwise(pl.lit(None, pl.String)).alias("disclosure"),
        *(pl.when(pl.col("(whole)")).then(pl.col(name)).alias(name) for name in ERRORS),
    ).drop(ALL, "(open)", "(whole)", "(thin)", strict=False)
