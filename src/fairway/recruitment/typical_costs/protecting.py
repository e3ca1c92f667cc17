"""Which cells of the linked tables are withheld: those unsafe by themselves, and those that would tell them.

The tables are protected as if workers, payers, costs and months of earnings were published exactly, though rounded
figures are; what the numbers of workers need is withheld of the costs as well, and the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import polars as pl

from fairway.methods.disclosure import TableSet, audit, largest_contributions, protect, unsafe_cells
from fairway.methods.disclosure.extend import Extension
from fairway.methods.disclosure.primary import Rule
from fairway.methods.disclosure.publish import publish
from fairway.methods.disclosure.suppress import Protected
from fairway.recruitment.typical_costs.rules import (
    PAYERS,
    WIDTH_PERCENT,
    rules_of_money,
    rules_of_workers,
    with_agencies,
)
from fairway.recruitment.typical_costs.tables import (
    CELL,
    ITEM,
    OF_ITEMS,
    TABLES,
    margins,
    with_every_dimension,
)

ALL: Final = "(all)"
FULL: Final = (*CELL, ITEM)
PAID: Final = (*OF_ITEMS, ITEM)
Tables: TypeAlias = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is withheld.

    Attributes:
        cells: One row a cell: `CELL`, `ITEM` (null: of all costs), `n` (workers; of an item, payers), `money` (shown
            figures in money, or of the item), `months` (figures in months): True where withheld.
        primary, secondary: How many cells of all costs are unsafe by themselves, and withheld to protect them.
    """

    cells: pl.DataFrame
    primary: int
    secondary: int


def pattern(rows: pl.DataFrame, items: Sequence[str]) -> Pattern:
    """The cells to withhold, of workers, costs, items and months as one chain: each takes over what the last withheld.

    Args:
        rows: As `coded` gives them.
        items: Codes of items that somebody paid for: `paid_CODE`, and `item_CODE` where amounts are known.

    Raises:
        UnsafeTable: No pattern makes the tables safe; nothing may be published.
    """
    workers = _cells(rows, None, rules_of_workers())
    money = _cells(rows, "cost", rules_of_money())
    unsafe = workers["unsafe"] | money["unsafe"]
    hidden = _protected(workers.with_columns(unsafe.alias("unsafe")), "n", "count", TABLES)
    spent: list[str] = []  # a monitor knows what was paid for, and not how much for each
    if items:
        payers = _payers(rows, items, workers.with_columns(hidden.alias("(hidden)")))
        payers = payers.with_columns(_protected(payers, "n", "count", (PAID,)).alias("(hidden)"))
        spent = [f"item_{code}" for code in items if f"item_{code}" in rows.columns]
        both = pl.concat([_with_money(rows, payers, spent), _taken_over(money, unsafe, hidden)], how="diagonal_relaxed")
    else:
        both = _taken_over(money, unsafe, hidden).with_columns(pl.lit(None, pl.String).alias(ITEM))
    with_item = both["total"].is_not_null()
    found = _protected(both.filter(with_item), "total", "magnitude", (*TABLES, PAID) if spent else TABLES)
    kept = both["(hidden)"].clone().scatter(with_item.arg_true(), found)
    shown = both.with_columns(kept.alias("money")).select(*FULL, "n", "money")
    shown = _months(rows, shown)
    # An item is told of a cell that is told itself.
    whole = shown.filter(pl.col(ITEM).is_null()).select(*CELL, pl.col("money").alias("(whole)"))
    shown = shown.join(whole, on=list(CELL), how="left", nulls_equal=True, maintain_order="left").with_columns(
        (pl.col("money") | pl.col("(whole)")).alias("money")
    )
    primary = int(unsafe.sum())
    withheld = int(shown.filter(pl.col(ITEM).is_null())["money"].sum())
    return Pattern(shown.drop("(whole)"), primary, withheld - primary)


def _cells(rows: pl.DataFrame, amount: str | None, rules: Sequence[Rule]) -> pl.DataFrame:
    """Every cell with its contributions, agencies, and whether it is unsafe."""
    found = []
    for by in margins():
        here = rows.with_columns(pl.lit(1).alias(ALL))
        keys = [*by, ALL]
        weight = "weight" if amount is not None else None
        cells = largest_contributions(here, keys, amount, weight)
        cells = cells.join(with_agencies(here, keys), on=keys, how="left", maintain_order="left").drop(ALL)
        found.append(with_every_dimension(unsafe_cells(cells, rules)))
    return pl.concat([one.select(found[0].columns) for one in found])


def _taken_over(money: pl.DataFrame, unsafe: pl.Series, hidden: pl.Series) -> pl.DataFrame:
    """The cells of costs: unsafe where either table finds it, withheld besides where workers need it."""
    return money.with_columns(pl.lit(None, pl.String).alias(ITEM), unsafe.alias("unsafe"), hidden.alias("(hidden)"))


def _protected(cells: pl.DataFrame, value: str, kind: Literal["count", "magnitude"], tables: Tables) -> pl.Series:
    """Whether each cell is withheld; those hidden already are, and need no protection of their own.

    Empty cells are as little shown as withheld ones: so nobody knows which are empty, and no cell is more than 0.
    """
    before = cells["(hidden)"] if "(hidden)" in cells.columns else pl.Series([False] * len(cells))
    level = (
        pl.when(pl.col("unsafe"))
        .then(pl.max_horizontal(pl.col("upper"), pl.col(value) * WIDTH_PERCENT / 100.0, pl.lit(1.0)))
        .otherwise(0.0)
    )
    names = list(dict.fromkeys(name for table in tables for name in table))
    ready = cells.select(
        *names,
        pl.col(value).cast(pl.Float64).alias("value"),
        (pl.col("unsafe") | before).alias("primary"),
        level.alias("up"),
        pl.min_horizontal(level, pl.col(value)).alias("down"),
        pl.col("n").cast(pl.Int64).alias("contributors"),
    )
    made = TableSet.of(
        pl.concat([ready, _empty(ready, tables)], how="diagonal_relaxed"),
        names,
        value="value",
        kind=kind,
        primary="primary",
        contributors="contributors",
        lower="down",
        upper="up",
        floor=0.0,
        zeros="suppressible",
    )
    found = _proved(made)
    publish(found)  # refuses where the audit did not pass
    return pl.Series("withheld", found.withheld[: len(ready)])


def _empty(cells: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The combinations of codes for which there is no cell, in every margin of the tables that has any cell."""
    names = [name for name in cells.columns if name in FULL]
    parts = []
    patterns = cells.select(pl.col(name).is_not_null() for name in names).unique().rows()
    for pattern_of in patterns:
        by = [name for name, crossed in zip(names, pattern_of, strict=True) if crossed]
        if not by or not any(set(by) <= set(table) for table in tables):
            continue
        every = cells.select(by[0]).drop_nulls().unique()
        for name in by[1:]:
            every = every.join(cells.select(name).drop_nulls().unique(), how="cross")
        rest = [pl.col(name).is_null() for name in names if name not in by]
        here = cells.filter(*(pl.col(name).is_not_null() for name in by), *rest)
        parts.append(every.join(here, on=by, how="anti").sort(by))
    made = pl.concat([cells.clear(), *parts], how="diagonal_relaxed")
    return made.with_columns(
        *(pl.lit(0.0).alias(name) for name in ("value", "up", "down")),
        pl.lit(value=True).alias("primary"),
        pl.lit(0, pl.Int64).alias("contributors"),
    )


def _proved(tables: TableSet) -> Protected:
    """A pattern with its audit: whether an intruder’s bounds are wide enough, not how wide, which is slow to tell."""
    growing = Extension(tables, tables.primary)
    growing.meet_all()
    report = audit(tables, growing.withheld, moves=growing.moves, bounds=False)
    return Protected(tables, growing.withheld, report, "fast") if report.passed else protect(tables, method="fast")


def _payers(rows: pl.DataFrame, items: Sequence[str], workers: pl.DataFrame) -> pl.DataFrame:
    """Who paid for each item, by destination and channel; of items there is no total, for many pay for several."""
    found = []
    hidden = workers.select(*CELL, "(hidden)")
    for by in margins((OF_ITEMS,)):
        keys = [*by, ALL]
        counts = (
            rows.with_columns(pl.lit(1).alias(ALL))
            .group_by(keys)
            .agg((pl.col(f"paid_{code}") > 0).sum().cast(pl.Int64).alias(code) for code in items)
        )
        long = counts.unpivot(items, index=keys, variable_name=ITEM, value_name="n").drop(ALL)
        found.append(with_every_dimension(long))
    # In a fixed order: which cells are withheld besides may hang on it.
    cells = pl.concat([one.select(*FULL, "n") for one in found]).filter(pl.col("n") > 0).sort(FULL)
    cells = cells.join(hidden, on=list(CELL), how="left", nulls_equal=True, maintain_order="left")
    few = (pl.col("n") < PAYERS).alias("unsafe")
    return cells.with_columns(few, pl.lit(0.0).alias("upper"))


def _with_money(rows: pl.DataFrame, payers: pl.DataFrame, spent: Sequence[str]) -> pl.DataFrame:
    """The cells of items with what was paid for each; null where amounts are not known."""
    found = []
    for by in margins((OF_ITEMS,)):
        keys = [*by, ALL]
        sums = (
            rows.with_columns(pl.lit(1).alias(ALL))
            .group_by(keys)
            .agg((pl.col(name) * pl.col("weight")).sum().alias(name.removeprefix("item_")) for name in spent)
        )
        codes = [name.removeprefix("item_") for name in spent]
        if codes:
            long = sums.unpivot(codes, index=keys, variable_name=ITEM, value_name="total").drop(ALL)
            found.append(with_every_dimension(long))
    if not found:
        return payers.with_columns(pl.lit(None, pl.Float64).alias("total"))
    totals = pl.concat([one.select(*FULL, "total") for one in found])
    return payers.join(totals, on=list(FULL), how="left", nulls_equal=True, maintain_order="left")


def _months(rows: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """`months`: withheld of figures in months, which fewer workers may have; what is hidden of money is of months."""
    known = rows.filter(pl.col("months").is_not_null())
    hidden = shown.filter(pl.col(ITEM).is_null()).select(*CELL, pl.col("money").alias("(hidden)"))
    if not len(known):
        return shown.with_columns(pl.lit(value=True).alias("months"))
    workers = _cells(known, None, rules_of_workers())
    spent = _cells(known, "months", rules_of_money())
    joined = workers.join(hidden, on=list(CELL), how="left", nulls_equal=True, maintain_order="left")
    unsafe = workers["unsafe"] | spent["unsafe"]
    counted = _protected(joined.with_columns(unsafe.alias("unsafe")), "n", "count", TABLES)
    both = spent.with_columns(unsafe.alias("unsafe"), counted.alias("(hidden)"))
    of_months = both.select(*CELL).with_columns(_protected(both, "total", "magnitude", TABLES).alias("months"))
    return shown.join(of_months, on=list(CELL), how="left", nulls_equal=True, maintain_order="left").with_columns(
        pl.col("months").fill_null(value=True)
    )
